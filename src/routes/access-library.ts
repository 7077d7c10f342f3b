import { type Needs } from './access-needs.ts';

/** Decided cases, and what appeals teach. Who of the staff keeps them is asked in the domain. */
export const libraryNeeds = {
  '/decided-cases': { see: 'library:see' },
  '/decided-cases/[precedent]': { see: 'library:see' },
} as const satisfies Needs;
