import { createHash } from 'node:crypto';
import type { LayoutServerLoad } from './$types';

/** What the frame of every page needs to know: nothing about any case, so that a refusal looks the same everywhere. */
export const load: LayoutServerLoad = ({ locals }) => ({
  signedIn: locals.person?.complete ?? false,
  staff: (locals.person?.complete && locals.person.kind === 'staff') ?? false,
  /** Tells one sign-in from another, and nothing else about it. */
  servedTo:
    locals.signInHash === null
      ? ''
      : createHash('sha256').update(`tab:${locals.signInHash}`).digest('hex').slice(0, 16),
});
