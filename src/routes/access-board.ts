import { type Needs } from './access-needs.ts';

/** The Board, its meetings, and what it decided. */
export const boardNeeds = {
  '/cases/[caseFile]/decision': {
    see: 'decision:see',
    actions: { read: 'plan:write', ring: 'plan:write' },
  },
  '/cases/[caseFile]/decision/tell': {
    see: 'decision:tell',
    actions: { try: 'decision:tell', release: 'decision:tell', posted: 'decision:tell' },
  },
  '/cases/[caseFile]/decision/letter': { see: 'decision:see' },
  '/cases/[caseFile]/decision/letter/pdf': { see: 'decision:see' },
  '/cases/[caseFile]/board/decide': {
    see: 'desk:see',
    actions: {
      reason: 'board:decide',
      changeReason: 'board:decide',
      reasonUp: 'board:decide',
      reasonDown: 'board:decide',
      removeReason: 'board:decide',
      answer: 'board:decide',
      draft: 'board:decide',
    },
  },
  '/cases/[caseFile]/board/decide/check': { see: 'desk:see', actions: { default: 'board:decide' } },
  // Who of the staff may see or arrange which meeting is asked in domain/board/meetings.server.ts.
  '/board': { see: 'meeting:see' },
  '/board/new': { see: 'meeting:arrange', actions: { default: 'meeting:arrange' } },
  '/board/[meeting]': {
    see: 'meeting:see',
    actions: {
      change: 'meeting:arrange',
      cancel: 'meeting:arrange',
      giveSeat: 'meeting:arrange',
      takeSeat: 'meeting:arrange',
      attendance: 'meeting:arrange',
      start: 'meeting:arrange',
      end: 'meeting:arrange',
      move: 'meeting:arrange',
    },
  },
  '/board/[meeting]/calendar': { see: 'meeting:see' },
  '/board/[meeting]/minutes': { see: 'meeting:see' },
  '/cases/[caseFile]/board': {
    see: 'board:see',
    actions: { putOn: 'board:arrange', takeOff: 'board:arrange', notAsked: 'gap:answer' },
  },
  '/cases/[caseFile]/board/missing': {
    see: 'board:see',
    actions: { raise: 'gap:raise', consent: 'gap:consent', answer: 'gap:answer' },
  },
} as const satisfies Needs;
