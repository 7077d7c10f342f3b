import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { monthInWords, monthOf, monthsBefore } from '#domain/insight/month/month.ts';
import { monthReport } from '#domain/insight/month/report.server.ts';
import { COUNCIL } from '#domain/insight/month/tally.ts';
import { hasDuty } from '#domain/people/cover/duties.server.ts';
import { now } from '#server/clock.ts';
import { askedOf, queryOf, titleOf } from './asked.ts';
import type { PageServerLoad } from './$types';

/** Nothing here needs a program in the browser. */
export const csr = false;

const MONTHS_OFFERED = 14;

export const load: PageServerLoad = ({ locals: { scope }, url }) =>
  underScope(scope, async (tx) => {
    const todaysDate = today(now);
    const asked = askedOf(url, todaysDate);
    const { sections, known, countedAt, stoodAt } = await monthReport(tx, scope, { ...asked, today: todaysDate });
    const here = { month: known.month, team: known.team };
    const link = (figure: string, of: string) =>
      `/measures/month/cases${queryOf({ ...here, team: of === COUNCIL ? null : of }, { figure })}`;
    return {
      title: titleOf(known.month, known.running),
      ...here,
      csv: `/measures/month/csv${queryOf(here)}`,
      counted: countedAt ? `counted for good on ${momentInWords(countedAt)}` : 'counted just now',
      stood: stoodAt ? `as it was counted on ${momentInWords(stoodAt)}` : 'as it is now',
      months: Array.from({ length: MONTHS_OFFERED }, (_, ago) => monthsBefore(monthOf(todaysDate), ago)).map(
        (value, ago) => ({ value, label: ago === 0 ? `${monthInWords(value)} so far` : monthInWords(value) }),
      ),
      teams: known.teams.map(({ teamId: value, name: label }) => ({ value, label })),
      sections: sections.map((section) => ({
        ...section,
        tables: section.tables.map((table) => ({
          ...table,
          rows: table.rows.map(({ name, of, places }) => ({
            name,
            places: places.map(({ text, figure }) => ({ text, href: figure ? link(figure, of) : null })),
          })),
        })),
      })),
      directs: await hasDuty(tx, 'director'),
    };
  });
