import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { everyEntered, standing } from './baseline.server.ts';
import { countMonth } from './count.server.ts';
import { areaTeams, monthCounts, standNow, type Count } from './kept-counts.server.ts';
import { monthOf, monthsBefore, type Month } from './month.ts';
import { baselineSection, equitySection, silenceSection, standSection } from './report-stand.ts';
import { answersSection, callsSection, chasesSection, promisesSection } from './report-promises.ts';
import type { Known, MonthKnown, MonthSection } from './report.ts';
import { shownOf } from './shown.ts';
import { COUNCIL, togetherOf } from './tally.ts';

const YEAR = 12;

export interface MonthReport {
  sections: MonthSection[];
  known: Known;
  /** When the month, and how things stand, were counted; null is just now. */
  countedAt: Date | null;
  stoodAt: Date | null;
}

/** One month for whoever of the staff asks: the same for everybody, whatever part of it they look at. */
export async function monthReport(
  tx: Tx,
  { councilId }: Scope,
  { month, team, today }: { month: Month; team: string | null; today: CalendarDate },
): Promise<MonthReport> {
  const teams = await areaTeams(tx, councilId);
  const ids = teams.map(({ teamId }) => teamId);
  const year = Array.from({ length: YEAR + 1 }, (_, ago) => monthsBefore(month, YEAR - ago));
  const kept = await monthCounts(tx, councilId, year, today);
  const counted: Count = kept.get(month) ?? { tally: await countMonth(tx, month, today), at: null };
  const stood = await standNow(tx, councilId, today);
  const tally = togetherOf(counted.tally, stood.tally);
  const now = { tally, shown: shownOf(tally, ids) };
  const knownOf = (one: Month): MonthKnown | null => {
    const count = kept.get(one);
    return one === month ? now : count ? { tally: count.tally, shown: shownOf(count.tally, ids) } : null;
  };
  const months = year.map((one) => ({ month: one, known: knownOf(one) }));
  const known: Known = {
    ...{ month, today, running: month === monthOf(today), teams, now },
    team: ids.find((id) => id === team) ?? null,
    ...{ before: months.at(-2)!.known, yearAgo: months[0]!.known, year: months },
    baseline: standing(await everyEntered(tx, councilId)),
  };
  const ofMonth = [promisesSection, answersSection, chasesSection, callsSection, equitySection];
  const sections = [...ofMonth, silenceSection, standSection, baselineSection].map((section) => section(known));
  return { sections, known, countedAt: counted.at, stoodAt: stood.at };
}

/** What is shown of one figure of how things stand: the number the month's page has. */
export async function standShown(
  tx: Tx,
  { councilId }: Scope,
  { figure, team, today }: { figure: string; team: string | null; today: CalendarDate },
): Promise<number | null> {
  const ids = (await areaTeams(tx, councilId)).map(({ teamId }) => teamId);
  const { tally } = await standNow(tx, councilId, today);
  const ofCouncil = figure === 'wrote' || figure === 'silent';
  return ofCouncil && team !== null ? null : shownOf(tally, ids)(figure, team ?? COUNCIL);
}
