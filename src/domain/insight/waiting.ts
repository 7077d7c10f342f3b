import type { Waiting } from './my-cases.server.ts';

const say = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** What waits on a case, in words, what a person asked for first. Empty when nothing does. */
export const waitingInWords = ({ calls, given, proposals, unanswered }: Waiting): string[] => [
  ...say(calls, 'call to make', 'calls to make'),
  ...say(given, 'thing given to you', 'things given to you'),
  ...say(proposals, 'point put forward by the family', 'points put forward by the family'),
  ...say(unanswered, 'paper you have not answered', 'papers you have not answered'),
];
