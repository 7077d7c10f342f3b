import { weekdayOf } from '#domain/calendar/date.ts';
import { whyNoDay } from '#domain/calendar/no-days.ts';
import { dateOf, minuteOfDay } from '#domain/calendar/today.ts';
import { firstByInWords, type CommunicationPlan } from '../communication-plan.ts';
import { dontTimesInWords, dontTimesOf, isDontTime } from '../dont-times.ts';

/** Somebody who would read hard news now, and what they have asked for. */
export interface HardReader {
  name: string;
  plan: Pick<CommunicationPlan, 'firstBy' | 'notOn' | 'ringOn'> | null;
  /** Somebody spoke to them today or the day before, so that it is not news any more. */
  spokenTo: boolean;
}

/** How it would reach them. */
export type Way = 'message' | 'sms' | 'letter';

/**
 * What stands against hard news now, a sentence each (CON4, THR9): the day, the times they asked not to be rung, and what they
 * asked to come first. Empty when nothing does. Words that cannot be read for sure stand against it: a person must look.
 */
export function againstHardNews(readers: readonly HardReader[], way: Way, now: Date): string[] {
  const day = dateOf(now);
  const noDay = whyNoDay(day);
  return [
    ...(noDay ? [`Nobody is told hard news ${noDay}.`] : []),
    ...readers.flatMap((reader) => [...atABadTime(reader, weekdayOf(day), minuteOfDay(now)), ...notAsked(reader, way)]),
  ];
}

function atABadTime({ name, plan }: HardReader, weekday: number, minute: number): string[] {
  if (!plan) return [];
  const dont = dontTimesOf(plan);
  const asked = `${name} asked: not ${dontTimesInWords(plan)}.`;
  if (isDontTime(dont, weekday, minute)) return [`${asked} That is now.`];
  return plan.notOn.trim() && !dont.sure ? [`${asked} Read it, and say that now is not such a time.`] : [];
}

function notAsked({ name, plan, spokenTo }: HardReader, way: Way): string[] {
  if (!plan) return [];
  const isFirst = plan.firstBy === 'call' ? spokenTo : (plan.firstBy === 'letter') === (way === 'letter');
  return isFirst ? [] : [`${name} asked: “${firstByInWords[plan.firstBy]}”.`];
}
