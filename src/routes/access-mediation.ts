import { FOLDER, type Needs } from './access-needs.ts';

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

/** Disagreements, mediation, what was promised in it, and what the pilot shows. Who is in a mediation is asked finer, inside. */
export const mediationNeeds = {
  // Which disputes somebody may know of is asked in domain/mediation/dispute/disputes.server.ts.
  '/cases/[caseFile]/disputes': { see: 'dispute:see' },
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
  '/cases/[caseFile]/disputes/new': { see: 'dispute:raise', actions: { default: 'dispute:raise' } },
  '/cases/[caseFile]/mediation': FOLDER,
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
  '/cases/[caseFile]/mediation/[mediation]/agreement': FOLDER,
  // Who may know of the dispute is asked in domain/mediation/agreement/read-agreement.server.ts.
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/docx': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/pdf': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/agreement/[agreement]/text': { see: 'mediation:join' },
  '/cases/[caseFile]/mediation/[mediation]/calendar': { see: 'mediation:join' },
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
  '/cases/[caseFile]/mediation/[mediation]/outcome': {
    see: 'mediation:join',
    actions: { save: 'mediation:lead', close: 'mediation:lead', rate: 'mediation:rate' },
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
  '/cases/[caseFile]/promises': {
    see: 'promise:see',
    actions: { report: 'promise:answer', keep: 'promise:keep', doing: 'promise:keep' },
  },
  '/measures': FOLDER,
  '/measures/pilot': { see: 'measures:see' },
  '/measures/pilot/business-case': { see: 'measures:see' },
  // Of the staff only a senior manager of the council: asked in domain/insight/pilot/figures.server.ts.
  '/measures/pilot/figures': { see: 'measures:write', actions: { default: 'measures:write' } },
} as const satisfies Needs;
