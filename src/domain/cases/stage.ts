/** The stages of a request, in order. The route map shows all of them and where the family is. */
export const stages = [
  'request',
  'decide_to_assess',
  'collect_advice',
  'pre_board_check',
  'board',
  'draft_plan',
  'final_plan',
] as const;
export type Stage = (typeof stages)[number];

/** Where things are, in one line, as the bar and the lists say it. */
export const stageInWords: Record<Stage, string> = {
  request: 'The council has the request',
  decide_to_assess: 'The council is deciding whether to find out more',
  collect_advice: 'The council is collecting reports',
  pre_board_check: 'Checking the papers together',
  board: 'Waiting for the Board',
  draft_plan: 'Reading the draft plan',
  final_plan: 'The final plan',
};

/** The stages an officer may move a case to from here (CAS1): the next one, or one back to put a mistake right. */
export function movesFrom(stage: Stage): Stage[] {
  const here = stages.indexOf(stage);
  return stages.filter((_, index) => Math.abs(index - here) === 1);
}
