/** Everything an appeal has a day for, in the order it usually comes, and who has to do it. */
export const dateKinds = {
  response: { words: 'The council tells the tribunal what it says (its response)', who: 'council' },
  further_evidence: { words: 'Last day to send more papers (evidence)', who: 'both' },
  case_review: { words: 'The form about where things are (case review, SEND45)', who: 'both' },
  attendance: { words: 'The form about who comes to the hearing (attendance, SEND11)', who: 'both' },
  working_document: { words: 'The last version of the draft plan (the working document)', who: 'council' },
  bundle: { words: 'The council sends all the papers as one file (the bundle)', who: 'council' },
  hearing: { words: 'The hearing', who: 'both' },
  decision: { words: 'The tribunal sends its decision', who: 'tribunal' },
  permission_to_appeal: {
    words: 'Last day to ask if the tribunal got the law wrong (permission to appeal)',
    who: 'both',
  },
} as const;
export type DateKind = keyof typeof dateKinds;
export const isDateKind = (text: string): text is DateKind => Object.hasOwn(dateKinds, text);

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
