import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { lastMonthEnded } from '../pilot/counted.server.ts';
import type { Section } from '../pilot/report.ts';
import { appealsCounted } from './counted.server.ts';
import { appealsReport } from './report.ts';

/** The measures of the council's appeals to the end of last month, for whoever asks. */
export async function appealsReportOf(tx: Tx, scope: Scope, today: CalendarDate): Promise<Section[]> {
  const countedTo = lastMonthEnded(today);
  const rows = await appealsCounted(tx, scope, countedTo);
  return appealsReport({ rows, countedTo, exact: await inTribunalTeam(tx) });
}
