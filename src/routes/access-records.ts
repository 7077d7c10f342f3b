import { type Needs } from './access-needs.ts';

/** Requests for records, what is kept and forgotten, and a young person who takes over. */
export const recordNeeds = {} as const satisfies Needs;
