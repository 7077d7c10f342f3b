import { type Needs } from './access-needs.ts';

/** Appeals: the tribunal team's desk, and what both sides see on a case. Who sees which appeal is asked in domain/tribunal/begin.server.ts. */
export const tribunalNeeds = {
  '/tribunal': { see: 'appeals:see' },
  '/tribunal/[appeal]': {
    see: 'appeals:see',
    actions: { claim: 'appeals:work', release: 'appeals:work', takeOver: 'appeals:work' },
  },
  '/tribunal/[appeal]/decided-cases': { see: 'appeals:see', actions: { say: 'appeals:work', add: 'appeals:work' } },
  '/tribunal/[appeal]/questions': {
    see: 'appeals:see',
    actions: { review: 'appeals:work', answer: 'appeals:work' },
  },
  '/tribunal/[appeal]/dates': {
    see: 'appeals:see',
    actions: { given: 'appeals:work', done: 'appeals:work', form: 'appeals:work' },
  },
  '/tribunal/new': { see: 'appeals:see', actions: { default: 'appeals:work' } },
  '/tribunal/register': { see: 'appeals:see' },
  '/tribunal/import': { see: 'appeals:see', actions: { default: 'appeals:work' } },
  '/tribunal/import/[import]': {
    see: 'appeals:see',
    actions: { try: 'appeals:work', import: 'appeals:work', stop: 'appeals:work', drop: 'appeals:work' },
  },
  '/tribunal/import/[import]/rejected': { see: 'appeals:see' },
  '/tribunal/[appeal]/issues': {
    see: 'appeals:see',
    actions: { add: 'appeals:work', settle: 'appeals:work', reopen: 'appeals:work', page: 'appeals:work' },
  },
  '/tribunal/[appeal]/case': { see: 'appeals:see', actions: { default: 'appeals:work' } },
  // Which appeals of a case somebody may know of is asked of the database: `appealHere`.
  '/cases/[caseFile]/appeals': { see: 'appeal:see' },
  '/cases/[caseFile]/appeals/[appeal]': { see: 'appeal:see' },
  '/tribunal/[appeal]/ending': {
    see: 'appeals:see',
    actions: { end: 'appeals:work', order: 'appeals:work', settle: 'appeals:work', causes: 'appeals:work' },
  },
  '/cases/[caseFile]/appeals/[appeal]/working-document': {
    see: 'appeal:see',
    actions: {
      saveWords: 'appeal:write',
      fromPlan: 'appeal:write',
      propose: 'appeal:decide',
      takeOut: 'appeal:decide',
      withdraw: 'appeal:decide',
      agree: 'appeal:decide',
      notAgreed: 'appeal:decide',
      comeBackTo: 'appeal:decide',
      reopen: 'appeal:decide',
      addSection: 'appeal:lead',
      remove: 'appeal:lead',
      join: 'appeal:join',
    },
  },
  '/cases/[caseFile]/appeals/[appeal]/working-document/word': { see: 'appeal:see' },
  '/cases/[caseFile]/appeals/[appeal]/bundle': {
    see: 'appeal:see',
    actions: {
      ...{ start: 'appeal:lead', put: 'appeal:decide', up: 'appeal:decide', down: 'appeal:decide' },
      ...{ out: 'appeal:decide', look: 'appeal:lead', freeze: 'appeal:lead', sent: 'appeal:lead' },
      ...{ make: 'appeal:write', cancel: 'appeal:write' },
    },
  },
  '/cases/[caseFile]/appeals/[appeal]/bundle/[pdf]': { see: 'appeal:write' },
  '/cases/[caseFile]/appeals/[appeal]/working-document/compare': {
    see: 'appeal:write',
    actions: { read: 'appeal:write', take: 'appeal:write' },
  },
} as const satisfies Needs;
