import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { dateOf } from '#domain/calendar/today.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { readManifest } from '#domain/evidence/pack/manifest.ts';
import { evidenceItem, pack } from '#domain/evidence/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';

export interface ReadablePaper {
  evidenceItemId: string;
  title: string;
  pages: number;
  addedOn: CalendarDate;
}

/** The papers of an appeal's case that this person may read now, the oldest first; none where it has no case. */
export async function papersReadable(tx: Tx, { councilId, caseFileId }: AppealRow): Promise<ReadablePaper[]> {
  if (caseFileId === null) return [];
  const { evidenceItemId, title, pages, addedAt } = evidenceItem;
  const rows = await tx
    .select({ evidenceItemId, title, pages, addedAt })
    .from(evidenceItem)
    .where(
      and(
        ...[eq(evidenceItem.councilId, councilId), eq(evidenceItem.caseFileId, caseFileId)],
        ...[eq(evidenceItem.state, 'ready'), eq(evidenceItem.class, 'case'), isNull(evidenceItem.withdrawnAt)],
      ),
    )
    .orderBy(asc(addedAt), asc(evidenceItemId));
  return rows.map(({ addedAt: at, ...paper }) => ({ ...paper, addedOn: dateOf(at) }));
}

/** What was in front of the Board, and what is here that was not. `packId` is null where no pack was frozen before it. */
export interface BoardHad {
  pack: { packId: string; number: number; frozenOn: CalendarDate } | null;
  had: ReadablePaper[];
  came: ReadablePaper[];
}

/**
 * ISS4: the papers of the last pack frozen on or before the day the decision was sent, and those that are here and were
 * not in it. Null where the appeal has no case, or its decision no day.
 */
export async function whatTheBoardHad(tx: Tx, row: AppealRow): Promise<BoardHad | null> {
  const { councilId, caseFileId, decisionSentOn } = row;
  if (caseFileId === null || decisionSentOn === null) return null;
  const packs = await tx
    .select()
    .from(pack)
    .where(and(eq(pack.councilId, councilId), eq(pack.caseFileId, caseFileId)))
    .orderBy(desc(pack.frozenAt));
  const last = packs.find(({ frozenAt }) => dateOf(frozenAt) <= decisionSentOn);
  const entries = last ? readManifest(last.manifest).contents : [];
  const inPack = new Set(entries.flatMap((entry) => (entry.kind === 'paper' ? [entry.id] : [])));
  const papers = await papersReadable(tx, row);
  return {
    pack: last ? { packId: last.packId, number: last.number, frozenOn: dateOf(last.frozenAt) } : null,
    had: papers.filter(({ evidenceItemId }) => inPack.has(evidenceItemId)),
    came: papers.filter(({ evidenceItemId }) => !inPack.has(evidenceItemId)),
  };
}
