import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { stages, type Stage } from '#domain/cases/stage.ts';
import { countWaits } from '#domain/cases/stage-waits.server.ts';

/** How many families went the whole way before the demonstration begins. */
const FAMILIES = 36;
/** About how many days each stage took them, the quickest and the slowest. */
const took: Record<Stage, readonly [least: number, most: number]> = {
  request: [1, 9],
  decide_to_assess: [22, 47],
  collect_advice: [38, 81],
  pre_board_check: [6, 24],
  board: [7, 30],
  draft_plan: [15, 33],
  final_plan: [9, 44],
};

/** Spread evenly and the same each time, so that nobody's demonstration differs. */
const daysOf = (family: number, step: number): number => {
  const [least, most] = took[stages[step]!];
  return least + ((family * 17 + step * 11) % (most - least + 1));
};

/** Closed cases of the last year, on nobody's list, from which it can be said how long families wait in Meadowshire. */
export async function waitBefore(owner: Sql, councilId: string, today: CalendarDate): Promise<void> {
  const [area] = await owner<{ team_id: string }[]>`
    select team_id from team where council_id = ${councilId} and kind = 'area' order by name limit 1`;
  for (let family = 0; family < FAMILIES; family++) {
    const days = stages.map((_, step) => daysOf(family, step));
    let on = addDays(today, -10 - family * 3 - days.reduce((sum, each) => sum + each, 0));
    const file = v7();
    await owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on, closed_at)
      values (${councilId}, ${file}, ${`MC-BEFORE-${family + 1}`}, 'Closed', ${`case ${family + 1}`}, '2015-01-01', ${area!.team_id}, 'final_plan', ${on}, now())`;
    for (const [step, stage] of stages.entries()) {
      await owner`insert into stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on")
        values (${councilId}, ${file}, ${v7()}, ${stages[step - 1] ?? null}, ${stage}, ${on})`;
      on = addDays(on, days[step]!);
    }
    await owner`insert into case_milestone (council_id, case_file_id, case_milestone_id, what, "on", by)
      select ${councilId}, ${file}, ${v7()}, 'plan_made', ${on}, person_id from person where council_id = ${councilId} limit 1`;
  }
  await countWaits(councilId, today);
}
