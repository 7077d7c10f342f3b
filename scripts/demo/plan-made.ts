import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { writeMilestone } from '#domain/cases/dates.server.ts';
import { did } from './did.ts';
import { scopeOn } from './scope.ts';

/** An officer writes down the day the plan was made final: without it the case says that the plan is still due. */
export async function planMade(
  officer: Person,
  caseFileId: string,
  on: CalendarDate,
  today: CalendarDate,
): Promise<void> {
  const scope = await scopeOn(officer, caseFileId, 'dates:write');
  did(await underScope(scope, (tx) => writeMilestone(tx, scope, { what: 'plan_made', on }, today)));
}
