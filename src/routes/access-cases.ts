import { FOLDER, type Needs } from './access-needs.ts';

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

/** One case file: where things are, who is on it, its dates, its history and its shared page. */
export const caseNeeds = {
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
  '/cases/[caseFile]/dates': {
    see: 'case:see',
    actions: { milestone: 'dates:write', except: 'dates:except', endException: 'dates:except' },
  },
  '/cases/[caseFile]/adults': {
    see: 'adult:see',
    actions: { check: 'adult:check', end: 'adult:check', child: 'adult:check' },
  },
  '/cases/[caseFile]/open': { see: 'staff', actions: { default: 'case:break-glass' } },
  '/cases/[caseFile]/history': { see: 'case:history' },
  '/cases/[caseFile]/space': { see: 'space:see', actions: { ...roomNeeds, ...pointNeeds } },
  '/cases/[caseFile]/space/points': FOLDER,
  '/cases/[caseFile]/space/points/[point]': { see: 'space:see', actions: pointNeeds },
} as const satisfies Needs;
