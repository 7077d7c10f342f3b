import { and, desc, eq } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { caseFile } from './schema.server.ts';
import type { Stage } from './stage.ts';
import { stageMove } from './stages-schema.server.ts';

/** WHR1: writes down that the new case file begins at its first stage, on the day the council got the request. */
export async function beginStages(
  tx: Tx,
  { councilId, caseFileId, personId }: CaseScope,
  on: CalendarDate,
): Promise<void> {
  await tx.insert(stageMove).values({ councilId, caseFileId, from: null, to: 'request', on, by: personId });
}

/** WHR1: the one way a case comes to another stage: the case file, the day it came there and the history row together. */
export async function moveStage(
  tx: Tx,
  scope: CaseScope,
  { from, to }: { from: Stage; to: Stage },
  on: CalendarDate,
): Promise<void> {
  const { councilId, caseFileId, personId } = scope;
  await tx
    .update(caseFile)
    .set({ stage: to })
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  await tx.insert(stageMove).values({ councilId, caseFileId, from, to, on, by: personId });
  await recordFor(tx, scope, { action: 'case.stage_moved', detail: { from, to } });
}

/** The day the case came to the stage it is at; null when it was there already when such days began to be written down. */
export async function cameOn(tx: Tx, { councilId, caseFileId }: CaseScope, stage: Stage): Promise<CalendarDate | null> {
  const [last] = await tx
    .select({ from: stageMove.from, to: stageMove.to, on: stageMove.on })
    .from(stageMove)
    .where(and(eq(stageMove.councilId, councilId), eq(stageMove.caseFileId, caseFileId)))
    .orderBy(desc(stageMove.on), desc(stageMove.at), desc(stageMove.stageMoveId))
    .limit(1);
  return last?.to === stage && (last.from !== null || stage === 'request') ? last.on : null;
}
