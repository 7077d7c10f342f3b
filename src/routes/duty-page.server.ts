import { error } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { hasDuty, myAreaTeams, type AreaTeam } from '#domain/people/cover/duties.server.ts';
import type { Duty } from '#domain/people/cover/duties.ts';

/** A page for those who answer for something over the whole council; to everybody else there is no such page. */
export async function dutyHere(scope: Scope, duty: Duty): Promise<void> {
  if (!(await underScope(scope, (tx) => hasDuty(tx, duty)))) error(404, 'Not found');
}

/** The teams a page of an area's team is about; to everybody who is in none there is no such page. */
export async function teamsHere(scope: Scope, only: 'mine' | 'led' = 'mine'): Promise<[AreaTeam, ...AreaTeam[]]> {
  const teams = await underScope(scope, myAreaTeams);
  const [first, ...others] = only === 'led' ? teams.filter(({ leads }) => leads) : teams;
  return first ? [first, ...others] : error(404, 'Not found');
}
