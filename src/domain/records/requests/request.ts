import { inDays, inWords } from '#domain/calendar/words.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { answerBy, type RequestDays } from './request-clock.ts';

export const aboutInWords = { child: 'What is held about the child', asker: 'What is held about me' } as const;
export type About = keyof typeof aboutInWords;

/** How far a request is, as whoever asked reads it. */
export const stateForAsker = {
  received: 'We have your request. We check who you are first.',
  gathered: 'Somebody reads everything before it goes out, so that nobody else’s secrets are in it.',
  ready: 'It is read. A second person looks before it goes out.',
  released: 'Your copy is ready.',
  closed: 'This request is closed.',
} as const;
export type RequestState = keyof typeof stateForAsker;

export const stateAtDesk: Readonly<Record<RequestState, string>> = {
  received: 'Came in',
  gathered: 'Being read',
  ready: 'Waits for a second person',
  released: 'Released',
  closed: 'Closed',
};

/** For how long a copy can be fetched after it was released. */
export const FETCH_DAYS = 30;

/** Why something may be kept back or hidden (Data Protection Act 2018, Schedules 2 and 3). */
export const exemptions = {
  third_party: { words: 'It is about somebody else', source: 'Data Protection Act 2018, Schedule 2, paragraph 16' },
  harm: {
    words: 'It could seriously harm somebody’s health',
    source: 'Data Protection Act 2018, Schedule 3, paragraphs 5, 11 and 19',
  },
  child_safety: {
    words: 'It helps to keep a child safe',
    source: 'Data Protection Act 2018, Schedule 3, paragraph 21',
  },
  legal: { words: 'It is legal advice', source: 'Data Protection Act 2018, Schedule 2, paragraph 19' },
  crime: {
    words: 'It would get in the way of finding a crime',
    source: 'Data Protection Act 2018, Schedule 2, paragraph 2',
  },
} as const;
export type Exemption = keyof typeof exemptions;
export const isExemption = (code: string): code is Exemption => Object.hasOwn(exemptions, code);

/** By when it is answered, as a sentence with the day in words. */
export function answerByInWords(days: RequestDays, today: CalendarDate): string {
  const by = answerBy(days);
  if ('stands' in by) return `The clock has stood since ${inWords(by.stands)}: an answer is waited for`;
  if ('unknownYear' in by)
    return `One month after it came in; the bank holidays of ${by.unknownYear} are not known yet`;
  return `${inWords(by.on)} (${inDays(by.on, today)})`;
}
