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
export const isOutcomeCode = (text: string): text is OutcomeCode => Object.hasOwn(outcomeCodes, text);

/** Whatever else ended it: agreement is in writing and signed, or there is none (regulation 42(1)). */
const agrees: ReadonlySet<OutcomeCode> = new Set<OutcomeCode>(['full', 'part']);

/** What a mediation has to show for how it is said to have ended. */
export interface EndFacts {
  /** `to_sign`: drawn up and waiting for somebody. */
  agreement: 'none' | 'to_sign' | 'signed';
  /** What the signed agreement itself lists as not agreed. */
  leftOver: number;
}

/** Why this cannot be how it ended, in a sentence; null when it can (OUT4). */
export function whyNotEnd(outcome: OutcomeCode, { agreement, leftOver }: EndFacts): string | null {
  if (agreement === 'to_sign') return 'An agreement waits to be signed. Wait for everyone, or set it aside first';
  if (agrees.has(outcome) && agreement === 'none') return 'Nothing has been signed, so nothing was agreed in writing';
  if (!agrees.has(outcome) && agreement === 'signed')
    return 'There is a signed agreement, so all or some of it was agreed';
  if (outcome === 'full' && leftOver > 0) return 'The signed agreement lists something as not agreed';
  return null;
}

/**
 * Whether the mediator’s certificate follows: the family has taken part (CFA 2014 s.55(5)), so there was a meeting they came
 * to. Without one the family’s own way to a certificate is as before (OUT6).
 */
export const certificateFollows = (outcome: OutcomeCode, begun: boolean): boolean =>
  agrees.has(outcome) || outcome === 'none' || (outcome === 'withdrew' && begun);
