import type { Stage } from '#domain/cases/stage.ts';
import type { Waiting } from './my-cases.server.ts';

const say = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** While the papers are asked for and checked; before and after that nobody waits for an answer about one. */
const papersAreChecked: ReadonlySet<Stage> = new Set<Stage>(['collect_advice', 'pre_board_check']);

/** What waits on a case, in words, what a person asked for first. Empty when nothing does. */
export const waitingInWords = ({
  stage,
  calls,
  given,
  proposals,
  unanswered,
}: Waiting & { stage: Stage }): string[] => [
  ...say(calls, 'call to make', 'calls to make'),
  ...say(given, 'thing given to you', 'things given to you'),
  ...say(proposals, 'point put forward by the family', 'points put forward by the family'),
  ...say(papersAreChecked.has(stage) ? unanswered : 0, 'paper you have not answered', 'papers you have not answered'),
];
