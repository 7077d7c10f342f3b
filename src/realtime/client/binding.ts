import { editBetween, positionAfter, type Edit } from '../edit.ts';

/** What a binding needs of the text behind it. */
export interface Words {
  /** The text as it now is. */
  now(): string;
  /** Takes what the person did into the shared text, at once. */
  edit(edit: Edit): void;
  /** While held, others' changes wait: an input method or a dictation is under way. */
  hold(): void;
  release(): void;
  undo(): void;
  redo(): void;
}

const selectionAfter = (start: number, end: number, edits: readonly Edit[]): [number, number] =>
  edits.reduce<[number, number]>(
    ([from, to], edit) => {
      const chosen = from < to;
      const moved = positionAfter(from, edit, chosen);
      return [moved, Math.max(moved, positionAfter(to, edit))];
    },
    [start, end],
  );

/**
 * Keeps one plain `<textarea>` and one shared text the same, by the smallest edits, so that caret, selection,
 * scroll, spell check and input methods stay the person's own. Never moves focus.
 */
export class Binding {
  readonly #textarea: HTMLTextAreaElement;
  readonly #words: Words;
  readonly #listening = new AbortController();
  #composing = false;

  constructor(textarea: HTMLTextAreaElement, words: Words) {
    this.#textarea = textarea;
    this.#words = words;
    textarea.value = words.now();
    const listen = (name: string, hear: (event: Event) => void) =>
      textarea.addEventListener(name, hear, { signal: this.#listening.signal });
    listen('input', () => this.#take());
    listen('compositionstart', () => this.#compose());
    listen('compositionend', () => this.#composed());
    listen('blur', () => this.#composed());
    listen('keydown', (event) => this.#key(event as KeyboardEvent));
    listen('beforeinput', (event) => this.#history(event as InputEvent));
  }

  /** Shows what others did. The caret keeps the neighbour it had; a position is only set where the person already is. */
  show(edits: readonly Edit[], read: 'theirs' | 'undone' = 'theirs'): void {
    const textarea = this.#textarea;
    const { selectionStart, selectionEnd, scrollTop } = textarea;
    for (const { at, removed, inserted } of edits) textarea.setRangeText(inserted, at, at + removed, 'preserve');
    // A browser folds line ends ("\r\n"), which shifts every index after them: then the whole text is put in.
    if (textarea.value !== this.#words.now()) textarea.value = this.#words.now();
    textarea.scrollTop = scrollTop;
    if (textarea.ownerDocument.activeElement !== textarea) return;
    const last = edits.at(-1);
    const [from, to] = selectionAfter(selectionStart, selectionEnd, edits);
    if (read === 'undone' && last)
      textarea.setSelectionRange(last.at + last.inserted.length, last.at + last.inserted.length);
    else textarea.setSelectionRange(from, to);
  }

  /** Puts the whole text in again: it was loaded anew, or its owner may no longer see it. */
  reset(): void {
    this.#textarea.value = this.#words.now();
  }

  readOnly(yes: boolean): void {
    this.#textarea.readOnly = yes;
  }

  unbind(): void {
    this.#listening.abort();
    this.#composed();
  }

  #take(): void {
    const { value, selectionEnd } = this.#textarea;
    // Half of a character cannot travel, and a pasted NUL cannot be stored: neither is anything a person wrote.
    const whole = (value.toWellFormed?.() ?? value).replaceAll('\0', '');
    const edit = editBetween(this.#words.now(), whole, selectionEnd);
    if (edit) this.#words.edit(edit);
  }

  #compose(): void {
    if (this.#composing) return;
    this.#composing = true;
    this.#words.hold();
  }

  #composed(): void {
    if (!this.#composing) return;
    this.#composing = false;
    this.#take();
    this.#words.release();
  }

  #key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || this.#composing) return;
    const key = event.key.toLowerCase();
    if (key === 'z' && !event.shiftKey) this.#turnBack(event, 'undo');
    else if (key === 'y' || (key === 'z' && event.shiftKey)) this.#turnBack(event, 'redo');
  }

  /** The browser's own undo (menu, shaken phone) knows nothing of others' changes and would take those back too. */
  #history(event: InputEvent): void {
    if (event.inputType === 'historyUndo') this.#turnBack(event, 'undo');
    if (event.inputType === 'historyRedo') this.#turnBack(event, 'redo');
  }

  #turnBack(event: Event, which: 'undo' | 'redo'): void {
    event.preventDefault();
    if (!this.#textarea.readOnly) this.#words[which]();
  }
}
