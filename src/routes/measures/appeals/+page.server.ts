import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { appealsReportOf } from '#domain/insight/appeals/report.server.ts';
import { now } from '#server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { scope } }) => ({
  sections: await underScope(scope, (tx) => appealsReportOf(tx, scope, today(now))),
});
