import { and, eq, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { caseFile } from './schema.server.ts';
import { moveStage } from './stage-moves.server.ts';
import { movesFrom, type Stage } from './stage.ts';

/** What an officer keeps true about a case. */
export interface Steering {
  nowSentence: string;
  tellTheChild: string;
  /** Why it waits where it is, for the family; empty when nothing holds it up (WHR3). */
  waitsFor: string;
  boardOn: CalendarDate | null;
  stage: Stage;
}

/** One sentence per field that cannot be so, compared with what stands now. Empty when it may. */
function faultsInSteering(
  wanted: Steering,
  now: Steering,
  today: CalendarDate,
): Partial<Record<keyof Steering, string>> {
  const wrong: Partial<Record<keyof Steering, string>> = {};
  if (!wanted.nowSentence) wrong.nowSentence = 'Say in one sentence what is happening now';
  if (wanted.boardOn !== null && wanted.boardOn !== now.boardOn) {
    if (!isCalendarDate(wanted.boardOn)) wrong.boardOn = 'Enter a real date for the Board';
    else if (wanted.boardOn < today) wrong.boardOn = 'The Board must be today or later';
  }
  if (wanted.stage !== now.stage && !movesFrom(now.stage).includes(wanted.stage))
    wrong.stage = 'A case moves one step on, or one back';
  return wrong;
}

const actions: Record<Exclude<keyof Steering, 'stage'>, string> = {
  nowSentence: 'case.now_written',
  tellTheChild: 'case.child_answer_written',
  // Said with what is happening now, and as one act of it.
  waitsFor: 'case.now_written',
  boardOn: 'case.board_set',
};

export type Steered = { changed: number } | { wrong: Partial<Record<keyof Steering, string>> };

/** Writes what the officer says is true now, with one history row for each thing that changed, before and after. */
export async function steer(
  tx: Tx,
  scope: CaseScope<'case:steer'>,
  wanted: Steering,
  today: CalendarDate,
): Promise<Steered> {
  await assertStillStanding(tx, scope);
  const thisOne = and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId));
  const [now] = await tx
    .select({
      nowSentence: caseFile.nowSentence,
      tellTheChild: caseFile.tellTheChild,
      waitsFor: caseFile.waitsFor,
      boardOn: caseFile.boardOn,
      stage: caseFile.stage,
    })
    .from(caseFile)
    .where(thisOne)
    .for('update');
  if (!now) throw new Error('The case file of this scope is not there.');
  const wrong = faultsInSteering(wanted, now, today);
  if (wanted.boardOn !== now.boardOn && (await isOnAnAgenda(tx, scope)))
    wrong.boardOn = 'This case is on an agenda, so the day is its Board’s. Change it on the page “The Board”';
  if (Object.keys(wrong).length > 0) return { wrong };
  const changed = (Object.keys(actions) as (keyof typeof actions)[]).filter((field) => wanted[field] !== now[field]);
  const { stage, ...said } = wanted;
  if (changed.length > 0) await tx.update(caseFile).set(said).where(thisOne);
  for (const field of changed)
    await recordFor(tx, scope, { action: actions[field], detail: { from: now[field], to: wanted[field] } });
  const moves = stage !== now.stage;
  if (moves) await moveStage(tx, scope, { from: now.stage, to: stage }, today);
  return { changed: changed.length + (moves ? 1 : 0) };
}

/** While a case is on the agenda of a Board, the agenda alone says the day (MEET9). The agenda lies in a later room, so the database is asked. */
async function isOnAnAgenda(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<boolean> {
  const [row] = await tx.execute<{ on: string | null }>(
    sql`select agenda_day(${councilId}, ${caseFileId})::text as on`,
  );
  return row?.on !== null;
}
