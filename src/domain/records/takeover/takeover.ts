import { addDays, addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { schoolAgeEnds } from '#domain/mediation/dispute/rights-holder.ts';

/** How long before the day everybody is told that it comes. */
const AHEAD_MONTHS = 3;

/** Where a case stands on the way: `later` nobody need think of it, `soon` within three months, `theirs` the day is past. */
export type Phase = 'later' | 'soon' | 'theirs';

export interface Takeover {
  /** The last day of compulsory school age: a Friday at the end of June, and not the birthday (Education Act 1996 s.8). */
  endsOn: CalendarDate;
  /** The day after: from it the decisions are the young person's (CFA 2014 s.83(2)). */
  theirsFrom: CalendarDate;
  phase: Phase;
}

/** YPT1: when the decisions become the young person's own. The day itself is still before. */
export function takeoverOf(bornOn: CalendarDate, today: CalendarDate): Takeover {
  const endsOn = schoolAgeEnds(bornOn);
  const soon = today >= addMonths(endsOn, -AHEAD_MONTHS);
  return { endsOn, theirsFrom: addDays(endsOn, 1), phase: today > endsOn ? 'theirs' : soon ? 'soon' : 'later' };
}

/** Whose day is the same: everybody born in the twelve months of one school year, 1 September to 31 August. */
export interface Cohort {
  endsOn: CalendarDate;
  bornFrom: CalendarDate;
  bornTo: CalendarDate;
}

const cohortOf = (year: number): Cohort => ({
  endsOn: schoolAgeEnds(`${year - 16}-01-01`),
  bornFrom: `${year - 17}-09-01`,
  bornTo: `${year - 16}-08-31`,
});

/** YPT2: whom a round tells today that the day comes, and whom that it has come. Each is told once, found by the rows. */
export function cohortsToTell(today: CalendarDate): { ahead: Cohort | null; due: Cohort } {
  const year = Number(today.slice(0, 4));
  const here = cohortOf(year);
  if (today > here.endsOn) return { ahead: null, due: here };
  return { ahead: today >= addMonths(here.endsOn, -AHEAD_MONTHS) ? here : null, due: cohortOf(year - 1) };
}

/** Everybody born on or before this day decides for themselves by now. */
export const decidesIfBornBy = (today: CalendarDate): CalendarDate => cohortsToTell(today).due.bornTo;

export interface Said {
  personId: string;
  stays: 'yes' | 'no' | '';
  words: string;
  until: string;
}

/** One sentence for each thing that is missing when somebody says whether a grown-up stays involved (YPT4). */
export function faultsInSaid(said: Said, today: CalendarDate, byOfficer: boolean): Partial<Record<keyof Said, string>> {
  const wrong: Partial<Record<keyof Said, string>> = {};
  if (said.stays === '') wrong.stays = 'Choose whether they stay involved';
  if (said.words === '' && (byOfficer || said.stays === 'yes'))
    wrong.words = byOfficer
      ? 'Write what the young person said, in their own words'
      : 'Say what they may help you with';
  if (said.until !== '' && (!isCalendarDate(said.until) || said.until <= today))
    wrong.until = 'Enter a day after today, or leave it empty';
  return wrong;
}

/** Who decides in a young person's place where they cannot make one decision (CFA 2014 s.80; SEND Regs 2014, regs 63 to 65). */
export const alternatives = {
  representative: 'A deputy or attorney who was appointed for this',
  parent: 'A parent, because nobody was appointed',
} as const;
export type Alternative = keyof typeof alternatives;

export interface CapacityGiven {
  decision: string;
  has: 'yes' | 'no' | '';
  alternative: Alternative | '';
  /** A parent on the case, by id; for a representative their name. */
  parentId: string;
  name: string;
  why: string;
}

/** YPT5: it is asked of one decision and never of a person; where the answer is no, somebody else is named, and why. */
export function faultsInCapacity(given: CapacityGiven): Partial<Record<keyof CapacityGiven, string>> {
  const wrong: Partial<Record<keyof CapacityGiven, string>> = {};
  if (given.decision === '') wrong.decision = 'Say which one decision it is about';
  if (given.has === '') wrong.has = 'Choose whether they can make this decision themselves';
  if (given.why === '') wrong.why = 'Say how you know, and what was done to help them decide';
  if (given.has !== 'no') return wrong;
  if (given.alternative === '') wrong.alternative = 'Choose who decides in their place';
  if (given.alternative === 'representative' && given.name === '')
    wrong.name = 'Enter the name of whoever was appointed';
  if (given.alternative === 'parent' && given.parentId === '') wrong.parentId = 'Choose which parent';
  return wrong;
}
