/** Everything an appeal has a day for, in the order it usually comes, and who has to do it. */
export const dateKinds = {
  response: { words: 'The council’s response', who: 'council' },
  further_evidence: { words: 'Last day for evidence', who: 'both' },
  case_review: { words: 'Case review form', who: 'both' },
  attendance: { words: 'Who comes to the hearing', who: 'both' },
  working_document: { words: 'Last version of the working document', who: 'council' },
  bundle: { words: 'The bundle, to the family and the tribunal', who: 'council' },
  hearing: { words: 'The hearing', who: 'both' },
  decision: { words: 'The decision in writing', who: 'tribunal' },
  permission_to_appeal: { words: 'Last day to ask for permission to appeal', who: 'both' },
} as const;
export type DateKind = keyof typeof dateKinds;

/**
 * `directed`: the tribunal gave it. `agreed`: the tribunal changed it at somebody’s request. `placeholder`: nobody gave
 * one and it is what the rules say; a row of it keeps only the day it was done.
 */
export type DateBasis = 'directed' | 'agreed' | 'placeholder';
export const basisInWords: Record<DateBasis, string> = {
  directed: 'Set by the tribunal',
  agreed: 'Changed by the tribunal because somebody asked',
  placeholder: 'Not set by the tribunal yet: what the rules say',
};
