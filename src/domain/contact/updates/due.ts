import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { isWorkingDay, knowsYear } from '#domain/calendar/working-days.ts';
import { preflight, type Adult } from '#domain/cases/adults.ts';
import type { NoNews } from '../communication-plan.ts';

/** One parent, carer or young person of a case somebody writes to, and what the council owes them. */
export interface FamilyToTell {
  caseFileId: string;
  reference: string;
  child: string;
  lastName: string;
  /** Why it waits, as the case's page says it; empty when nobody has said. */
  waitsFor: string;
  /** The team's telephone number. */
  phone: string;
  /** Whose case it is while this person covers it. */
  covers: string | null;
  personId: string;
  name: string;
  role: 'parent' | 'young_person';
  reach: 'email' | 'sms' | 'none';
  /** Null until they have said. */
  noNews: NoNews | null;
  /** When they came to the case, and when they last heard from a person of the council. */
  since: Date;
  heardAt: Date | null;
  updatedAt: Date | null;
  /** Why it waited, in the last update they had. */
  lastReason: string;
  /** The day we said we would write again, and the day by which they wait for an answer or a call. */
  promisedOn: CalendarDate | null;
  owedOn: CalendarDate | null;
  /** What was checked of them. A young person's own place needs no checking. */
  adult: Adult | null;
}

/** Until somebody has said how often, they hear this often (UPD2). */
export const UNTIL_THEY_SAY: NoNews = 'fortnightly';
const everyDays: Record<NoNews, number | null> = { weekly: 7, fortnightly: 14, three_weekly: 21, only_changes: null };

/** The last day the council works, up to this one: what falls on a Sunday is due on the Friday before. */
export function workingDayUpTo(date: CalendarDate): CalendarDate {
  let day = date;
  while (knowsYear(day) && !isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

/** The day of the last word from a person; before there was one, the day they came to the case. */
const heardOn = ({ heardAt, since }: Pick<FamilyToTell, 'heardAt' | 'since'>): CalendarDate => dateOf(heardAt ?? since);

export const daysOfSilence = (one: Pick<FamilyToTell, 'heardAt' | 'since'>, today: CalendarDate): number =>
  daysBetween(heardOn(one), today);

/**
 * When the next word is due (UPD2, UPD3): as often as they asked since they last heard from a person, or on the day we
 * promised, whichever is first. Null for who hears only when something happens and was promised nothing.
 */
export function nextWordOn(one: FamilyToTell): CalendarDate | null {
  const every = everyDays[one.noNews ?? UNTIL_THEY_SAY];
  const asAsked = every === null ? null : workingDayUpTo(addDays(heardOn(one), every));
  if (asAsked === null || one.promisedOn === null) return asAsked ?? one.promisedOn;
  return asAsked < one.promisedOn ? asAsked : one.promisedOn;
}

/** The day to name as the next one: as often as they asked, on a day the council works. */
export const suggestedNext = (noNews: NoNews | null, today: CalendarDate): CalendarDate =>
  workingDayUpTo(addDays(today, everyDays[noNews ?? UNTIL_THEY_SAY] ?? 21));

/** Why somebody gets no update in one act with others (UPD5), as a sentence; null when they do. The gravest reason first. */
export function whyNotTold(one: FamilyToTell, today: CalendarDate): string | null {
  const { name, role, adult, noNews, promisedOn, updatedAt } = one;
  if (role === 'parent') {
    if (!adult) return `Nobody has checked who ${name} is to the child. Check it first.`;
    const answer = preflight(adult, today);
    if (!answer.may) return answer.because;
    if (answer.askFirst)
      return `Ask first, each time: ${answer.askFirst} Write to ${name} in the messages of the case.`;
  }
  if (updatedAt && dateOf(updatedAt) === today) return `${name} has had an update today.`;
  if (noNews === 'only_changes' && (promisedOn === null || promisedOn > today))
    return `${name} asked to hear only when something happens.`;
  return null;
}
