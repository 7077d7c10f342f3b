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
} as const satisfies Needs;
