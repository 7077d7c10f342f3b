/** Why somebody keeps a case from being forgotten. */
export const reasonsToHold = {
  appeal: 'An appeal, or one that may come',
  ombudsman: 'The ombudsman looks at it, or may',
  claim: 'A claim for damages, or another case in court',
  request: 'Somebody asked for the records',
  other: 'Another reason',
} as const;
export type ReasonToHold = keyof typeof reasonsToHold;

/** What holds a case by itself, as long as it is open (HLD2). */
const automaticHolds = {
  open_appeal: 'There is an open appeal',
  open_dispute: 'There is an open disagreement or mediation',
  open_ombudsman: 'The ombudsman is looking at it',
  open_request: 'Somebody asked for the records and has not had them yet',
} as const;
export type AutomaticHold = keyof typeof automaticHolds;

/** Why a case is held, in one sentence. */
export const heldInWords = (why: 'placed' | AutomaticHold): string =>
  why === 'placed' ? 'Somebody at the council keeps it, with a reason' : automaticHolds[why];
