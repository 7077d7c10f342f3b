import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '#server/env.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Whether a request to `/mail-in` comes from the council's own mail server: it bears the secret. Anybody else finds
 * nothing there. No browser sends it and no sign-in is looked at, so where it was made from does not matter.
 */
export function isMailServer(route: string | null, headers: Headers): boolean {
  const { MAIL_IN_SECRET } = env();
  if (route !== '/mail-in' || MAIL_IN_SECRET === undefined) return false;
  return timingSafeEqual(digest(headers.get('authorization') ?? ''), digest(`Bearer ${MAIL_IN_SECRET}`));
}
