import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { roleInWords, type Role } from '#domain/access/standing.ts';
import { inWords } from '#domain/calendar/words.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { happeningOf } from '#domain/cases/happenings.ts';
import { person, standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { history } from '#server/schema.server.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { packBook } from '../book/book-schema.server.ts';
import { holdsPaper, withdrawBooks } from '../book/books.server.ts';
import { breach } from './guard-schema.server.ts';
import { packsOf } from '../pack/packs.server.ts';
import { paperOf } from '../papers.server.ts';
import { evidenceItem } from '../schema.server.ts';

/** The regulator is told within 72 hours of knowing (UK GDPR, article 33). */
const TELL_WITHIN_MS = 72 * 3_600_000;

export type Looker = (typeof breach.$inferSelect)['lookers'][number];

/** What reading or taking away a paper is called in the history, and doing so to a whole book that holds it. */
const OF_THE_PAPER = ['paper.opened', 'paper.downloaded'];
const OF_ITS_BOOKS = ['book.downloaded', 'bundle.downloaded'];

/** The packs that hold a paper, and the books that were made of them. */
async function holding(tx: Tx, scope: CaseScope, evidenceItemId: string) {
  const packs = (await packsOf(tx, scope))
    .filter(({ manifest }) => manifest.contents.some(({ id }) => id === evidenceItemId))
    .map(({ packId }) => packId);
  const books = await tx
    .select({ packBookId: packBook.packBookId })
    .from(packBook)
    .where(
      and(
        eq(packBook.councilId, scope.councilId),
        eq(packBook.caseFileId, scope.caseFileId),
        or(holdsPaper(evidenceItemId), inArray(packBook.packId, [...packs, scope.councilId])),
      ),
    );
  return { packs, books: books.map(({ packBookId }) => packBookId) };
}

/** Everyone who opened or downloaded it, or a book that holds it, out of the history: who, as what, when first, and how. */
export async function whoSaw(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Looker[]> {
  const { packs, books } = await holding(tx, scope, evidenceItemId);
  const inBooks = and(
    inArray(history.action, OF_ITS_BOOKS),
    inArray(history.target, [...packs, ...books, evidenceItemId]),
  );
  const itself = and(inArray(history.action, OF_THE_PAPER), eq(history.target, evidenceItemId));
  const rows = await tx
    .select({
      personId: person.personId,
      name: person.fullName,
      jobTitle: person.jobTitle,
      role: sql<Role | null>`(select ${standing.role} from ${standing} where ${standing.councilId} = ${history.councilId}
        and ${standing.caseFileId} = ${history.chainId} and ${standing.personId} = ${history.actorId} order by ${standing.startedAt} desc limit 1)`,
      action: history.action,
      at: history.at,
    })
    .from(history)
    .innerJoin(person, and(eq(person.councilId, history.councilId), eq(person.personId, history.actorId)))
    .where(
      and(
        eq(history.councilId, scope.councilId),
        eq(history.chainId, scope.caseFileId),
        sql`(${itself} or ${inBooks})`,
      ),
    )
    .orderBy(asc(history.sequence));
  const first = new Map<string, Looker>();
  for (const { personId, name, jobTitle, role, action, at } of rows) {
    const key = `${personId} ${action}`;
    if (first.has(key)) continue;
    const did = happeningOf(action)?.did ?? '';
    first.set(key, {
      personId,
      name,
      role: role ? roleInWords[role] : (jobTitle ?? 'Council staff'),
      at: at.toISOString(),
      did,
    });
  }
  return [...first.values()];
}

/**
 * "This should never have been here": one act takes a paper out of every view, pack and book, writes down who had seen
 * it and opens the 72 hours (GUARD7). Null when there is no readable paper by that id on this case.
 */
export async function recallPaper(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  words: string,
): Promise<Refused | null | { breachId: string }> {
  await beginOnPapers(tx, scope);
  const paper = await paperOf(tx, scope, evidenceItemId);
  if (paper?.state !== 'ready') return null;
  if (words === '')
    return refuse('words', 'Say what is wrong. Only officers read it. Leave other children’s names out');
  const { councilId, caseFileId, personId } = scope;
  const lookers = await whoSaw(tx, scope, evidenceItemId);
  const openedAt = now();
  await takeAway(tx, scope, evidenceItemId, openedAt);
  const breachId = v7();
  const reportBy = new Date(openedAt.getTime() + TELL_WITHIN_MS);
  await tx.insert(breach).values({
    councilId,
    caseFileId,
    breachId,
    evidenceItemId,
    words,
    openedBy: personId,
    openedAt,
    reportBy,
    lookers,
  });
  await recordFor(tx, scope, {
    action: 'paper.recalled',
    target: evidenceItemId,
    detail: { words, breachId, lookers: lookers.length },
  });
  return { breachId };
}

/** Out of every view and every book, in words that say when and nothing else. */
async function takeAway(tx: Tx, scope: CaseScope, evidenceItemId: string, at: Date): Promise<void> {
  const stateSentence = `Recalled on ${inWords(dateOf(at))}. It should never have been here, and nobody can read it any more.`;
  await tx
    .update(evidenceItem)
    .set({ state: 'recalled', stateSentence })
    .where(
      and(
        eq(evidenceItem.councilId, scope.councilId),
        eq(evidenceItem.caseFileId, scope.caseFileId),
        eq(evidenceItem.evidenceItemId, evidenceItemId),
      ),
    );
  await withdrawBooks(tx, scope, evidenceItemId);
}
