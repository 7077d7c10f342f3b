import { and, eq, isNull } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter } from 'lucia';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { councilIdOf } from './councils.server.ts';
import { signInLimits, type SignInLimits } from './limits.ts';
import { person } from './schema.server.ts';
import { signIn } from './sign-in-schema.server.ts';
import { hashOf } from './secrets.server.ts';

/** What is kept with a sign-in. Its id, `<council key>.<secret>`, is known to the browser alone. */
interface SignInFacts {
  councilId: string;
  signInHash: string;
  complete: boolean;
  limits: SignInLimits;
  device: string;
  lastSeenAt: Date;
}

declare module 'lucia' {
  interface Register {
    Lucia: typeof lucia;
    DatabaseSessionAttributes: SignInFacts;
    DatabaseUserAttributes: Pick<Person, 'councilId' | 'kind'>;
  }
}

const ID = /^([a-z0-9-]{1,40})\.([0-9a-f]{40})$/;

/** The council a sign-in belongs to, found before any row is read, and the only form of it that is stored. */
async function place(id: string): Promise<{ councilId: string; signInHash: string } | null> {
  const key = ID.exec(id)?.[1];
  const councilId = key ? await councilIdOf(key) : null;
  return councilId ? { councilId, signInHash: hashOf(id) } : null;
}

const oneSignIn = (at: { councilId: string; signInHash: string }) =>
  and(eq(signIn.councilId, at.councilId), eq(signIn.signInHash, at.signInHash));

/**
 * Lucia stores the cookie's value as the row's key, slides for ever and knows one length of life. This adapter stores
 * only a hash, finds nothing for a disabled person, and keeps the two limits of `limits.ts` itself.
 */
const adapter: Adapter = {
  async getSessionAndUser(id) {
    const at = await place(id);
    if (!at) return [null, null];
    const [row] = await inTransaction(at, (tx) =>
      tx
        .select({ signIn, kind: person.kind })
        .from(signIn)
        .innerJoin(
          person,
          and(eq(person.councilId, signIn.councilId), eq(person.personId, signIn.personId), isNull(person.disabledAt)),
        )
        .where(oneSignIn(at)),
    );
    if (!row) return [null, null];
    const { personId, expiresAt, complete, limits, device, lastSeenAt } = row.signIn;
    return [
      { id, userId: personId, expiresAt, attributes: { ...at, complete, limits, device, lastSeenAt } },
      { id: personId, attributes: { councilId: at.councilId, kind: row.kind } },
    ];
  },
  async setSession({ userId, attributes: { councilId, signInHash, complete, limits, device } }) {
    const expiresAt = new Date(Date.now() + signInLimits[limits].idleMs);
    await inTransaction({ councilId }, (tx) =>
      tx.insert(signIn).values({ councilId, signInHash, personId: userId, complete, limits, device, expiresAt }),
    );
  },
  async deleteSession(id) {
    const at = await place(id);
    if (at) await inTransaction(at, (tx) => tx.delete(signIn).where(oneSignIn(at)));
  },
  updateSessionExpiration: () => elsewhere(),
  getUserSessions: () => elsewhere(),
  deleteUserSessions: () => elsewhere(),
  deleteExpiredSessions: () => elsewhere(),
};

/** Lucia asks for these by person alone, or for one length of life; here a person is found only within a council. */
function elsewhere(): never {
  throw new Error('Sign-ins are listed, prolonged and ended in sign-in.server.ts, within one council.');
}

/** The only Lucia there is; `sign-in.server.ts` is the only file that may use it. */
export const lucia = new Lucia(adapter, {
  // Nothing slides by Lucia's reckoning: `markSeen` does that, within both limits.
  sessionExpiresIn: new TimeSpan(0, 'ms'),
  sessionCookie: { name: '__Host-common-ground' },
  getSessionAttributes: (facts) => facts,
  getUserAttributes: (user) => user,
});
