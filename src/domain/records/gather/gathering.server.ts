import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { whoIsNamed } from '#domain/evidence/guard/guard.server.ts';
import type { Tx } from '#server/db.ts';
import { contactsIn, namesIn, type Flag, type Known } from '../flags/flags.ts';
import { knownOfOthers, namesOfAsker } from '../flags/known.server.ts';
import type { RequestRow } from '../requests/asking.server.ts';
import { asNobody, recordAtDesk, type Done } from '../requests/desk.server.ts';
import { dataRequest, dataRequestItem } from '../schema.server.ts';
import { gatherAll } from './gather.server.ts';
import type { Asking, Gathered } from './gathered.ts';

/** Rows of one insert: enough at a time, and far from the most parameters one statement may have. */
const AT_ONCE = 500;

/** SAR4: copies what is held into the request, each thing with what somebody should look at. Once: what comes later is another request's. */
export async function gatherFor(tx: Tx, scope: Scope, row: RequestRow): Promise<Done> {
  if (row.state !== 'received') return { refused: { gather: 'This was gathered already' } };
  if (row.identityHow === '') return { refused: { gather: 'Write down first how you checked who asks' } };
  if (!row.askedBy) return { refused: { gather: 'Whoever asks has no account here' } };
  const asking: Asking = {
    councilId: row.councilId,
    caseFileId: row.caseFileId,
    about: row.about,
    askedBy: row.askedBy,
  };
  const number = await asNobody(tx, scope, row, () => copyAll(tx, row, asking));
  await tx
    .update(dataRequest)
    .set({ state: 'gathered', gatheredAt: sql`now()` })
    .where(and(eq(dataRequest.councilId, row.councilId), eq(dataRequest.dataRequestId, row.dataRequestId)));
  await recordAtDesk(tx, scope, row, 'data.gathered', { things: number });
  return 'done';
}

async function copyAll(tx: Tx, { councilId, caseFileId, dataRequestId }: RequestRow, asking: Asking): Promise<number> {
  const items = await gatherAll(tx, asking, { names: await namesOfAsker(tx, asking) });
  const flags = await flagsOf(tx, asking, items);
  const rows = items.map(({ class: kept, part, sourceId, title, words }, index) => ({
    ...{ councilId, caseFileId, dataRequestId, class: kept, source: part, sourceId },
    ...{ number: index + 1, title, words, flags: flags[index]! },
  }));
  for (let from = 0; from < rows.length; from += AT_ONCE)
    await tx.insert(dataRequestItem).values(rows.slice(from, from + AT_ONCE));
  return rows.length;
}

/** What somebody should look at in each (SAR5). Other children are looked for in all of it with one question to the database. */
async function flagsOf(tx: Tx, asking: Asking, items: readonly Gathered[]): Promise<Flag[][]> {
  const known = await knownOfOthers(tx, asking);
  const children = await otherChildrenIn(tx, asking, items);
  return items.map((item, index) => flagsOfOne(item, known, children.has(index)));
}

function flagsOfOne({ words, withOther }: Gathered, known: Known, otherChild: boolean): Flag[] {
  const found: [Flag, boolean][] = [
    ['where', contactsIn(words, known).length > 0],
    ['other_child', otherChild],
    ['other_person', namesIn(words, known).length > 0],
    ['with_other', withOther === true],
  ];
  return found.filter(([, is]) => is).map(([flag]) => flag);
}

/** The places in the list of what names another child of the council, as a misfiled paper is recognised. */
export async function otherChildrenIn(
  tx: Tx,
  of: Pick<Asking, 'councilId' | 'caseFileId'>,
  items: readonly { words: string }[],
): Promise<Set<number>> {
  const { matches } = await whoIsNamed(tx, of, items);
  return new Set(matches.flatMap(({ found }) => found.map(({ page }) => page - 1)));
}
