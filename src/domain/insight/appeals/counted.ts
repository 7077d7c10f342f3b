import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import type { AppealOutcome } from '#domain/tribunal/appeal.ts';

/** One appeal of the council's register: days and codes, as the database gives them out. */
export interface Counted {
  registeredOn: CalendarDate;
  hearingOn: CalendarDate | null;
  endedOn: CalendarDate | null;
  outcome: AppealOutcome;
}

/** Surrey counts an agreement in the last five days as a hearing: everybody had prepared for it. */
const LAST_DAYS = 5;
const agreed: readonly AppealOutcome[] = ['unopposed', 'consent_order', 'withdrawn_resolved'];
const decided: readonly AppealOutcome[] = ['allowed', 'allowed_in_part', 'dismissed'];

/** What became of the appeals registered between two days, as it stood at the end of one day. Counts of appeals. */
export interface Cohort {
  registered: number;
  /** At a hearing or on the papers, and agreed in the last five days. */
  heard: number;
  /** Of the heard: agreed in the last five days before the hearing, or after it. */
  agreedLate: number;
  /** Of the heard: the tribunal decided for one side or the other, or in part. */
  decided: number;
  forFamily: number;
  inPart: number;
  forCouncil: number;
  sentBack: number;
  resolvedEarly: number;
  /** Struck out, or withdrawn with nothing agreed. */
  otherwise: number;
  open: number;
}

/** LEA1, LEA2: every registered appeal is in one of heard, resolved early, ended otherwise and open. */
export function cohortOf(rows: readonly Counted[], from: CalendarDate, to: CalendarDate, asAt: CalendarDate): Cohort {
  const all = rows.filter(({ registeredOn }) => registeredOn >= from && registeredOn <= to);
  const over = all.filter(({ endedOn }) => endedOn !== null && endedOn <= asAt);
  const count = (...outcomes: AppealOutcome[]) => over.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const agreedLate = over.filter((row) => agreed.includes(row.outcome) && isLate(row)).length;
  const sentBack = count('remitted');
  return {
    registered: all.length,
    heard: count(...decided) + sentBack + agreedLate,
    agreedLate,
    decided: count(...decided),
    ...{ forFamily: count('allowed'), inPart: count('allowed_in_part'), forCouncil: count('dismissed'), sentBack },
    resolvedEarly: count(...agreed) - agreedLate,
    otherwise: count('withdrawn_other', 'struck_out'),
    open: all.length - over.length,
  };
}

const isLate = ({ hearingOn, endedOn }: Counted): boolean =>
  hearingOn !== null && daysBetween(endedOn!, hearingOn) < LAST_DAYS;

/** The days before a hearing at which an appeal that is not settled asks its questions again. */
export const eleventh = [20, 10, 5] as const;

/** LEA3: of appeals that were agreed and had a day for a hearing, how many only in its last so many days. */
export interface EleventhHour {
  agreed: number;
  /** In the order of `eleventh`, each with those after it in it. */
  within: number[];
  /** The middle of the days before the hearing, negative after it; null where there are none. */
  median: number | null;
}

export function eleventhHour(rows: readonly Counted[], from: CalendarDate, to: CalendarDate): EleventhHour {
  const days = rows
    .filter(({ outcome, endedOn }) => agreed.includes(outcome) && endedOn !== null && endedOn >= from && endedOn <= to)
    .flatMap(({ hearingOn, endedOn }) => (hearingOn === null ? [] : [daysBetween(endedOn!, hearingOn)]))
    .sort((a, b) => a - b);
  return {
    agreed: days.length,
    within: eleventh.map((most) => days.filter((day) => day < most).length),
    median: days.length === 0 ? null : days[Math.floor((days.length - 1) / 2)]!,
  };
}

export interface Spell {
  name: string;
  from: CalendarDate;
  to: CalendarDate;
}

/** LEA1: the academic years, 1 September to 31 August, from the first day to the last, the newest first. */
export function academicYears(first: CalendarDate, last: CalendarDate): Spell[] {
  const begins = (day: CalendarDate) => Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
  const years: Spell[] = [];
  for (let year = begins(last); year >= begins(first); year -= 1)
    years.push({ name: `${year}/${String(year + 1).slice(2)}`, from: `${year}-09-01`, to: `${year + 1}-08-31` });
  return years;
}

/** Halves of calendar years that are over by the last day, the newest first. */
export function halfYears(first: CalendarDate, last: CalendarDate): Spell[] {
  const halves: Spell[] = [];
  for (let year = Number(last.slice(0, 4)); year >= Number(first.slice(0, 4)); year -= 1) {
    halves.push({ name: `July to December ${year}`, from: `${year}-07-01`, to: `${year}-12-31` });
    halves.push({ name: `January to June ${year}`, from: `${year}-01-01`, to: `${year}-06-30` });
  }
  return halves.filter(({ from, to }) => to <= last && to >= first && from <= last);
}
