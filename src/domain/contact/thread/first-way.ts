import { preflight, type Adult } from '#domain/cases/adults.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { firstByInWords, type FirstBy } from '../communication-plan.ts';

/** What one family member asked to come first, where that is not the message they would get anyway. */
export interface AskedFirst {
  name: string;
  firstBy: Exclude<FirstBy, 'message'>;
  /** Somebody spoke to them today or the day before. */
  spokenTo: boolean;
  /** What was checked of them, with their address; null for somebody nobody checked. */
  adult: Adult | null;
}

/** The heading of every letter of a thread: it says nothing that whoever opens the envelope should not know. */
export const LETTER_SUBJECT = 'A letter from the council';

/** A letter that may go by itself: the lines of its address, and what was checked of whom it is to. */
export interface LetterMade {
  lines: string;
  facts: Record<string, string>;
}
export type FirstWay = { letter: LetterMade } | { why: string };

/** "Dana asked: “Write me a letter first”. We have no address." */
export const notAsAsked = ({ name, firstBy }: Pick<AskedFirst, 'name' | 'firstBy'>, because: string): string =>
  `${name} asked: “${firstByInWords[firstBy]}”. ${because}`;

/**
 * How words without hard news go to somebody who asked for a letter or a call first (THR16): as a letter to the address
 * that was checked, or else why not; and where nobody rang, that they go in writing. Empty `why`: it is as they asked.
 */
export function firstWay(asked: AskedFirst, today: CalendarDate): FirstWay {
  const { firstBy, spokenTo, adult } = asked;
  if (firstBy === 'call') return { why: spokenTo ? '' : notAsAsked(asked, 'Nobody rang first: it is not hard news.') };
  if (!adult) return { why: notAsAsked(asked, 'Nobody has checked who they are to the child.') };
  const answer = preflight(adult, today);
  if (!answer.may) return { why: notAsAsked(asked, answer.because) };
  if (answer.askFirst) return { why: notAsAsked(asked, `A person must ask first, each time: ${answer.askFirst}`) };
  const address = adult.address.trim();
  if (address === '') return { why: notAsAsked(asked, 'We have no address.') };
  return { letter: { lines: `${adult.fullName}\n${address}`, facts: answer.facts } };
}
