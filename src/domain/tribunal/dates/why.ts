import type { CalendarDate } from '#domain/calendar/date.ts';
import { minuteInWords } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';
import type { AppealPeriod, AppealPeriodFor } from './appeal-periods.ts';
import type { DateKind } from './date-kinds.ts';

const DEAD = 'Weekends and bank holidays do not count, and no day in August or from 25 December to 1 January does.';
const UNTIL = 'The tribunal has not given this date yet. When it does, the tribunal’s date counts.';
const FIVE = 'It must be there by 5pm.';

/** From what each usual period counts, and what that means. The day goes in where it says "{day}". */
const counted: Record<AppealPeriodFor, (length: number, day: string) => string> = {
  response: (length, day) =>
    `${length} working days after ${day}, the day the council got the papers of the appeal. ${DEAD} ${FIVE} ${UNTIL}`,
  working_document: (length, day) =>
    `About ${length} working days before the hearing on ${day}. ${DEAD} ${FIVE} ${UNTIL}`,
  bundle: (length, day) => `${length} working days before the hearing on ${day}. ${DEAD} ${FIVE} ${UNTIL}`,
  decision: (length, day) =>
    `The tribunal usually writes its decision about ${length} working days after the hearing, here on ${day}. ${DEAD} It can come sooner or later.`,
  permission_to_appeal: (length, day) =>
    `${length} days after ${day}, the day of the decision. It is only about mistakes in law. Every day is counted here, to be safe. If the last day is one nobody works, the next working day is in time. Nobody has to ask.`,
};

/** TRD2: why a date stands that the tribunal has not given. */
export const whyPlaceholder = (row: AppealPeriod, from: CalendarDate, ends: Reckoned): string =>
  `${counted[row.for](row.length, inWords(from))}${unknown(ends)}`;

/** TRD6: a day nobody can reckon is said to be unknown, and why. */
const unknown = (ends: Reckoned): string =>
  'on' in ends ? '' : ` We do not know the bank holidays of ${ends.unknownYear} yet, so we do not say a day.`;

/** TRD3: why a date the tribunal gave is that day, or the next working day. */
export function whyDirected(
  { kind, on, atMinute, basis }: { kind: DateKind; on: CalendarDate; atMinute: number | null; basis: string },
  moved: Reckoned,
): string {
  const who = basis === 'agreed' ? 'The tribunal changed it because somebody asked' : 'The tribunal gave this date';
  if (kind === 'hearing') return `${who}.`;
  const by = atMinute === null ? FIVE : `It must be there by ${minuteInWords(atMinute)}.`;
  if (!('on' in moved))
    return `${who}. ${by} We do not know the bank holidays of ${moved.unknownYear} yet, so the day is as the tribunal gave it.`;
  if (moved.on === on) return `${who}. ${by} A date the tribunal gives counts in August and at Christmas, too.`;
  return `${who}: ${inWords(on)}. Nobody works on that day, so the next working day is in time. ${by}`;
}

export const whyRegister = 'The day of the hearing as it stands in the register. The tribunal gives it.';
export const whyNone = 'No date was given for this. It is here because it was done.';
