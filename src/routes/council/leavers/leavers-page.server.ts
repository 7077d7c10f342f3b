import { error } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { addMonths } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { today } from '#domain/calendar/today.ts';
import { hasDuty, myAreaTeams } from '#domain/people/cover/duties.server.ts';
import { leavers, type Left } from '#domain/people/cover/leaving.server.ts';
import { now } from '#server/clock.ts';

/** Who left in the last year, for a director and for whoever leads a team; to everybody else there is no such page. */
export const leaversHere = (scope: Scope): Promise<Left[]> =>
  underScope(scope, async (tx) => {
    const leads = (await myAreaTeams(tx)).some((team) => team.leads);
    if (!leads && !(await hasDuty(tx, 'director'))) error(404, 'Not found');
    return leavers(tx, scope, momentOf(addMonths(today(now), -12), '00:00'));
  });
