const HOUR_MS = 3_600_000;
/** A check that takes longer than this is an adjournment, or a slip of the finger in the year. */
const MOST_DAYS = 60;

/** Why that moment is no time to promise an answer by, or null when it is (CL10). Null for a moment that cannot be read. */
export function whyNotThen(by: Date | null, now: Date): string | null {
  if (by === null) return 'Say by when, with a day, month and year';
  if (by <= now) return 'Choose a time that is still to come';
  return by.getTime() - now.getTime() > MOST_DAYS * 24 * HOUR_MS ? `Choose a day in the next ${MOST_DAYS} days` : null;
}
