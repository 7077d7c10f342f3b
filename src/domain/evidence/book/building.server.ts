import { Readable } from 'node:stream';
import { inTransaction } from '#server/db.ts';
import { dropDerived, keepFile, putDerived, readDerived, storeStream } from '#server/files.ts';
import { record } from '#server/history.ts';
import { faultFields, log } from '#server/log.ts';
import type { Round } from '#server/rounds.ts';
import { pageBytes } from '../paper-bytes.server.ts';
import { isOver, RECALLED } from './books.server.ts';
import { takeBook, type Lease } from './lease.server.ts';
import { bookLimits } from './limits.ts';
import { pagesOf, whatToMake, type ToMake } from './making.server.ts';
import { Builders } from './run.server.ts';
import { buildBook, CalledOff, type Workshop } from './string-together.ts';

const NO_ROOM = 'There is no room to keep the PDF. Nothing is lost. Ask the council to make room, then try again.';
const NOT_MADE =
  'The PDF could not be made. Nothing is lost: every paper can still be opened one by one. Try again later.';

// The pages' copy of this module and the rounds' copy build one book at a time between them.
const slot = Symbol.for('common-ground.book-under-way');
const holder = globalThis as { [slot]?: Promise<void> | undefined };

/** Takes up the next book of a council unless one is being built here. Returns whether it did; the building goes on by itself. */
export async function buildNext(councilId: string): Promise<boolean> {
  if (holder[slot]) return false;
  let over!: () => void;
  holder[slot] = new Promise((done) => (over = done));
  const free = () => {
    holder[slot] = undefined;
    over();
  };
  const lease = await takeBook(councilId).catch((fault: unknown) => {
    free();
    throw fault;
  });
  if (lease)
    void build(lease)
      .catch((fault: unknown) => log.error('book.left-for-later', faultFields(fault)))
      .finally(free);
  else free();
  return lease !== null;
}

/** Takes up what waits and what a dead process left. It only starts it: the other councils' turn comes before it is built. */
export const buildBooks: Round = {
  name: 'book.build',
  everyMs: bookLimits.lookForWorkEveryMs,
  go: async (councilId) => ((await buildNext(councilId)) ? 1 : 0),
};

/** When nothing is being built in this process. */
export const nothingUnderWay = async (): Promise<void> => {
  while (holder[slot]) await holder[slot];
};

async function build(lease: Lease): Promise<void> {
  const { scope, packBookId } = lease;
  try {
    const toMake = await inTransaction(scope, (tx) => whatToMake(tx, scope, packBookId));
    if (toMake === 'recalled') return await end(lease, 'cancelled', RECALLED);
    const { pages } = await keepBook(lease, toMake);
    log.info('book.built', { target: packBookId, count: pages });
  } catch (fault) {
    if (!(fault instanceof CalledOff) && !lease.lost.aborted) await failed(lease, fault);
  } finally {
    lease.release();
  }
  await dropSegments(lease).catch((fault: unknown) => log.error('book.segments-left', faultFields(fault)));
}

async function keepBook(lease: Lease, toMake: ToMake): Promise<{ pages: number }> {
  const { councilId } = lease.scope;
  const pages = toMake.plan.parts.reduce(
    (sum, part) => sum + (part.kind === 'paper' ? part.sheets.length : part.sheet ? 1 : 0),
    0,
  );
  const builders = new Builders(lease.lost);
  const book = await buildBook(toMake.plan, toMake.facts, workshopFor(lease, toMake, builders)).finally(() =>
    builders.close(),
  );
  const arrived = await storeStream(councilId, book, bookLimits.bookMaxBytes);
  try {
    const { bytes, sha256 } = arrived;
    const kept = await lease.finish({ state: 'ready', bytes, sha256, pagesDone: pages }, async (tx) => {
      await record(tx, {
        ...lease.scope,
        actorId: null,
        action: 'book.made',
        target: lease.packBookId,
        detail: { sha256, bytes },
      });
      await keepFile(arrived, councilId, lease.packBookId);
    });
    if (!kept) throw new CalledOff('The book was called off as it was finished.');
    return { pages };
  } finally {
    await arrived.discard();
  }
}

function workshopFor(lease: Lease, { papers, pagesOfWords }: ToMake, builders: Builders): Workshop {
  const { scope, packBookId } = lease;
  const nameOf = (place: number) => `segment-${place}.bin`;
  return {
    build: (job, paper) => builders.build(job, paper ?? Readable.from([])),
    sourceOf: async ({ evidenceItemId }) => {
      const { mediaType, bytes } = await pageBytes(scope, papers.get(evidenceItemId)!);
      const pages = await inTransaction(scope, (tx) => pagesOf(tx, scope, evidenceItemId));
      return { mediaType, pages, bytes: await bytes() };
    },
    kept: (place) => readDerived(scope.councilId, packBookId, nameOf(place)),
    keep: (place, segment) => putDerived(scope.councilId, packBookId, nameOf(place), segment),
    done: (pages) => lease.write({ pagesDone: pagesOfWords + pages }),
  };
}

async function failed(lease: Lease, fault: unknown): Promise<void> {
  log.error('book.failed', { ...faultFields(fault), target: lease.packBookId });
  const full = (fault as NodeJS.ErrnoException | null)?.code === 'ENOSPC';
  await end(lease, 'failed', full ? NO_ROOM : NOT_MADE);
}

async function end(lease: Lease, state: 'failed' | 'cancelled', sentence: string): Promise<void> {
  await lease.finish({ state, sentence }, async (tx) => {
    await record(tx, {
      ...lease.scope,
      actorId: null,
      action: 'book.not_made',
      target: lease.packBookId,
      detail: { state },
    });
  });
}

/** Segments are only for taking a build up again; when another process has it now, they are its own. */
async function dropSegments({ scope, packBookId }: Lease): Promise<void> {
  const over = await inTransaction(scope, (tx) => isOver(tx, scope, packBookId));
  if (over) await dropDerived(scope.councilId, packBookId);
}
