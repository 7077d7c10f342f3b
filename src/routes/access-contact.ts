import { type Needs } from './access-needs.ts';

/** What is said between a family and the council, and who works for whom: the thread, cover, handover, words and enquiries. */
export const contactNeeds = {} as const satisfies Needs;
