import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers } from '../begin.server.ts';
import { withdrawBooks } from '../book/books.server.ts';
import { heldSentence } from './held.server.ts';
import { hiddenWithin } from './hidden-from.server.ts';
import { whatTells } from '../redaction/hidden.ts';
import { evidenceItem, evidencePage } from '../schema.server.ts';

const HIDDEN_NOW = 'A paper in this is being checked again. Have a new one made when that is done.';

/**
 * Runs a command that changes what is hidden within the family, then holds every readable paper that tells something it
 * did not tell before (GUARD14). What an officer let through knowingly stays readable. Returns what the command returns.
 */
export async function holdWhatTellsNow<T>(tx: Tx, scope: CaseScope, change: () => Promise<T>): Promise<T> {
  await beginOnPapers(tx, scope);
  const before = await toldIn(tx, scope);
  const done = await change();
  const stateSentence = await heldSentence(tx, scope);
  for (const [evidenceItemId, told] of await toldIn(tx, scope)) {
    if (told.every((each) => before.get(evidenceItemId)?.includes(each))) continue;
    await tx
      .update(evidenceItem)
      .set({ state: 'held', heldBecause: 'hidden_place', stateSentence })
      .where(and(readable(scope), eq(evidenceItem.evidenceItemId, evidenceItemId)));
    await withdrawBooks(tx, scope, evidenceItemId, HIDDEN_NOW);
    await recordFor(tx, scope, { action: 'paper.held_again', target: evidenceItemId });
  }
  return done;
}

const readable = ({ councilId, caseFileId }: CaseScope) =>
  and(
    eq(evidenceItem.councilId, councilId),
    eq(evidenceItem.caseFileId, caseFileId),
    eq(evidenceItem.state, 'ready'),
    eq(evidenceItem.class, 'case'),
  );

/** What each readable paper tells, by its id: each place with the page it stands on. */
async function toldIn(tx: Tx, scope: CaseScope): Promise<Map<string, string[]>> {
  const { school, addresses } = await hiddenWithin(tx, scope);
  const rows = await tx
    .select({ id: evidenceItem.evidenceItemId, words: evidencePage.words })
    .from(evidenceItem)
    .innerJoin(
      evidencePage,
      and(
        eq(evidencePage.councilId, evidenceItem.councilId),
        eq(evidencePage.caseFileId, evidenceItem.caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItem.evidenceItemId),
      ),
    )
    .where(readable(scope))
    .orderBy(asc(evidenceItem.evidenceItemId), asc(evidencePage.page));
  const papers = Map.groupBy(rows, ({ id }) => id);
  const places = [
    ...addresses.map((address) => ({ school: '', addresses: [address] })),
    ...(school ? [{ school, addresses: [] }] : []),
  ];
  return new Map(
    [...papers].map(([id, pages]) => [
      id,
      places.flatMap((place) =>
        whatTells(pages, place).map(({ page }) => `${page} ${place.school}${place.addresses.join()}`),
      ),
    ]),
  );
}
