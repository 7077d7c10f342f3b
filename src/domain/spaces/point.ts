import type { Side } from '#domain/access/standing.ts';
import type { RefusalCode } from './refusal.ts';

/** The two who can put words forward and agree. A practitioner or mediator speaks for neither. */
export type Party = 'family' | 'council';
export const parties = ['family', 'council'] as const satisfies Party[];
export const isParty = (side: Side): side is Party => side !== 'neutral';
export const otherParty = (party: Party): Party => (party === 'family' ? 'council' : 'family');

export type PointState = 'draft' | 'proposed' | 'agreed' | 'not_agreed' | 'come_back_to';
export type PointAct = 'propose' | 'withdraw' | 'agree' | 'not_agreed' | 'come_back_to' | 'reopen';

/** SP1: what may be done from each state, and the state it leads to. Anything not here is refused. */
export const transitions: Record<PointState, Partial<Record<PointAct, PointState>>> = {
  draft: { propose: 'proposed', not_agreed: 'not_agreed', come_back_to: 'come_back_to' },
  proposed: {
    propose: 'proposed',
    withdraw: 'draft',
    agree: 'agreed',
    not_agreed: 'not_agreed',
    come_back_to: 'come_back_to',
  },
  not_agreed: {
    propose: 'proposed',
    withdraw: 'not_agreed',
    agree: 'agreed',
    not_agreed: 'not_agreed',
    come_back_to: 'come_back_to',
  },
  come_back_to: {
    propose: 'proposed',
    withdraw: 'come_back_to',
    agree: 'agreed',
    not_agreed: 'not_agreed',
    come_back_to: 'come_back_to',
  },
  agreed: { reopen: 'draft' },
};

/** The state after an act, or null when it may not be done. `otherStands`: the other side's words are still put forward. */
export function stateAfter(state: PointState, act: PointAct, otherStands: boolean): PointState | null {
  const next = transitions[state][act] ?? null;
  return act === 'withdraw' && next === 'draft' && otherStands ? 'proposed' : next;
}

/** Words one side put forward. `standing` ones can be agreed; the others were taken back or replaced by newer ones. */
export interface Proposal {
  proposalId: string;
  side: Party;
  sha256: string;
  fate: 'standing' | 'withdrawn' | 'replaced';
}

/** Why `side` may not agree to `proposal`, or null when it may. `sha256` is the hash of the words the person was shown (SP2, SP3). */
export function mayAgree(side: Side, proposal: Proposal, sha256: string): RefusalCode | null {
  if (!isParty(side)) return 'no-side';
  if (proposal.side === side) return 'own-proposal';
  if (proposal.fate !== 'standing') return proposal.fate;
  return proposal.sha256 === sha256 ? null : 'different-words';
}

/** SP4: either side may take back its own words, and only its own, while they stand. */
export function mayWithdraw(side: Side, proposal: Proposal): RefusalCode | null {
  if (proposal.side !== side) return 'not-yours';
  return proposal.fate === 'standing' ? null : proposal.fate;
}

/** SP5: opening an agreed point again needs a reason that everyone is shown. */
export const mayReopen = (side: Side, reason: string): RefusalCode | null =>
  !isParty(side) ? 'no-side' : reason.trim() === '' ? 'reason-needed' : null;

/** SP6: a form shown an older version of a point is told so, and changes nothing. */
export const mayChange = (versionNow: number, versionShown: number): RefusalCode | null =>
  versionNow === versionShown ? null : 'stale';

export const stateInWords: Record<PointState, string> = {
  draft: 'Being written',
  proposed: 'Put forward',
  agreed: 'Agreed',
  not_agreed: 'Not agreed yet',
  come_back_to: 'Come back to this',
};
export const partyInWords: Record<Party, string> = { family: 'Family', council: 'Council' };
