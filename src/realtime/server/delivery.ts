import type { NackCode } from '../define.ts';
import type { Limits } from '../limits.ts';
import { ackFrame, nackFrame } from '../wire.ts';
import type { Compactor } from './compact.ts';
import type { Connection } from './connection.ts';
import type { LoggedRow } from './document.ts';
import type { LiveDocument, Writer } from './live-document.ts';
import type { StoredRow, Waiting } from './log.ts';
import { Outlet, websocketFrame } from './outlet.ts';

interface Parts {
  limits: Limits;
  compactor: Compactor;
  alarm(error: unknown, event: `${string}.${string}`, about?: object): void;
}

/** What delivery asks of whoever keeps the documents. */
export interface Keeper {
  catchUpUntilDone(document: LiveDocument): void;
  evict(document: LiveDocument, because: string): void;
  maybeIdle(document: LiveDocument): void;
}

/**
 * What happens after COMMIT, and only then: committed rows go into memory in the log's order, to everyone but their
 * author, and the author is told in the same write.
 */
export class Delivery {
  readonly outlet = new Outlet();
  readonly #parts: Parts;
  readonly #keeper: Keeper;

  constructor(parts: Parts, keeper: Keeper) {
    this.#parts = parts;
    this.#keeper = keeper;
  }

  stored(rows: StoredRow<Writer>[]): void {
    const ready = new Map<LiveDocument, LoggedRow[]>();
    for (const { waiting, sequence, update } of rows) {
      const { document } = waiting.whom;
      document.waitingRows--;
      if (sequence === 0 || sequence <= document.sequence) this.#acknowledge(waiting);
      else {
        document.early.set(sequence, waiting);
        const run = ready.get(document);
        if (run) run.push({ sequence, update });
        else ready.set(document, [{ sequence, update }]);
      }
    }
    for (const [document, run] of ready) {
      run.sort((a, b) => a.sequence - b.sequence);
      // Rows of another node come first: they are read from the log, and these with them.
      if (document.catchingUp || run[0]!.sequence !== document.sequence + 1) this.#keeper.catchUpUntilDone(document);
      else this.deliver(document, run);
    }
    this.outlet.flush();
  }

  refused(rows: Waiting<Writer>[], code: NackCode): void {
    for (const { whom } of rows) {
      const { document, opened, locals, done } = whom;
      document.waitingRows--;
      document.words.forgetWaiting();
      done?.(code);
      if (opened && document.opened.has(opened))
        for (const local of locals) this.nack(opened.connection, document.number, local, code);
      // Whether a lost connection lost the commit too, only the log knows.
      if (code === 'not-saved') this.#keeper.catchUpUntilDone(document);
      if (code === 'closed') document.closed = true;
    }
    this.outlet.flush();
  }

  /** Rows of this node or of others, following on from what the document holds. The caller flushes the outlet. */
  deliver(document: LiveDocument, rows: readonly LoggedRow[]): void {
    if (!rows.length) return;
    const frames = this.#take(document, rows);
    if (!frames) return;
    const authors = rows.map((row) => document.early.get(row.sequence));
    for (const opened of document.opened) {
      for (let i = 0; i < frames.length; i++)
        if (authors[i]?.whom.opened !== opened) this.outlet.push(opened.connection, frames[i]!);
    }
    for (let i = 0; i < rows.length; i++) {
      const author = authors[i];
      if (!author) continue;
      document.early.delete(rows[i]!.sequence);
      this.#acknowledge(author);
    }
    this.#parts.compactor.consider(document);
    this.#keeper.maybeIdle(document);
  }

  acknowledge(connection: Connection, document: LiveDocument, localSequence: number): void {
    this.outlet.push(connection, websocketFrame(ackFrame(document.number, localSequence, document.sequence)));
  }

  nack(connection: Connection, number: number, localSequence: number, code: NackCode): void {
    this.outlet.push(connection, websocketFrame(nackFrame(number, localSequence, code)));
  }

  #take(document: LiveDocument, rows: readonly LoggedRow[]): Uint8Array[] | null {
    try {
      return document.take(rows, this.#parts.limits.recentRows);
    } catch (error) {
      this.#parts.alarm(error, 'document.unresolved', document.key);
      this.#keeper.evict(document, 'document-changed');
      return null;
    }
  }

  #acknowledge({ whom }: Waiting<Writer>): void {
    whom.done?.('stored');
    const { opened, document, locals } = whom;
    const last = locals[locals.length - 1];
    if (opened && last !== undefined && document.opened.has(opened))
      this.acknowledge(opened.connection, document, last);
  }
}
