/** How a mediation ended. The first three are about agreement; the rest say why there was none to be had. */
export const outcomeCodes = {
  full: 'Everything was agreed',
  part: 'Some of it was agreed',
  none: 'Nothing was agreed',
  adjourned: 'To be gone on with on another day',
  withdrew: 'Somebody withdrew',
  family_absent: 'The family did not come',
  council_absent: 'The council did not come',
  not_contactable: 'Somebody could not be reached',
} as const;
export type OutcomeCode = keyof typeof outcomeCodes;
