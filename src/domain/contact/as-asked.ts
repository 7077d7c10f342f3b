import { weekdayOf } from '#domain/calendar/date.ts';
import { dateOf, minuteOfDay } from '#domain/calendar/today.ts';
import { firstByInWords, type CommunicationPlan, type FirstBy } from './communication-plan.ts';
import { dontTimesInWords, dontTimesOf, isDontTime } from './dont-times.ts';

/** How a hard message would go now, and what was tried before it. */
export interface Sending {
  by: FirstBy;
  at: Date;
  /** The ways the council has tried already to tell this person this. */
  tried: readonly FirstBy[];
}

/** Whether a hard message goes as its reader asked (CON4). Each of `against` is a sentence for whoever writes it. */
export interface AsAsked {
  against: string[];
  /** Their own words about when not to ring could not be read for sure: whoever sends must read them first. */
  readFirst: string | null;
}

/**
 * Holds a hard message against what its reader asked for. With anything `against`, it goes only with a written reason.
 * Pure; who has said nothing has asked for nothing. A Board's decision has stricter rules of its own (TELL1 to TELL7).
 */
export function heldAgainstPlan(
  name: string,
  plan: Pick<CommunicationPlan, 'firstBy' | 'notOn' | 'ringOn'> | null,
  { by, at, tried }: Sending,
): AsAsked {
  if (!plan) return { against: [], readFirst: null };
  const asked = dontTimesInWords(plan);
  const dont = dontTimesOf(plan);
  const first = by === plan.firstBy || tried.includes(plan.firstBy);
  const inside = isDontTime(dont, weekdayOf(dateOf(at)), minuteOfDay(at));
  return {
    against: [
      ...(first ? [] : [`${name} asked: “${firstByInWords[plan.firstBy]}”.`]),
      ...(inside ? [`${name} asked not to hear from us ${asked}. That is now.`] : []),
    ],
    readFirst: dont.sure ? null : `Read what ${name} wrote before you send it: ${asked}.`,
  };
}
