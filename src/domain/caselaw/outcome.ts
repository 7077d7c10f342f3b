import type { Precedent } from './precedent.ts';

/** Whoever brought it got at least part of what they asked for: `remitted` is allowed and sent back. */
export const countsAsWin = (outcome: Precedent['outcome']): boolean =>
  outcome === 'allowed' || outcome === 'allowed-in-part' || outcome === 'remitted';

/** Whoever brought it got nothing. `other`, a mixed or unconfirmed result, is neither a win nor a loss. */
export const countsAsLoss = (outcome: Precedent['outcome']): boolean => outcome === 'dismissed';

export const appellantInWords: Readonly<Record<Precedent['appellant'], string>> = {
  parent: 'the family',
  'young-person': 'the young person',
  'local-authority': 'the council',
  school: 'the school',
  other: 'somebody else',
};

const ending: Readonly<Record<Exclude<Precedent['outcome'], 'other'>, string>> = {
  allowed: 'was allowed',
  'allowed-in-part': 'was allowed in part',
  dismissed: 'was dismissed',
  remitted: 'was allowed and sent back to be decided again',
};

/** The result in words: whose case it was, and how it ended for them in that court. */
export const outcomeInWords = ({ outcome, appellant }: Pick<Precedent, 'outcome' | 'appellant'>): string =>
  outcome === 'other'
    ? `Brought by ${appellantInWords[appellant]}. The result is not confirmed, or it was mixed: it counts neither as won nor as lost`
    : `Brought by ${appellantInWords[appellant]}. It ${ending[outcome]}`;

/** Which side the principle helps, which is not always the side that won. */
export const favoursInWords: Readonly<Record<Precedent['favours'], string>> = {
  family: 'The principle helps families',
  authority: 'The principle helps councils',
  neutral: 'The principle helps neither side more',
};

export const NOT_VERIFIED = 'Not verified: check before use';
export const verifiedInWords = (verified: boolean): string =>
  verified ? 'Verified: name and citation were seen together in a public source' : NOT_VERIFIED;

export const regimeInWords: Readonly<Record<Precedent['regime'], string>> = {
  EHCP: 'Under the present law, or general law still in force',
  'Statement (pre-2014)': 'Decided on a statement, under law that has been repealed. Check how the test reads now',
};
