import { addDays, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays, isWorkingDay } from '#domain/calendar/working-days.ts';
import { inWords } from '#domain/calendar/words.ts';

const LOOK_AGAIN_DAYS = 10;

/** The days a date for looking again lies between: the response while it still waits, and the hearing. */
export interface LookAgainFacts {
  today: CalendarDate;
  /** Null when it is sent, or its day is not known. */
  responseDueOn: CalendarDate | null;
  hearingOn: CalendarDate | null;
}

/**
 * TRI11: when to look again if nobody says otherwise: in ten of the council's working days, or the last one before the
 * response where that comes sooner. Null in a year whose bank holidays nobody knows: then the officer says.
 */
export function lookAgainDefault({ today, responseDueOn }: LookAgainFacts): CalendarDate | null {
  const ten = addCouncilWorkingDays(today, LOOK_AGAIN_DAYS);
  if (!('on' in ten)) return null;
  if (responseDueOn === null || responseDueOn <= today || ten.on < responseDueOn) return ten.on;
  let before = addDays(responseDueOn, -1);
  while (before > today && !isWorkingDay(before)) before = addDays(before, -1);
  return before > today ? before : responseDueOn;
}

/** TRI11: why a day to look again cannot be, in a sentence; null when it can. */
export function lookAgainRefused(on: string, { today, responseDueOn, hearingOn }: LookAgainFacts): string | null {
  if (!isCalendarDate(on)) return 'Write the day to look again, such as 27 9 2026.';
  if (on <= today) return 'The day to look again must be after today.';
  if (responseDueOn !== null && responseDueOn > today && on > responseDueOn)
    return `Our response is due on ${inWords(responseDueOn)}. Look again before that.`;
  if (hearingOn !== null && hearingOn > today && on > hearingOn)
    return `The hearing is on ${inWords(hearingOn)}. Look again before that.`;
  return null;
}
