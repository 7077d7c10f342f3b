import type { Stage } from './stage.ts';

/** One thing somebody of the family can do now: a page of the case, and what it is for. */
export interface FirstThing {
  path: string;
  words: string;
}

const disagree = { path: '/disputes', words: 'If you do not agree, say so here' };
const check = { path: '/papers', words: 'Say which papers are there, and which are missing' };

/** The page that helps most at each step, the best one first. */
const byStage: Record<Stage, readonly FirstThing[]> = {
  request: [{ path: '/papers', words: 'Send papers or photos that show what days are like' }],
  decide_to_assess: [{ path: '/papers', words: 'Send papers or photos that show what days are like' }],
  collect_advice: [check],
  pre_board_check: [check],
  board: [
    { path: '/decision', words: 'Read what the Board decided' },
    { path: '/pack', words: 'Read what the Board will see' },
  ],
  draft_plan: [{ path: '/messages', words: 'Write what is right and what is wrong in the draft' }],
  final_plan: [{ path: '/appeals', words: 'See what comes next in the appeal' }, disagree],
};

/**
 * CAS20: the one thing to do first at a step, among the pages this reader is offered: on a tired evening a list of fifteen
 * pages is no help. Null when none of them is theirs.
 */
export const firstThing = (stage: Stage, offered: (path: string) => boolean): FirstThing | null =>
  byStage[stage].find(({ path }) => offered(path)) ?? null;
