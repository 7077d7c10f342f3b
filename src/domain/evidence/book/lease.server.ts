import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { packBook } from './book-schema.server.ts';
import { bookLimits } from './limits.ts';

type Case = Pick<CaseScope, 'councilId' | 'caseFileId'>;

/** The first book of a council that waits to be made or was left behind, taken for this process. Null when there is none. */
export async function takeBook(councilId: string): Promise<Lease | null> {
  const due = await inTransaction({ councilId }, (tx) =>
    tx.execute<{ case_file_id: string; pack_book_id: string }>(sql`select * from books_due()`),
  );
  for (const { case_file_id: caseFileId, pack_book_id: packBookId } of due) {
    const until = newLease();
    const free = or(isNull(packBook.leaseEndsAt), lt(packBook.leaseEndsAt, sql`now()`));
    const open = sql`${packBook.state} in ('waiting', 'building')`;
    const taken = await inTransaction({ councilId, caseFileId }, (tx) =>
      tx
        .update(packBook)
        .set({ state: 'building', leaseEndsAt: until })
        .where(and(thisBook({ councilId, caseFileId }, packBookId), open, free))
        .returning({ id: packBook.packBookId }),
    );
    if (taken.length > 0) return new Lease({ councilId, caseFileId }, packBookId, until);
  }
  return null;
}

const thisBook = ({ councilId, caseFileId }: Case, packBookId: string) =>
  and(eq(packBook.councilId, councilId), eq(packBook.caseFileId, caseFileId), eq(packBook.packBookId, packBookId));

const newLease = (): Date => new Date(Date.now() + bookLimits.leaseMs);

/**
 * One book, ours until we are not heard of. Every write names the lease we last wrote, so a process that slept through
 * its own lease writes nothing over the one that took the book up (BOOK5).
 */
export class Lease {
  readonly scope: Case;
  readonly packBookId: string;
  readonly #lost = new AbortController();
  readonly #renewing: NodeJS.Timeout;
  #until: Date;
  #last: Promise<unknown> = Promise.resolve();

  constructor(scope: Case, packBookId: string, until: Date) {
    this.scope = scope;
    this.packBookId = packBookId;
    this.#until = until;
    this.#renewing = setInterval(() => void this.write({}).catch(() => {}), bookLimits.renewEveryMs).unref();
  }

  /** Aborts when the book was cancelled, or is another's now. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Writes to the row and renews. False when the book is no longer ours. */
  write(values: Partial<typeof packBook.$inferInsert>): Promise<boolean> {
    return this.#inTurn(async () => {
      const until = newLease();
      const held = await inTransaction(this.scope, (tx) => this.#update(tx, { ...values, leaseEndsAt: until }));
      if (held) this.#until = until;
      else this.#lost.abort();
      return held;
    });
  }

  /** The last write, with what belongs to it in one transaction. Nothing happens when the book is no longer ours. */
  finish(values: Partial<typeof packBook.$inferInsert>, also: (tx: Tx) => Promise<void>): Promise<boolean> {
    return this.#inTurn(async () => {
      clearInterval(this.#renewing);
      const end = { ...values, leaseEndsAt: null, finishedAt: new Date() };
      return inTransaction(this.scope, async (tx) => {
        const held = await this.#update(tx, end);
        if (held) await also(tx);
        return held;
      });
    });
  }

  /** Lets go without an end: whoever looks next takes it up. */
  release(): void {
    clearInterval(this.#renewing);
  }

  async #update(tx: Tx, values: Partial<typeof packBook.$inferInsert>): Promise<boolean> {
    const ours = and(
      thisBook(this.scope, this.packBookId),
      eq(packBook.state, 'building'),
      eq(packBook.leaseEndsAt, this.#until),
    );
    return (await tx.update(packBook).set(values).where(ours).returning({ id: packBook.packBookId })).length > 0;
  }

  /** One write after the other: each names the lease of the one before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => {});
    return done;
  }
}
