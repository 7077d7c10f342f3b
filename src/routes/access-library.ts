import { type Needs } from './access-needs.ts';

/** Decided cases, and what appeals teach. Who of the staff keeps them is asked in the domain. */
export const libraryNeeds = {
  '/decided-cases': { see: 'library:see' },
  '/decided-cases/patterns': { see: 'library:see' },
  '/decided-cases/patterns/[ground]': { see: 'library:see' },
  '/decided-cases/[precedent]': { see: 'library:see' },
  '/decided-cases/[precedent]/edit': { see: 'library:keep', actions: { default: 'library:keep' } },
  '/decided-cases/new': { see: 'library:keep', actions: { default: 'library:keep' } },
  '/decided-cases/import': { see: 'library:keep', actions: { look: 'library:keep', bring: 'library:keep' } },
  '/measures/appeals': { see: 'measures:see' },
  '/measures/causes': {
    see: 'measures:see',
    actions: { change: 'appeals:work', end: 'appeals:work', cause: 'appeals:work' },
  },
} as const satisfies Needs;
