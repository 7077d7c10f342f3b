import { isRefusal } from '#domain/access/decide.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { enterBaseline } from '#domain/insight/month/baseline.server.ts';
import type { TypedBaseline } from '#domain/insight/month/baseline.ts';
import { areaTeams, keepCount } from '#domain/insight/month/kept-counts.server.ts';
import { firstDayOf, isClosed, monthOf, monthsBefore } from '#domain/insight/month/month.ts';
import { tallyOf, type Counted } from '#domain/insight/month/tally.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { inTransaction } from '#server/db.ts';
import { did } from './did.ts';

/** What Surrey published of 2023/24, as a council that has just joined would enter its own; the shares nobody had are made up. */
const before: TypedBaseline[] = [
  {
    ...{
      complaints: '1225',
      complaints_not_informed_percent: '36',
      councillor_enquiries: '502',
      ombudsman_complaints: '157',
    },
    ...{ period: '2023/24', source: 'Surrey’s Task Group report, September 2024, paragraphs 2, 56 and 60' },
  },
  {
    ...{ appeals: '594', period: '2022/23', source: 'Surrey’s Task Group report, September 2024, paragraph 62' },
  },
  {
    ...{
      longest_silence_days: '64',
      period: '2024',
      source: 'Surrey’s Task Group report, September 2024, paragraph 17',
    },
  },
  {
    ...{ acknowledge_percent: '58', reply_percent: '41', call_back_percent: '47', chases_per_case: '0.9' },
    ...{ period: 'Two weeks of June 2025', source: 'Made up for this demonstration: a count by hand of 400 e-mails' },
  },
];

/** Fourteen months as they would have been counted: each a little better than the one before, and winter worse. */
export async function rememberMonths(director: Person, today: CalendarDate): Promise<void> {
  const scope = await authorise(director, null, 'council:direct');
  if (isRefusal(scope)) throw new Error(`The gate refused council:direct: ${scope.because}.`);
  for (const typed of before)
    did(await underScope(scope, (tx) => enterBaseline(tx, scope as Scope<'council:direct'>, typed)));
  const { councilId } = director;
  for (let ago = 1; ago <= 14; ago++) {
    const month = monthsBefore(monthOf(today), ago);
    if (!isClosed(month, today)) continue;
    await inTransaction({ councilId }, async (tx) => {
      const teams = await areaTeams(tx, councilId);
      const rows = teams.flatMap(({ teamId }, nth) => madeUp(ago, nth).map((row) => ({ teamId, ...row })));
      await keepCount(tx, councilId, { of: 'month', on: firstDayOf(month), tally: tallyOf(rows) });
    });
  }
}

function madeUp(ago: number, nth: number): Omit<Counted, 'teamId'>[] {
  const busy = 380 + 70 * nth + ((ago * 37) % 60);
  const share = (late: number) => Math.round(busy * Math.min(0.5, late + ago * 0.014 + (ago % 12 === 10 ? 0.05 : 0)));
  const promised = (kind: string, due: number, missed: number) => [
    { figure: `${kind}:kept`, count: due - missed },
    { figure: `${kind}:missed`, count: missed },
  ];
  const late = share(0.11);
  const calls = Math.round(busy / 4);
  const answered = busy - Math.round(late / 3);
  const days = [0.12, 0.2, 0.22, 0.18, 0.12, 0.1, 0.06].map((part) => Math.floor(answered * part));
  return [
    ...promised('acknowledge', busy, share(0.05)),
    ...promised('reply', busy, late),
    ...promised('call_back', calls, Math.round(share(0.09) / 4)),
    ...promised('update', Math.round(busy / 3), Math.round(share(0.04) / 3)),
    ...days.map((count, day) => ({ figure: `answer:${day}`, count })),
    { figure: 'chase', count: Math.round(late * 0.9) },
    { figure: 'cases', count: 290 + 40 * nth },
    ...[0.66, 0.22, 0.12].map((part, at) => ({
      figure: `came:${['email', 'message', 'call'][at]}`,
      count: Math.round(busy * part * 1.1),
    })),
    ...promised('way:email', Math.round(busy * 0.75), Math.round(late * 0.8)),
    ...promised('way:message', busy - Math.round(busy * 0.75), late - Math.round(late * 0.8)),
    { figure: 'ring:soon', count: Math.round(calls * 0.4) },
    { figure: 'ring:late', count: Math.round(calls * 0.1) + 5 },
  ];
}
