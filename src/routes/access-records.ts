import { type Needs } from './access-needs.ts';

/** Requests for records, what is kept and forgotten, and a young person who takes over. */
export const recordNeeds = {
  '/cases/[caseFile]/your-data': { see: 'data:ask', actions: { ask: 'data:ask', answer: 'data:ask' } },
  '/cases/[caseFile]/your-data/copy': { see: 'data:ask' },
  '/cases/[caseFile]/chronology': { see: 'chronology:see' },
  '/cases/[caseFile]/chronology/csv': { see: 'chronology:see' },
  // For the duty `records`: each page and command asks for it, and for anybody else there is no such page.
  '/data-requests': { see: 'records:work' },
  '/data-requests/[request]': {
    see: 'records:work',
    actions: {
      identity: 'records:work',
      clarify: 'records:work',
      extend: 'records:work',
      close: 'records:work',
      gather: 'records:work',
      decide: 'records:work',
      include: 'records:work',
      mark: 'records:work',
      ready: 'records:work',
      again: 'records:work',
      release: 'records:work',
    },
  },
  '/council/retention': {
    see: 'records:work',
    actions: {
      ...{ rule: 'records:work', ask: 'records:work', forget: 'records:work', cancel: 'records:work' },
      endHold: 'records:work',
    },
  },
  '/cases/[caseFile]/holds': { see: 'case:steer', actions: { place: 'case:steer', keepAs: 'case:steer' } },
  '/cases/[caseFile]/close': { see: 'case:steer', actions: { close: 'case:steer', open: 'case:steer' } },
  '/cases/[caseFile]/young-person': {
    see: 'involvement:see',
    actions: { say: 'involvement:say', withdraw: 'involvement:say', capacity: 'case:steer' },
  },
} as const satisfies Needs;
