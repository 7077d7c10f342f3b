import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { isWorkingDay } from './meeting-days.ts';

/** What is asked of a meeting when it is arranged or changed. Times are of the clock in England: "10:00". */
export interface MeetingPlan {
  meetsOn: CalendarDate;
  startsAt: string;
  endsAt: string;
  place: string;
  papersOutOn: CalendarDate;
  cap: number;
  capReason: string;
  quorum: number;
}

/** So many cases are a full Board; up to `MOST_CASES` need a reason; more is refused (MEET4). Surrey, case officers South West. */
export const FULL_BOARD = 30;
const MOST_CASES = 35;
/** Fewer than so many who decide are no Board (MEET5). */
export const LEAST_QUORUM = 3;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

type Faults = Partial<Record<keyof MeetingPlan, string>>;

/** One sentence for each part of a plan that cannot be so. Empty when it may. */
export function faultsInPlan(plan: MeetingPlan, today: CalendarDate): Faults {
  return { ...faultsInDays(plan, today), ...faultsInHours(plan), ...faultsInNumbers(plan) };
}

function faultsInDays({ meetsOn, papersOutOn }: MeetingPlan, today: CalendarDate): Faults {
  const wrong: Faults = {};
  if (!isCalendarDate(meetsOn)) wrong.meetsOn = 'Enter the day the Board meets';
  else if (meetsOn < today) wrong.meetsOn = 'The Board must meet today or later';
  else if (!isWorkingDay(meetsOn)) wrong.meetsOn = 'Choose a day the council works: not a weekend or a bank holiday';
  if (!isCalendarDate(papersOutOn)) wrong.papersOutOn = 'Enter the day the papers go out';
  else if (papersOutOn >= meetsOn) wrong.papersOutOn = 'The papers must go out before the Board meets';
  else if (!isWorkingDay(papersOutOn)) wrong.papersOutOn = 'Send the papers out on a day the council works';
  return wrong;
}

function faultsInHours({ startsAt, endsAt, place }: MeetingPlan): Faults {
  const wrong: Faults = {};
  if (!TIME.test(startsAt)) wrong.startsAt = 'Enter when it starts, like 10:00';
  if (!TIME.test(endsAt)) wrong.endsAt = 'Enter when it ends, like 14:00';
  else if (endsAt <= startsAt) wrong.endsAt = 'It must end after it starts';
  if (place === '') wrong.place = 'Say where the Board meets';
  return wrong;
}

function faultsInNumbers({ cap, capReason, quorum }: MeetingPlan): Faults {
  const wrong: Faults = {};
  if (!Number.isInteger(cap) || cap < 1) wrong.cap = 'Say how many cases it takes at most';
  else if (cap > MOST_CASES) wrong.cap = `A Board takes ${MOST_CASES} cases at most, whatever the reason`;
  else if (cap > FULL_BOARD && capReason === '')
    wrong.capReason = `Say why this Board takes more than ${FULL_BOARD} cases`;
  if (!Number.isInteger(quorum) || quorum < LEAST_QUORUM)
    wrong.quorum = `At least ${LEAST_QUORUM} people who decide must be there`;
  return wrong;
}

/** Where a meeting stands. */
export interface MeetingState {
  meetsOn: CalendarDate;
  cancelledAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
}

/** Where it stands, in words. */
export function stateInWords({ cancelledAt, startedAt, endedAt }: MeetingState): string {
  if (cancelledAt) return 'Will not meet';
  if (endedAt) return 'Has met';
  return startedAt ? 'Is meeting now' : 'To come';
}

/** Whether a case can still go on, or an arrangement still change. */
export const isOpen = ({ cancelledAt, startedAt }: MeetingState): boolean => !cancelledAt && !startedAt;

/** "Thursday 14 May 2026, 10.00am to 2.00pm". */
export const whenInWords = ({
  meetsOn,
  startsAt,
  endsAt,
}: Pick<MeetingPlan, 'meetsOn' | 'startsAt' | 'endsAt'>): string =>
  `${inWords(meetsOn)}, ${hourInWords(startsAt)} to ${hourInWords(endsAt)}`;

/** "10:00" as families write it: "10am", "2.30pm". */
export function hourInWords(time: string): string {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`;
  return `${hour % 12 || 12}${minutes}${hour < 12 ? 'am' : 'pm'}`;
}

/**
 * Whether a Board has met, as a family may know it: it was ended, or its day is over. Never asked of whether a case is
 * decided, because a person tells that first (TELL8).
 */
export const hasMet = (meeting: { endedAt: Date | null; meetsOn: CalendarDate }, today: CalendarDate): boolean =>
  meeting.endedAt !== null || meeting.meetsOn < today;
