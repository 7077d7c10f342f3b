import { type Needs } from './access-needs.ts';

/** What is counted and learned over many cases: the month, complaints, samples. */
export const measureNeeds = {} as const satisfies Needs;
