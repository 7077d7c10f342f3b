import type { LiveDocument } from './document.svelte.ts';
import { Unsent } from './unsent.ts';

/** An answer usually comes within milliseconds: only what waits longer than this is worth a write on the device. */
const KEEP_AFTER_MS = 250;

/** Keeps on the device what waits, and brings back what an earlier tab left there. */
export class Keeper {
  readonly #unsent: Unsent;
  readonly #failed: () => void;
  readonly #due = new Map<LiveDocument, ReturnType<typeof setTimeout>>();
  readonly #kept = new Set<LiveDocument>();
  /** One after the other, so that a late write never follows the removal that came after it. */
  #work: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(unsent: Unsent, failed: () => void) {
    this.#unsent = unsent;
    this.#failed = failed;
  }

  /** The unsaved changes of a document moved. */
  moved(document: LiveDocument): void {
    if (this.#stopped) return;
    if (document.waiting && !this.#due.has(document)) {
      this.#due.set(
        document,
        setTimeout(() => this.#keep(document), KEEP_AFTER_MS),
      );
    } else if (!document.waiting) {
      clearTimeout(this.#due.get(document));
      this.#due.delete(document);
      if (this.#kept.delete(document)) this.#then(() => this.#unsent.drop(document.documentId));
    }
  }

  /** Writes now what is due: the page is being hidden, and may not come back. */
  hurry(): void {
    for (const document of [...this.#due.keys()]) this.#keep(document);
  }

  /** Puts back into a loaded document what earlier tabs left. What cannot be joined on stays where it is. */
  bringBack(document: LiveDocument): void {
    this.#then(async () => {
      for (const { tab, epoch, updates } of await this.#unsent.left(document.documentId)) {
        if (!updates.every((update) => document.bringBack(update, epoch))) continue;
        // The old row goes only after this tab's own row holds the same words.
        if (document.waiting) await this.#unsent.keep({ documentId: document.documentId, ...document.unsaved });
        this.#kept.add(document);
        await this.#unsent.drop(document.documentId, tab);
      }
      if (!document.waiting) this.moved(document);
    });
  }

  /** Nothing more is written; what is on the device stays sealed there. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#due.values()) clearTimeout(timer);
    this.#due.clear();
    this.#then(async () => this.#unsent.close());
  }

  #keep(document: LiveDocument): void {
    clearTimeout(this.#due.get(document));
    this.#due.delete(document);
    this.#kept.add(document);
    this.#then(async () => {
      if (document.waiting) await this.#unsent.keep({ documentId: document.documentId, ...document.unsaved });
    });
  }

  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(() => this.#failed());
  }
}
