import { error, redirect } from '@sveltejs/kit';
import { underScope } from '#domain/access/scoped.server.ts';
import { inShort } from '#domain/calendar/words.ts';
import { today } from '#domain/calendar/today.ts';
import { countsCases, dayOf, listOf, othersSaid } from '#domain/insight/month/cases.ts';
import { casesBehind, CASES_A_PAGE } from '#domain/insight/month/cases.server.ts';
import { areaTeams } from '#domain/insight/month/kept-counts.server.ts';
import { monthOf } from '#domain/insight/month/month.ts';
import { standShown } from '#domain/insight/month/report.server.ts';
import { now } from '#server/clock.ts';
import { askedOf, queryOf, titleOf } from '../asked.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = ({ locals: { scope }, url }) =>
  underScope(scope, async (tx) => {
    const figure = url.searchParams.get('figure');
    // Nothing stands behind no number: the month has them all.
    if (figure === null) redirect(303, '/measures/month');
    const what = listOf(figure);
    if (what === null) error(404, 'Not found');
    const todaysDate = today(now);
    const { month, team: wanted } = askedOf(url, todaysDate);
    const teams = await areaTeams(tx, scope.councilId);
    const team = teams.find(({ teamId }) => teamId === wanted) ?? null;
    const asked = { month, team: team?.teamId ?? null };
    const page = Math.min(Math.max(Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1, 1), 1000);
    const { cases, all } = await casesBehind(tx, scope, { figure, ...asked, today: todaysDate, page });
    const of = countsCases(figure)
      ? await standShown(tx, scope, { figure, team: asked.team, today: todaysDate })
      : null;
    return {
      what,
      when: countsCases(figure) ? 'As it stands today' : titleOf(month, month === monthOf(todaysDate)),
      whose: team?.name ?? 'Every team',
      back: `/measures/month${queryOf(asked)}`,
      cases: cases.map(({ on, ...one }) => ({ ...one, on: on && inShort(on) })),
      ...{ counts: countsCases(figure), day: dayOf(figure) },
      all,
      others: othersSaid(figure, of, all),
      earlier: page > 1 ? queryOf(asked, { figure, page: String(page - 1) }) : null,
      later: page * CASES_A_PAGE < all ? queryOf(asked, { figure, page: String(page + 1) }) : null,
    };
  });
