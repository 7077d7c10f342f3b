import type postgres from 'postgres';
import { v7 } from 'uuid';
import type { Duty } from '#domain/people/cover/duties.ts';
import type { StaffKey, TeamKey } from './council.ts';
import type { People, Teams } from './enter.ts';

const duties: [StaffKey, Duty][] = [
  ['dilys', 'director'],
  ['hal', 'portfolio_holder'],
  ['cora', 'complaints'],
  ['rhona', 'records'],
  ['ian', 'records'],
];
const leaders: [StaffKey, TeamKey][] = [
  ['maria', 'north'],
  ['maria', 'south'],
];

/** Who answers for what, as the first duties are given from the command line, and who leads the areas' teams. */
export async function giveDuties(owner: postgres.Sql, people: People, teams: Teams): Promise<void> {
  for (const [key, duty] of duties) {
    const { councilId, personId } = people[key];
    await owner`insert into council_duty (council_id, council_duty_id, person_id, duty)
      values (${councilId}, ${v7()}, ${personId}, ${duty})`;
  }
  for (const [key, team] of leaders) {
    const { councilId, personId } = people[key];
    await owner`update team_member set leads = true
      where council_id = ${councilId} and team_id = ${teams[team]} and person_id = ${personId}`;
  }
}
