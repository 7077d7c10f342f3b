import * as Y from 'yjs';
import type { Held, Piece, Stretch } from './byte-gate.ts';

/** One committed row of the log, as it is passed on. */
export interface LoggedRow {
  sequence: number;
  update: Uint8Array;
}

export interface DocumentKey {
  readonly councilId: string;
  readonly documentId: string;
}

export const keyOf = ({ councilId, documentId }: DocumentKey): string => `${councilId}:${documentId}`;

/** What the gate needs of a document, whoever is writing. */
export type HeldByAll = Omit<Held, 'canWrite' | 'isTheirs' | 'locked' | 'bytes'>;

/**
 * The words of one document in memory: never more than what is committed. What waits to be committed is known only by
 * where it will live, so that the next keystroke can be judged before the last one is on disk.
 */
export class DocumentWords implements HeldByAll {
  readonly doc = new Y.Doc({ gc: true });
  readonly #texts = this.doc.getMap<Y.Text>('texts');
  readonly #waiting = new Map<number, Stretch[]>();

  nextClock(client: number): number {
    const waiting = this.#waiting.get(client);
    return waiting ? waiting[waiting.length - 1]!.to : Y.getState(this.doc.store, client);
  }

  textOfCharacter(client: number, clock: number): string | null | undefined {
    const waiting = this.#waiting.get(client);
    if (waiting)
      for (let i = waiting.length - 1; i >= 0; i--)
        if (clock >= waiting[i]!.from && clock < waiting[i]!.to) return waiting[i]!.text;
    const item = this.#itemAt(client, clock);
    return item && this.#textOf(item);
  }

  textStartedBy(client: number, clock: number): string | undefined {
    const item = this.#itemAt(client, clock);
    const isText =
      item instanceof Y.Item &&
      !item.deleted &&
      item.parent === this.#texts &&
      item.content instanceof Y.ContentType &&
      item.content.type instanceof Y.Text;
    return isText ? (item.parentSub ?? undefined) : undefined;
  }

  *pieces(client: number, from: number, to: number): Iterable<Piece> {
    const committed = Y.getState(this.doc.store, client);
    const structs = this.doc.store.clients.get(client) ?? [];
    if (from < committed) {
      for (let i = Y.findIndexSS(structs, from); i < structs.length && structs[i]!.id.clock < to; i++) {
        const struct = structs[i]!;
        const length = Math.min(to, struct.id.clock + struct.length) - Math.max(from, struct.id.clock);
        yield { length, text: this.#textOf(struct), deleted: struct.deleted };
      }
    }
    for (const { from: start, to: end, text } of this.#waiting.get(client) ?? []) {
      if (start < to && end > from) yield { length: Math.min(to, end) - Math.max(from, start), text, deleted: false };
    }
  }

  /** Remembers where characters will live that are on their way to the log. */
  expect(stretches: readonly Stretch[]): void {
    for (const stretch of stretches) {
      const waiting = this.#waiting.get(stretch.client);
      const last = waiting?.[waiting.length - 1];
      if (!waiting) this.#waiting.set(stretch.client, [{ ...stretch }]);
      else if (last && last.to === stretch.from && last.text === stretch.text) last.to = stretch.to;
      else waiting.push({ ...stretch });
    }
  }

  /** Nothing waits any more: it was refused, or its fate is unknown and will be read from the log. */
  forgetWaiting(): void {
    this.#waiting.clear();
  }

  /** Applies committed updates in the log's order. Throws when they leave something unresolved: then memory is wrong. */
  apply(updates: readonly Uint8Array[], version: 1 | 2 = 1): void {
    const applyOne = version === 2 ? Y.applyUpdateV2 : Y.applyUpdate;
    if (updates.length === 1) applyOne(this.doc, updates[0]!);
    else Y.transact(this.doc, () => updates.forEach((update) => applyOne(this.doc, update)));
    if (this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null)
      throw new Error('The log left something unresolved.');
    for (const [client, waiting] of this.#waiting) {
      const committed = Y.getState(this.doc.store, client);
      const left = waiting.filter((stretch) => stretch.to > committed);
      if (left.length) this.#waiting.set(client, left);
      else this.#waiting.delete(client);
    }
  }

  /** The words of one text; undefined when the document has no such text. */
  wordsOf(name: string): string | undefined {
    return this.#texts.get(name)?.toString();
  }

  get names(): string[] {
    return [...this.#texts.keys()];
  }

  #itemAt(client: number, clock: number): Y.Item | Y.GC | undefined {
    const structs = this.doc.store.clients.get(client);
    if (!structs || clock >= Y.getState(this.doc.store, client)) return undefined;
    return structs[Y.findIndexSS(structs, clock)] as Y.Item | Y.GC;
  }

  #textOf(struct: Y.AbstractStruct): string | null {
    if (!(struct instanceof Y.Item) || struct.parentSub !== null) return null;
    const holder = (struct.parent as Y.AbstractType<unknown> | null)?._item;
    return holder && holder.parent === this.#texts && !holder.deleted ? holder.parentSub : null;
  }
}
