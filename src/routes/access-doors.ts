import { FOLDER, type Needs } from './access-needs.ts';

/** The ways in, and what belongs to one person or to nobody: no case file is asked about. */
export const doorNeeds = {
  '/': { see: 'anyone' },
  '/help': { see: 'anyone' },
  '/what-we-record': { see: 'anyone' },
  '/refused': FOLDER,
  '/refused/[status]': { see: 'anyone' },
  // Whoever holds an invitation's link: what it proves is asked in domain/people/guest.server.ts.
  '/i': FOLDER,
  '/i/sent': { see: 'anyone' },
  '/i/[token]': {
    see: 'anyone',
    actions: {
      continue: 'anyone',
      notForMe: 'anyone',
      callMe: 'anyone',
      canCome: 'anyone',
      cannotCome: 'anyone',
      missing: 'anyone',
      newLink: 'anyone',
    },
  },
  '/i/[token]/photo': { see: 'anyone', actions: { POST: 'anyone' } },
  '/i/[token]/code': { see: 'anyone', actions: { code: 'anyone', resend: 'anyone', ring: 'anyone', name: 'anyone' } },
  // Whoever holds a practitioner's link: what it proves is asked in domain/evidence/asking-guest.server.ts.
  '/p': FOLDER,
  '/p/[link]': { see: 'anyone', actions: { send: 'anyone', notForMe: 'anyone' } },
  '/sign-in': { see: 'anyone', actions: { staff: 'anyone', family: 'anyone', familyCode: 'anyone' } },
  '/sign-in/code': { see: 'half-signed-in', actions: { default: 'half-signed-in' } },
  '/sign-in/recovery': { see: 'half-signed-in', actions: { default: 'half-signed-in' } },
  '/sign-out': { see: 'anyone', actions: { default: 'anyone' } },
  '/account': {
    see: 'signed-in',
    actions: {
      preferences: 'signed-in',
      signOutOne: 'signed-in',
      signOutEverywhere: 'signed-in',
      recoveryCodes: 'staff',
      password: 'staff',
    },
  },
  '/demo': { see: 'anyone', actions: { default: 'anyone' } },
  '/outbox': { see: 'anyone' },
  '/home': { see: 'signed-in' },
  '/healthz': { see: 'anyone' },
  '/readyz': { see: 'anyone' },
} as const satisfies Needs;
