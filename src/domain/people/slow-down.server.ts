import { RateLimiterDrizzle, RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { database } from '#server/db.ts';
import { slowDown } from './sign-in-schema.server.ts';
import { hashOf } from './secrets.server.ts';

const MINUTE_S = 60;

/**
 * How often each thing may be tried before the next try has to wait. Nobody is ever locked out: an account is slowed
 * only for the address the tries come from, and an address only for some minutes.
 */
const kinds = {
  /** Wrong passwords or codes for one account from one address. */
  account: { points: 5, duration: MINUTE_S },
  /** Whatever is tried from one address: a household, or a council's whole office. */
  address: { points: 60, duration: 5 * MINUTE_S },
  /** Second-step codes for one person: a million to guess, five a minute. */
  'second-step': { points: 5, duration: MINUTE_S },
  /** Codes sent to one family member, so that nobody can fill their phone. */
  'code-sent': { points: 4, duration: 15 * MINUTE_S },
  /** Codes for one invitation: five tries each, so a hundred guesses of a million at most before the link is too old. */
  'invitation-code': { points: 6, duration: 24 * 60 * MINUTE_S },
  /** Photos by one invitation's link, counted before the first byte is read. */
  photo: { points: 10, duration: 60 * MINUTE_S },
  /** Papers by one practitioner's link, counted before the first byte is read. */
  'one-paper': { points: 10, duration: 60 * MINUTE_S },
  /** What comes in by one invitation's link. */
  given: { points: 20, duration: 60 * MINUTE_S },
} as const;
export type Tried = keyof typeof kinds;

const limiters = new Map<Tried, RateLimiterAbstract>();

/** Counts are shared by all nodes; when the database is away each node counts for itself. */
function limiterOf(kind: Tried): RateLimiterAbstract {
  const known = limiters.get(kind);
  if (known) return known;
  const options = { ...kinds[kind], keyPrefix: kind };
  const made = new RateLimiterDrizzle({
    ...options,
    storeClient: database().orm,
    schema: slowDown,
    insuranceLimiter: new RateLimiterMemory(options),
    clearExpiredByTimeout: true,
  });
  limiters.set(kind, made);
  return made;
}

/** Counts one try at `what`. Returns 0, or how many seconds to wait. */
export async function tryAgainAfterSeconds(kind: Tried, what: string): Promise<number> {
  try {
    await limiterOf(kind).consume(hashOf(what));
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw refusal;
  }
}

/** Forgets the tries: it was the right person after all. */
export const forgetTries = async (kind: Tried, what: string): Promise<void> =>
  void (await limiterOf(kind).delete(hashOf(what)));
