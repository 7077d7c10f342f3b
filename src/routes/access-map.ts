import type { RouteId } from '$app/types';
import type { Permission } from '#domain/access/permission.ts';

/** What one route needs: to be seen, and for each action or unsafe method by name. `default` is the unnamed action. */
export interface RouteNeeds {
  readonly see: Permission;
  readonly actions?: Readonly<Record<string, Permission>>;
}

/** A folder with no page of its own: the router lists it, and never serves it. */
const FOLDER = null;

const pointNeeds = {
  saveWords: 'space:write',
  propose: 'point:decide',
  withdraw: 'point:decide',
  agree: 'point:decide',
  notAgreed: 'point:decide',
  comeBackTo: 'point:decide',
  reopen: 'point:decide',
  addPage: 'space:write',
  removePage: 'space:write',
} as const;
const roomNeeds = {
  open: 'room:lead',
  addPoint: 'point:add',
  raiseHand: 'room:take-part',
  lowerHand: 'room:take-part',
  callHand: 'room:lead',
  moveAgenda: 'room:lead',
  takeBreak: 'room:take-part',
  endBreak: 'room:take-part',
  close: 'room:lead',
  quiet: 'room:take-part',
} as const;
const clauseNeeds = {
  save: 'mediation:join',
  putForward: 'mediation:join',
  agree: 'agreement:sign',
  takeBack: 'agreement:sign',
  check: 'mediation:join',
  checked: 'mediation:join',
  openAgain: 'mediation:join',
  drop: 'mediation:join',
} as const;

/**
 * Every page, action and endpoint, and the permission it needs. Typed over the router's own list of routes: a page
 * without an entry does not compile, and an action without one is refused.
 */
