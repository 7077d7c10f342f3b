import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { mayEnter } from '#domain/insight/pilot/figures.server.ts';
import { reportOf } from '#domain/insight/pilot/report.server.ts';
import { now } from '#server/clock.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { scope } }) =>
  underScope(scope, async (tx) => ({
    sections: await reportOf(tx, scope, today(now)),
    mayEnter: await mayEnter(tx, scope),
  }));
