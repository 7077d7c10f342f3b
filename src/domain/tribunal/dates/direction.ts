import { refuse, type Refused } from '#domain/access/refused.ts';
import { addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { minuteInWords } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { faultInDay, type After } from '#domain/mediation/dispute/days.ts';
import { isDateKind, type DateBasis, type DateKind } from './date-kinds.ts';

/** Hearings have been waited for a year. What is further off is a slip of the keyboard. */
const FAR_MONTHS = 36;
/** The law of the plans began then. */
const FIRST_DAY = '2014-09-01';

/** A date of the tribunal's as a form brings it. */
export interface TypedDirection {
  kind: string;
  on: string;
  /** "10:30", or empty where the tribunal gave no time. */
  time: string;
  basis: string;
  source: string;
}
export interface Direction {
  kind: DateKind;
  on: CalendarDate;
  atMinute: number | null;
  basis: Exclude<DateBasis, 'placeholder'>;
  source: string;
}

/** Reads a date of the tribunal's. TRD7: one before the decision, or further off than any hearing, is refused with a sentence. */
export function readDirection(
  { kind, on, time, basis, source }: TypedDirection,
  decisionSentOn: CalendarDate | null,
  today: CalendarDate,
): Direction | Refused {
  if (!isDateKind(kind)) return refuse('kind', 'Choose what the date is for');
  const fault = faultInDate(on, decisionSentOn, today);
  if (fault) return fault;
  const atMinute = minuteOf(time);
  if (atMinute === undefined) return refuse('time', 'Enter a time like 10:30, or leave it empty');
  if (basis !== 'directed' && basis !== 'agreed') return refuse('basis', 'Choose who set this date');
  if (source === '') return refuse('source', 'Say where it stands, like: directions of 4 March, paragraph 3');
  return { kind, on, atMinute, basis, source };
}

function faultInDate(on: string, decisionSentOn: CalendarDate | null, today: CalendarDate): Refused | null {
  if (!isCalendarDate(on) || on < FIRST_DAY) return refuse('on', 'Enter a day there is, like 2026-05-14');
  if (decisionSentOn !== null && on < decisionSentOn)
    return refuse(
      'on',
      `This day is before the council’s decision was sent, ${inWords(decisionSentOn)}. One of the two days is wrong.`,
    );
  if (on > addMonths(today, FAR_MONTHS))
    return refuse('on', `${inWords(on)} is more than three years away. Check the year.`);
  return null;
}

const minuteOf = (time: string): number | null | undefined => {
  if (time === '') return null;
  const [, hours, minutes] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(time) ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
};

/** "by 5pm" and the like: until when on its day something is in time (CAL9). Nothing for a hearing without a time. */
export function byWhen(kind: DateKind, atMinute: number | null): string {
  if (kind === 'hearing') return atMinute === null ? '' : `at ${minuteInWords(atMinute)}`;
  if (kind === 'decision') return '';
  return atMinute === null ? 'by 5pm' : `by ${minuteInWords(atMinute)}`;
}

/** TRD8: the day something was done, when it cannot be: to come, or before the decision the appeal is about. */
export const faultInDone = (on: string, decisionSentOn: CalendarDate | null, today: CalendarDate): Refused | null =>
  faultInDay('doneOn', 'The day it was done', on, today, sentFirst(decisionSentOn));

/** For a day of this appeal that cannot be before the decision. */
export const sentFirst = (decisionSentOn: CalendarDate | null): After[] => [
  { day: decisionSentOn, said: 'the council’s decision was sent' },
];
