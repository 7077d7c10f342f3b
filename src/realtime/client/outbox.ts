import * as Y from 'yjs';

/** One frame's worth of the person's own changes, numbered for this connection. */
export interface Unsaved {
  sequence: number;
  update: Uint8Array;
  /** How many changes it holds: what "3 changes waiting" counts. */
  changes: number;
}

/** Half of what the server takes in one update, so that a merged one is never refused for its size. */
const MERGED_MAX_BYTES = 32 * 1024;
/** Merging is quadratic in the number of updates; a hundred cost well under a millisecond. */
const MERGED_MAX_UPDATES = 100;
/** Ten minutes of typing with no connection are some thousand updates: packed as they come, they stay few. */
const PACK_ABOVE = 200;

/** The person's own changes that the server has not yet said are saved, oldest first. */
export class Outbox {
  #unsaved: Unsaved[] = [];
  #next = 1;

  get changes(): number {
    return this.#unsaved.reduce((sum, entry) => sum + entry.changes, 0);
  }

  get updates(): Uint8Array[] {
    return this.#unsaved.map((entry) => entry.update);
  }

  /** False for a number that was answered, or packed under another since. */
  has(sequence: number): boolean {
    return this.#unsaved.some((entry) => entry.sequence === sequence);
  }

  /** Takes in one change. While `sent` is false nothing of the outbox is on its way, so it may be packed. */
  add(update: Uint8Array, sent: boolean): Unsaved {
    const entry = { sequence: this.#next++, update, changes: 1 };
    this.#unsaved.push(entry);
    if (!sent && this.#unsaved.length > PACK_ABOVE) this.pack();
    return entry;
  }

  /** Everything up to and including this number is on disk. */
  saved(upTo: number): void {
    this.#unsaved = this.#unsaved.filter((entry) => entry.sequence > upTo);
  }

  /** Merges neighbours and numbers them anew, to be sent again. A late answer to an old number then means nothing. */
  pack(): Unsaved[] {
    const packed: Unsaved[] = [];
    for (let from = 0; from < this.#unsaved.length;) {
      let to = from;
      let bytes = 0;
      let changes = 0;
      while (to < this.#unsaved.length && to - from < MERGED_MAX_UPDATES) {
        const entry = this.#unsaved[to]!;
        if (to > from && bytes + entry.update.byteLength > MERGED_MAX_BYTES) break;
        bytes += entry.update.byteLength;
        changes += entry.changes;
        to++;
      }
      const updates = this.#unsaved.slice(from, to).map((entry) => entry.update);
      packed.push({
        sequence: this.#next++,
        update: updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates),
        changes,
      });
      from = to;
    }
    this.#unsaved = packed;
    return packed;
  }

  clear(): void {
    this.#unsaved = [];
  }
}
