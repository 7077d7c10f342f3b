import type { CaseScope } from '#domain/access/scope.ts';
import { confirmationsOf, type Confirmed } from '#domain/evidence/list/confirm.server.ts';
import { seenSha256 } from '#domain/evidence/fingerprint.server.ts';
import { packsOf } from '#domain/evidence/pack/packs.server.ts';
import { rowsOf, type CheckRow } from '#domain/evidence/list/rows.server.ts';
import { seenPointsOf } from '#domain/spaces/seen-points.server.ts';
import type { Tx } from '#server/db.ts';
import { checkState, type Checked, type CheckState, type Word } from './check-state.ts';

/** What both sides last said, held against what is there now and against the newest pack. */
export async function checkedOf(tx: Tx, scope: CaseScope): Promise<Checked> {
  const rows = await rowsOf(tx, scope);
  const said = await confirmationsOf(tx, scope);
  const seen = seenSha256(rows, await seenPointsOf(tx, scope));
  const [newest] = await packsOf(tx, scope);
  const frozen = newest?.manifest.contents.filter(({ kind }) => kind === 'paper').map(({ id }) => id);
  return {
    family: wordOf(said.family, seen),
    council: wordOf(said.council, seen),
    movedSincePack: frozen !== undefined && !sameIds(frozen, papersHere(rows)),
  };
}

/** Where the check before the Board stands on this case (CHK1). */
export const checkStateOf = async (tx: Tx, scope: CaseScope): Promise<CheckState> =>
  checkState(await checkedOf(tx, scope));

const wordOf = (said: Confirmed | null, seen: string): Word | null =>
  said && { says: said.says, words: said.words, stillStands: said.contentSha256 === seen };

const papersHere = (rows: readonly CheckRow[]): string[] =>
  rows.flatMap(({ paper }) => (paper?.state === 'ready' && !paper.withdrawnAt ? [paper.evidenceItemId] : []));

const sameIds = (some: readonly string[], others: readonly string[]): boolean =>
  [...some].sort().join() === [...others].sort().join();
