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

/** `directed`: the tribunal gave it. `agreed`: the tribunal changed it at somebody’s request. What no row holds is a placeholder. */
export type DateBasis = 'directed' | 'agreed';
