import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { whenInWords, type MeetingPlan } from './meeting.ts';
import { seatInWords, sitting, type Seated } from './seating.ts';

/** The family hears so many days the council works before the Board (MEET10): Surrey Task Group 2024, rec 2(c), "in good time". */
const NOTICE_DAYS = 10;
/** A change of seats or day rests so long before it is told, so that six seats filled one by one are one message. */
export const REST_MINUTES = 10;

/** The last day for which a notice is due now: Boards up to that day are told of today (MEET10). */
export function noticesUpTo(today: CalendarDate): CalendarDate {
  const reckoned = addCouncilWorkingDays(today, NOTICE_DAYS);
  // Where bank holidays are not known yet, telling a little early does no harm: twice as many calendar days.
  return 'on' in reckoned ? reckoned.on : addDays(today, 2 * NOTICE_DAYS);
}

type When = Pick<MeetingPlan, 'meetsOn' | 'startsAt' | 'endsAt'>;

/** What a family is told of one Board: when and who sits. The same for every family of one agenda. */
export const noticeWords = (meeting: When, seated: readonly Seated[]): string =>
  [
    `The Board meets on ${whenInWords(meeting)}.`,
    ...sitting(seated).map((one) => `${one.name}: ${seatInWords(one, seated)}.`),
  ].join('\n');

/** To a family: that there is something to see, never what. */
export const familyMessage = (council: string, phone: string, link: string) => ({
  subject: `${council}: there is an update for you`,
  text: `${council}: there is an update for you. See it here: ${link} Or ring us: ${phone}`,
});
