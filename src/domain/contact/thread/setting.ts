import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { entryKinds, type EntryKind } from './entry.ts';

/** What a family can answer by, and so what can carry a promise to answer. A call has its own: to be rung back. */
export const channels = ['message', 'email', 'sms', 'letter', 'meeting'] as const satisfies EntryKind[];
export type Channel = (typeof channels)[number];
export const channelsInWords = Object.fromEntries(channels.map((each) => [each, entryKinds[each]])) as Record<
  Channel,
  string
>;

/** What a council promises about answering. Days are the council's working days; times are "09:00". */
export interface ContactSetting {
  acknowledgeDays: number;
  replyDays: number;
  callBackDays: number;
  channels: readonly Channel[];
  opensAt: string;
  closesAt: string;
}

/** THR3: what holds until a council says otherwise. No promise is set for texts, letters or meetings, and none is invented. */
export const usualSetting: ContactSetting = {
  acknowledgeDays: 1,
  replyDays: 5,
  callBackDays: 2,
  channels: ['message', 'email'],
  opensAt: '09:00',
  closesAt: '17:00',
};
/** Where the days of `usualSetting` come from, to be read beside them. */
export const USUAL_SOURCE = 'Surrey Task Group 2024, para 34: one day, five days, two days';

const MOST_DAYS = 20;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export interface NewSetting extends ContactSetting {
  fromOn: CalendarDate;
  source: string;
}
type Faults = Partial<Record<keyof NewSetting, string>>;

/** One sentence for each field that cannot be kept so (THR3, THR4); empty when it can. */
export function faultsInSetting(given: NewSetting, today: CalendarDate): Faults {
  const wrong: Faults = {};
  for (const field of ['acknowledgeDays', 'replyDays', 'callBackDays'] as const)
    if (!Number.isInteger(given[field]) || given[field] < 1 || given[field] > MOST_DAYS)
      wrong[field] = `Enter a whole number of working days, from 1 to ${MOST_DAYS}`;
  if (!wrong.acknowledgeDays && !wrong.replyDays && given.acknowledgeDays > given.replyDays)
    wrong.acknowledgeDays = 'Saying that a message came cannot take longer than answering it';
  if (!TIME.test(given.opensAt)) wrong.opensAt = 'Enter the time you open, like 09:00';
  if (!TIME.test(given.closesAt)) wrong.closesAt = 'Enter the time you close, like 17:00';
  else if (!wrong.opensAt && given.closesAt <= given.opensAt)
    wrong.closesAt = 'Closing time must be after opening time';
  if (!isCalendarDate(given.fromOn)) wrong.fromOn = 'Enter the day it begins, as day, month and year';
  else if (given.fromOn < today) wrong.fromOn = 'It can begin today or later. What was promised before stays promised';
  if (given.source === '') wrong.source = 'Say where this was decided, so that anybody can look it up';
  return wrong;
}
