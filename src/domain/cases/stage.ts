/** The stages of a request, in order. The route map shows all of them and where the family is. */
export const stages = ['request', 'decide_to_assess', 'collect_advice', 'pre_board_check', 'board', 'draft_plan', 'final_plan'] as const;
export type Stage = (typeof stages)[number];