export const accessMap = {
  '/': { see: 'anyone' },
  '/help': { see: 'anyone' },
  '/what-we-record': { see: 'anyone' },
  '/refused': FOLDER,
  '/refused/[status]': { see: 'anyone' },
  // Whoever holds an invitation's link: what it proves is asked in domain/people/guest.server.ts.
  '/i': FOLDER,
  '/i/sent': { see: 'anyone' },
  '/i/[token]': {
    see: 'anyone',
    actions: {
      continue: 'anyone',
      notForMe: 'anyone',
      callMe: 'anyone',
      canCome: 'anyone',
      cannotCome: 'anyone',
      missing: 'anyone',
      newLink: 'anyone',
    },
  },
  '/i/[token]/photo': { see: 'anyone', actions: { POST: 'anyone' } },
  '/i/[token]/code': { see: 'anyone', actions: { code: 'anyone', resend: 'anyone', ring: 'anyone', name: 'anyone' } },
  // Whoever holds a practitioner's link: what it proves is asked in domain/evidence/asking-guest.server.ts.
  '/p': FOLDER,
  '/p/[link]': { see: 'anyone', actions: { send: 'anyone', notForMe: 'anyone' } },
  '/sign-in': { see: 'anyone', actions: { staff: 'anyone', family: 'anyone', familyCode: 'anyone' } },
  '/sign-in/code': { see: 'half-signed-in', actions: { default: 'half-signed-in' } },
  '/sign-in/recovery': { see: 'half-signed-in', actions: { default: 'half-signed-in' } },
  '/sign-out': { see: 'anyone', actions: { default: 'anyone' } },
  '/account': {
    see: 'signed-in',
    actions: {
      preferences: 'signed-in',
      signOutOne: 'signed-in',
      signOutEverywhere: 'signed-in',
      recoveryCodes: 'staff',
      password: 'staff',
    },
  },
  '/demo': { see: 'anyone', actions: { default: 'anyone' } },
  '/outbox': { see: 'anyone' },
  '/home': { see: 'signed-in' },
  '/cases': FOLDER,
  '/cases/new': { see: 'case:create', actions: { default: 'case:create' } },
  '/cases/[caseFile]': { see: 'case:see', actions: { steer: 'case:steer' } },
  '/cases/[caseFile]/child': { see: 'case:see', actions: { default: 'child:write' } },
  '/cases/[caseFile]/plan': { see: 'plan:see', actions: { default: 'plan:write' } },
  '/cases/[caseFile]/people': {
    see: 'people:see',
    actions: {
      invite: 'people:invite',
      cancel: 'people:invite',
      readOut: 'people:invite',
      seen: 'people:invite',
      end: 'people:end',
    },
  },
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
  '/cases/[caseFile]/dates': {
    see: 'case:see',
    actions: { milestone: 'dates:write', except: 'dates:except', endException: 'dates:except' },
  },
  '/cases/[caseFile]/adults': {
    see: 'adult:see',
    actions: { check: 'adult:check', end: 'adult:check', child: 'adult:check' },
  },
  '/cases/[caseFile]/send': FOLDER,
  '/cases/[caseFile]/send/[what]': FOLDER,
  '/cases/[caseFile]/send/[what]/[target]': { see: 'paper:send', actions: { default: 'paper:send' } },
  // Which disputes somebody may know of is asked in domain/mediation/dispute/disputes.server.ts.
  '/cases/[caseFile]/disputes': { see: 'dispute:see' },
  '/cases/[caseFile]/disputes/new': { see: 'dispute:raise', actions: { default: 'dispute:raise' } },
  '/cases/[caseFile]/disputes/[dispute]': {
    see: 'dispute:see',
    actions: {
      issue: 'dispute:raise',
      settle: 'dispute:raise',
      decided: 'dispute:raise',
      adviser: 'dispute:raise',
      appeal: 'dispute:raise',
      health: 'dispute:arrange',
      certificate: 'dispute:raise',
      issued: 'dispute:raise',
      takeBack: 'dispute:raise',
      meet: 'dispute:raise',
      end: 'dispute:raise',
      reopen: 'dispute:raise',
    },
  },
  '/cases/[caseFile]/mediation': FOLDER,
  '/cases/[caseFile]/mediation/[mediation]/outcome': {
    see: 'mediation:join',
    actions: { save: 'mediation:lead', close: 'mediation:lead', rate: 'mediation:rate' },
  },
  '/cases/[caseFile]/promises': {
    see: 'promise:see',
    actions: { report: 'promise:answer', keep: 'promise:keep', doing: 'promise:keep' },
  },
  '/cases/[caseFile]/mediation/[mediation]/clauses': {
    see: 'mediation:join',
    actions: {
      add: 'mediation:join',
      move: 'mediation:join',
      addLeftOver: 'mediation:join',
      ownWords: 'mediation:join',
      settles: 'mediation:join',
      removeLeftOver: 'mediation:join',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/clauses/[clause]': { see: 'mediation:join', actions: clauseNeeds },
  // Who is in which mediation is asked in domain/mediation/begin.server.ts: the rest find nothing there.
  '/cases/[caseFile]/mediation/[mediation]': {
    see: 'mediation:join',
    actions: {
      offerTime: 'mediation:join',
      answerTime: 'mediation:join',
      takeBackTime: 'mediation:join',
      fixDay: 'mediation:join',
      agree: 'mediation:join',
      independent: 'mediation:lead',
      call: 'mediation:lead',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/calendar': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/who': {
    see: 'mediation:join',
    actions: {
      bring: 'mediation:join',
      allow: 'mediation:join',
      coming: 'mediation:join',
      needs: 'mediation:join',
      authority: 'mediation:join',
      signs: 'mediation:join',
      takeOff: 'mediation:join',
      aloud: 'mediation:lead',
      appoint: 'dispute:arrange',
      officer: 'dispute:arrange',
      replace: 'dispute:arrange',
      readOut: 'dispute:arrange',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/words': {
    see: 'mediation:join',
    actions: { write: 'mediation:join', exchange: 'mediation:join', waitWithIt: 'mediation:join' },
  },
  '/cases/[caseFile]/mediation/[mediation]/sign': {
    see: 'mediation:join',
    actions: {
      draw: 'mediation:lead',
      setAside: 'mediation:lead',
      choose: 'agreement:sign',
      reopen: 'agreement:sign',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/sign/check': {
    see: 'agreement:sign',
    actions: { default: 'agreement:sign' },
  },
  '/cases/[caseFile]/mediation/[mediation]/agreement': FOLDER,
  // Who may know of the dispute is asked in domain/mediation/agreement/read-agreement.server.ts.
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/pdf': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/docx': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/text': { see: 'mediation:join' },
  '/cases/[caseFile]/open': { see: 'staff', actions: { default: 'case:break-glass' } },
  '/cases/[caseFile]/history': { see: 'case:history' },
  '/cases/[caseFile]/space': { see: 'space:see', actions: { ...roomNeeds, ...pointNeeds } },
  '/cases/[caseFile]/space/points': FOLDER,
  '/cases/[caseFile]/space/points/[point]': { see: 'space:see', actions: pointNeeds },
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
  '/measures': FOLDER,
  '/measures/pilot': { see: 'measures:see' },
  '/measures/pilot/business-case': { see: 'measures:see' },
  // Of the staff only a senior manager of the council: asked in domain/insight/pilot/figures.server.ts.
  '/measures/pilot/figures': { see: 'measures:write', actions: { default: 'measures:write' } },
  '/cases/[caseFile]/mediation/[mediation]/room': {
    see: 'mediation:join',
    actions: {
      begin: 'mediation:lead',
      minute: 'mediation:join',
      break: 'mediation:join',
      stop: 'mediation:join',
      note: 'mediation:join',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/lead': {
    see: 'mediation:lead',
    actions: {
      together: 'mediation:lead',
      apart: 'mediation:lead',
      askBack: 'mediation:lead',
      carry: 'mediation:lead',
      notes: 'mediation:lead',
    },
  },
  '/cases/[caseFile]/mediation/[mediation]/private': FOLDER,
  // Which side's room it is, and whose, is asked in domain/mediation/rooms/private-room.server.ts.
  '/cases/[caseFile]/mediation/[mediation]/private/[side]': {
    see: 'mediation:join',
    actions: {
      call: 'mediation:join',
      callOff: 'mediation:join',
      back: 'mediation:join',
      kept: 'mediation:join',
      say: 'mediation:join',
      allow: 'mediation:join',
      takeBack: 'mediation:join',
    },
  },
  '/healthz': { see: 'anyone' },
  '/readyz': { see: 'anyone' },
  '/cases/[caseFile]/papers': {
    see: 'paper:see',
    actions: {
      answer: 'paper:answer',
      row: 'paper:add',
      confirm: 'check:confirm',
      chase: 'paper:ask',
      wishChase: 'paper:answer',
      review: 'paper:ask',
    },
  },
  '/cases/[caseFile]/papers/ask': { see: 'paper:ask', actions: { ask: 'paper:ask', cancel: 'paper:ask' } },
  '/cases/[caseFile]/papers/add': { see: 'paper:add', actions: { default: 'paper:add' } },
  '/cases/[caseFile]/papers/held': {
    see: 'paper:guard',
    actions: { release: 'paper:guard', refuse: 'paper:guard' },
  },
  '/cases/[caseFile]/papers/[paper]/wrong-child': {
    see: 'paper:guard',
    actions: { recall: 'paper:guard', close: 'paper:guard', askMove: 'paper:guard', move: 'paper:guard' },
  },
  '/cases/[caseFile]/papers/[paper]': {
    see: 'paper:see',
    actions: {
      withdraw: 'paper:add',
      say: 'paper:comment',
      important: 'paper:mark-important',
      share: 'paper:comment',
      remove: 'paper:comment',
      answer: 'paper:reply',
      used: 'paper:reply',
    },
  },
  '/cases/[caseFile]/papers/[paper]/comments': { see: 'paper:see' },
  '/cases/[caseFile]/papers/[paper]/file': { see: 'paper:see' },
  '/cases/[caseFile]/papers/[paper]/original': { see: 'paper:redact' },
  '/cases/[caseFile]/papers/[paper]/redact': {
    see: 'paper:redact',
    actions: { mark: 'paper:redact', takeBack: 'paper:redact', rename: 'paper:redact', release: 'paper:redact' },
  },
  '/cases/[caseFile]/papers/[paper]/redact/pages': FOLDER,
  '/cases/[caseFile]/papers/[paper]/redact/pages/[page]': { see: 'paper:redact' },
  '/cases/[caseFile]/papers/[paper]/pages': FOLDER,
  '/cases/[caseFile]/papers/[paper]/pages/[page]': { see: 'paper:see' },
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
  '/cases/[caseFile]/pack': { see: 'pack:see', actions: { freeze: 'pack:freeze' } },
  '/cases/[caseFile]/pack/[pack]': { see: 'pack:see' },
  '/cases/[caseFile]/pack/[pack]/download': { see: 'pack:see' },
  '/cases/[caseFile]/pack/[pack]/book': { see: 'pack:bind', actions: { make: 'pack:bind', cancel: 'pack:bind' } },
  '/cases/[caseFile]/pack/[pack]/book/[book]': { see: 'pack:bind' },
} as const satisfies Record<RouteId, RouteNeeds | typeof FOLDER>;

export type GuardedRoute = keyof typeof accessMap;
