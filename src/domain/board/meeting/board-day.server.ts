import { and, eq, sql } from 'drizzle-orm';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';

/** Keeps the day every screen shows of a case level with its agenda (MEET9): the agenda is the one source of it. The case must be in hand. */
export async function settleDay(
  tx: Tx,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  by: string,
): Promise<void> {
  const thisOne = and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId));
  const [now] = await tx
    .select({ boardOn: caseFile.boardOn, agenda: sql<string | null>`agenda_day(${councilId}, ${caseFileId})::text` })
    .from(caseFile)
    .where(thisOne)
    .for('update');
  if (!now || now.boardOn === now.agenda) return;
  await tx.update(caseFile).set({ boardOn: now.agenda }).where(thisOne);
  const detail = { from: now.boardOn, to: now.agenda };
  await record(tx, { councilId, caseFileId, actorId: by, action: 'case.board_set', detail });
}
