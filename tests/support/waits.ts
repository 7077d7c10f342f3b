import { v7 } from 'uuid';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { stages, type Stage } from '../../src/domain/cases/stage.ts';
import type { TestDatabase } from './database.ts';
import { makeCaseFile } from './people.ts';

/** Closed case files of a council whose families waited so many days at a stage and left it a month ago. */
export async function putWaits(
  db: Pick<TestDatabase, 'owner'>,
  { councilId, teamId }: { councilId: string; teamId: string },
  stage: Stage,
  days: readonly number[],
): Promise<void> {
  const left = addDays(
    today(() => new Date()),
    -30,
  );
  const at = stages.indexOf(stage);
  for (const waited of days) {
    const file = await makeCaseFile(db, councilId, teamId);
    await db.owner`update case_file set closed_at = now() where case_file_id = ${file}`;
    await db.owner`insert into stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on")
      values (${councilId}, ${file}, ${v7()}, ${stages[at - 1] ?? null}, ${stage}, ${addDays(left, -waited)}),
             (${councilId}, ${file}, ${v7()}, ${stage}, ${stages[at + 1] ?? stage}, ${left})`;
  }
}
