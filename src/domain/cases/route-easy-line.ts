import type { AfterStep } from './route-after.ts';
import type { Stage } from './stage.ts';

/** What is drawn beside a line. The drawings lie with the look of the pages; here is only which. */
export type Drawn =
  | 'letter'
  | 'calendar'
  | 'board'
  | 'question'
  | 'phone'
  | 'talk'
  | 'fair'
  | 'judge'
  | 'papers'
  | 'look'
  | 'write'
  | 'school'
  | 'plan'
  | 'family'
  | 'you'
  | 'move'
  | 'again'
  | 'yes'
  | 'no'
  | 'help'
  | 'health'
  | 'time';

/** One short sentence and what is drawn beside it. */
export type EasyLine = readonly [drawn: Drawn, words: string];
export interface EasyStep {
  id: Stage | AfterStep;
  title: string;
  where: 'done' | 'here' | 'ahead';
  lines: readonly EasyLine[];
  /** What a "no" leads to; null where nobody can say no. */
  ifNo: readonly EasyLine[] | null;
}

export const theySayNo: readonly EasyLine[] = [
  ['letter', 'A letter says why.'],
  ['talk', 'You can talk about it with the council.'],
  ['fair', 'You can have a meeting with a fair person.'],
  ['judge', 'You can ask a judge to look again.'],
];
