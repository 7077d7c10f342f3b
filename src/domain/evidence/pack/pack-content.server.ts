import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { council } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { caseFactsOf } from '../case-facts.server.ts';
import { saidInWords } from '../list/check.ts';
import { confirmationsOf, type Confirmed } from '../list/confirm.server.ts';
import { seenSha256 } from '../fingerprint.server.ts';
import type { PackConfirmed, PackContent, PackMissing, PackPaper, PackParts } from './pack-parts.ts';
import type { Arrived } from './pack.ts';
import { asOthersSee, cameOn } from '../paper.ts';
import { rowsOf, type CheckRow } from '../list/rows.server.ts';
import { evidenceItem } from '../schema.server.ts';
import type { SeenPoint } from '../list/seen.ts';

/** What would be frozen now: the papers and the list as they are, and the parts that other folders bring. */
export async function packContentOf(
  tx: Tx,
  scope: CaseScope,
  parts: PackParts,
  points: readonly SeenPoint[],
): Promise<PackContent> {
  // Everybody reads a pack, whoever freezes it: a paper an officer is checking has no name in it (GUARD5).
  const rows = await rowsOf(tx, scope, asOthersSee);
  const { reference, boardOn } = await caseFactsOf(tx, scope);
  const [named] = await tx.select({ name: council.name }).from(council).where(eq(council.councilId, scope.councilId));
  const seen = seenSha256(rows, points);
  const said = await confirmationsOf(tx, scope);
  return {
    councilName: named?.name ?? '',
    reference,
    boardOn,
    parts,
    papers: papersIn(rows),
    arrived: await arrivedIn(tx, scope),
    missing: rows.flatMap(missingIn),
    confirmed: { family: confirmedIn(said.family, seen), council: confirmedIn(said.council, seen) },
  };
}

/** Every paper of the case that ever came, whatever became of it. */
export const arrivedIn = (
  tx: Tx,
  { councilId, caseFileId }: Pick<CaseScope, 'councilId' | 'caseFileId'>,
): Promise<Arrived[]> =>
  tx
    .select({
      evidenceItemId: evidenceItem.evidenceItemId,
      kind: evidenceItem.kind,
      replaces: evidenceItem.replaces,
      withdrawnAt: evidenceItem.withdrawnAt,
    })
    .from(evidenceItem)
    .where(
      and(
        eq(evidenceItem.councilId, councilId),
        eq(evidenceItem.caseFileId, caseFileId),
        eq(evidenceItem.class, 'case'),
      ),
    );

/** The papers that would go into a pack now. */
export const papersIn = (rows: readonly CheckRow[]): PackPaper[] => rows.flatMap(paperIn);

/** A paper goes in when it can be opened and was not taken back. */
function paperIn({ paper, kind, dueOn }: CheckRow): PackPaper[] {
  if (!paper || paper.state !== 'ready' || paper.withdrawnAt) return [];
  const addedOn = cameOn(paper);
  const { evidenceItemId, title, author, writtenOn, pages, sha256 } = paper;
  return [
    {
      class: 'case',
      evidenceItemId,
      kind,
      title,
      author,
      writtenOn,
      pages,
      sha256,
      addedOn,
      lateFor: dueOn && addedOn > dueOn ? dueOn : null,
    },
  ];
}

function missingIn(row: CheckRow): PackMissing[] {
  if (paperIn(row).length > 0) return [];
  const { checkRowId, title, family, council: said } = row;
  return [{ checkRowId, title, family: saidInWords('Family', family), council: saidInWords('Council', said) }];
}

function confirmedIn(said: Confirmed | null, seen: string): PackConfirmed | null {
  if (!said) return null;
  const { says, words, byName, role, contentSha256, at } = said;
  return {
    says,
    words,
    byName,
    roleInWords: role ? roleInWords[role] : '',
    contentSha256,
    at: at.toISOString(),
    stillStands: contentSha256 === seen,
  };
}
