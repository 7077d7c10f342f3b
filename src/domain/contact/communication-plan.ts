/** The choices of "How to tell me", in the words of the person who makes them. */
export const firstByInWords = {
  call: 'Ring me first',
  message: 'Send me a message first',
  letter: 'Write me a letter first',
} as const;
export type FirstBy = keyof typeof firstByInWords;

export const noNewsInWords = {
  weekly: 'Every week, even if nothing has changed',
  fortnightly: 'Every two weeks, even if nothing has changed',
  three_weekly: 'Every three weeks, even if nothing has changed',
  only_changes: 'Only when something happens',
} as const;
export type NoNews = keyof typeof noNewsInWords;

export const formatInWords = {
  interpreter: 'An interpreter',
  bsl: 'British Sign Language',
  large_print: 'Large print',
  easy_read: 'Easy read',
  read_aloud: 'Somebody to read it to me',
} as const;
export type Format = keyof typeof formatInWords;
export const formats = Object.keys(formatInWords) as Format[];

/** When to ring on one day: what both a person and a machine can read. */
export const ringTimes = {
  any: 'Any time',
  morning: 'In the morning',
  afternoon: 'In the afternoon',
  never: 'Not on this day',
} as const;
export type RingTime = keyof typeof ringTimes;
export const ringDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'] as const;
/** One for each day the council works, from Monday on. */
export type RingOn = [RingTime, RingTime, RingTime, RingTime, RingTime];
export const ringAnyTime: RingOn = ['any', 'any', 'any', 'any', 'any'];

/** One family member's wishes. The text fields are in their own words. */
export interface CommunicationPlan {
  firstBy: FirstBy;
  goodTimes: string;
  notOn: string;
  ringOn: RingOn;
  withMe: string;
  formats: Format[];
  language: string;
  noNews: NoNews;
  keepAddressPrivate: 'yes' | 'no';
}

/** What "keep my address private" does, to be said exactly where it is chosen and where it is read. */
export const addressKeptPrivate =
  'Nobody else in the family is shown your address here. Before a paper with your address in it is shown or sent to somebody else in the family, an officer is warned and must look. Council people who work on this case can still see it.';

const sameEachDay = ([first, ...others]: RingOn): RingTime | null =>
  others.every((time) => time === first) ? first : null;

/** "Any time", or the days on which it is not: "Monday: in the morning. Friday: not on this day." */
export function ringOnInWords(ringOn: RingOn): string {
  const same = sameEachDay(ringOn);
  if (same === 'any') return '';
  if (same === 'never') return 'Do not ring';
  if (same) return `${ringTimes[same]}, Monday to Friday`;
  return ringOn
    .flatMap((time, day) => (time === 'any' ? [] : [`${ringDays[day]}: ${ringTimes[time].toLowerCase()}`]))
    .join('. ');
}

/** A plan as the council people who write to its owner read it: what and how, only what was said. */
export const planInWords = (plan: CommunicationPlan): [what: string, words: string][] =>
  (
    [
      ['First', firstByInWords[plan.firstBy]],
      ['When nothing has changed', noNewsInWords[plan.noNews]],
      ['Ring', ringOnInWords(plan.ringOn)],
      ['Good times', plan.goodTimes],
      ['Please not', plan.notOn],
      ['With me', plan.withMe],
      ['What helps', plan.formats.map((format) => formatInWords[format]).join(', ')],
      ['Language', plan.language],
      ['Address', plan.keepAddressPrivate === 'yes' ? 'Keep it private, also from other family' : ''],
    ] satisfies [string, string][]
  ).filter(([, words]) => words !== '');
