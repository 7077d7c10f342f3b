import { type Needs } from './access-needs.ts';

/** Appeals: the tribunal team's desk, and what both sides see on a case. Who sees which appeal is asked in domain/tribunal/begin.server.ts. */
export const tribunalNeeds = {
  '/tribunal': { see: 'appeals:see' },
  '/tribunal/[appeal]': { see: 'appeals:see' },
} as const satisfies Needs;
