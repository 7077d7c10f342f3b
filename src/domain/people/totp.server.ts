import { createTOTPKeyURI, generateHOTP } from '@oslojs/otp';
import { TOTP_STEP_SECONDS } from './limits.ts';
import { sameSecret } from './secrets.server.ts';

const TOTP_DIGITS = 6;

/** The 30-second step a moment falls in. */
export const stepAt = (moment: Date): number => Math.floor(moment.getTime() / 1000 / TOTP_STEP_SECONDS);

/**
 * The step a code belongs to, or null. Takes this step's code and the last one's: people read slowly, and ASVS 6.5.5's
 * half minute would turn away a code that was right when it was read. Each step is spent once, by the caller.
 */
export function stepOf(key: Uint8Array, code: string, moment: Date): number | null {
  const now = stepAt(moment);
  const matches = [now, now - 1].filter((step) => sameSecret(generateHOTP(key, BigInt(step), TOTP_DIGITS), code));
  return matches[0] ?? null;
}

/** What the picture says to the person's authenticator app. */
export const keyUri = (council: string, email: string, key: Uint8Array): string =>
  createTOTPKeyURI(`Common Ground, ${council}`, email, key, TOTP_STEP_SECONDS, TOTP_DIGITS);
