const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long a sign-in lives: unused (`idleMs`), and whatever happens (`absoluteMs`). Kept beside each sign-in by name. */
export const signInLimits = {
  /** Between the password and the second step. */
  half: { idleMs: 10 * MINUTE_MS, absoluteMs: 10 * MINUTE_MS },
  staff: { idleMs: 30 * MINUTE_MS, absoluteMs: 12 * HOUR_MS },
  /** A parent may be called away for the evening meal; a library computer must not still be open tomorrow. */
  shared_device: { idleMs: 2 * HOUR_MS, absoluteMs: 12 * HOUR_MS },
  /** They said this phone is only theirs. */
  own_device: { idleMs: 30 * DAY_MS, absoluteMs: 30 * DAY_MS },
} as const satisfies Record<string, { idleMs: number; absoluteMs: number }>;

export type SignInLimits = keyof typeof signInLimits;

/** "Last seen" is written down at most this often, so that reading a page costs no write. */
export const SEEN_EVERY_MS = MINUTE_MS;

export const invitationLimits = {
  /** From sending the link. */
  linkMs: 72 * HOUR_MS,
  codeMs: 30 * MINUTE_MS,
  codeTries: 5,
  resendAfterMs: 30_000,
} as const;

/** A person with a reason and no standing may look for this long. */
export const BREAK_GLASS_MS = HOUR_MS;

export const passwordRules = { shortest: 12, longest: 200 } as const;
export const TOTP_STEP_SECONDS = 30;
export const RECOVERY_CODES = 10;
/** At or below this many left, the person is told to make new ones. */
export const RECOVERY_CODES_LOW = 3;
