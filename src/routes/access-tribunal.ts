import { type Needs } from './access-needs.ts';

/** Appeals: the tribunal team's desk, and what both sides see on a case. Who sees which appeal is asked in domain/tribunal/begin.server.ts. */
export const tribunalNeeds = {} as const satisfies Needs;
