import * as Y from 'yjs';
import { Binding } from './binding.ts';
import { editsOf, pieces, type Edit } from '../edit.ts';

/** 16,384 UTF-16 units are at most 48 KiB as UTF-8: a pasted letter goes as several updates, each within the limit. */
const PIECE_MAX_UNITS = 16_384;

/** What a text asks of the document it is in. */
export interface Holder {
  hold(): void;
  release(): void;
}

/** One shared text, bound to at most one textarea of a page. `words` and `locked` are reactive. */
export class LiveText {
  readonly name: string;
  words = $state('');
  /** True while this person may not change it: settled, not theirs to write, or not loaded yet. The words stay. */
  locked = $state(true);
  readonly #holder: Holder;
  #binding: Binding | null = null;
  #text: Y.Text | null = null;
  #undoing: Y.UndoManager | null = null;
  readonly #heard = (event: Y.YTextEvent, transaction: Y.Transaction) => this.#hear(event, transaction);

  constructor(name: string, holder: Holder) {
    this.name = name;
    this.#holder = holder;
  }

  /** For `<textarea {@attach text.bind}>`. Returns what undoes the binding. */
  readonly bind = (textarea: HTMLTextAreaElement): (() => void) => {
    const binding = new Binding(textarea, {
      now: () => this.#text?.toString() ?? '',
      edit: (edit) => this.#edit(edit),
      hold: () => this.#holder.hold(),
      release: () => this.#holder.release(),
      undo: () => this.#undoing?.undo(),
      redo: () => this.#undoing?.redo(),
    });
    binding.readOnly(this.#isLocked);
    this.#binding = binding;
    return () => {
      if (this.#binding === binding) this.#binding = null;
      binding.unbind();
    };
  };

  /** Connects to the loaded text; with null, the words leave the memory and the screen. */
  attach(text: Y.Text | null): void {
    if (text === this.#text) return;
    this.#text?.unobserve(this.#heard);
    this.#undoing?.destroy();
    this.#text = text;
    this.#undoing = text && new Y.UndoManager(text, { trackedOrigins: new Set([this]) });
    text?.observe(this.#heard);
    this.words = text?.toString() ?? '';
    this.#binding?.reset();
  }

  /** Read without being tracked, so that a lock does not tear a textarea's binding down and up again. */
  #isLocked = true;
  lock(locked: boolean): void {
    this.#isLocked = locked;
    this.locked = locked;
    this.#binding?.readOnly(locked);
  }

  #edit({ at, removed, inserted }: Edit): void {
    const text = this.#text;
    if (!text?.doc || this.#isLocked) return this.#binding?.reset();
    const [first = '', ...rest] = pieces(inserted, PIECE_MAX_UNITS);
    text.doc.transact(() => {
      if (removed) text.delete(at, removed);
      if (first) text.insert(at, first);
    }, this);
    let end = at + first.length;
    for (const piece of rest) {
      text.doc.transact(() => text.insert(end, piece), this);
      end += piece.length;
    }
  }

  #hear(event: Y.YTextEvent, transaction: Y.Transaction): void {
    this.words = event.target.toString();
    if (transaction.origin === this) return;
    this.#binding?.show(editsOf(event.delta), transaction.origin === this.#undoing ? 'undone' : 'theirs');
  }
}
