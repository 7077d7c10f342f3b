import { type Needs } from './access-needs.ts';

/** What is counted and learned over many cases: the month, complaints, samples. */
export const measureNeeds = {
  // Figures for all of the staff; which cases somebody may list behind them is asked of the database.
  '/measures/month': { see: 'measures:see' },
  '/measures/month/cases': { see: 'measures:see' },
  '/measures/month/csv': { see: 'measures:see' },
  '/measures/month/baseline': { see: 'council:direct', actions: { default: 'council:direct' } },
  '/measures/complaints': {
    see: 'complaints:keep',
    actions: {
      ...{ add: 'complaints:keep', close: 'complaints:keep', learn: 'complaints:keep' },
      ...{ done: 'complaints:keep', publish: 'complaints:keep' },
    },
  },
  '/measures/sample': { see: 'casework:sample', actions: { default: 'casework:sample' } },
  '/you-said-we-did': { see: 'anyone' },
} as const satisfies Needs;
