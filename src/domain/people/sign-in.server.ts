import { and, desc, eq, gt, lte, ne, sql } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction, type OnBehalf, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { councilById } from './councils.server.ts';
import { SEEN_EVERY_MS, signInLimits, type SignInLimits } from './limits.ts';
import { lucia } from './lucia.server.ts';
import { deviceKey, signIn } from './sign-in-schema.server.ts';
import { hashOf, signInSecret } from './secrets.server.ts';

/** Somebody who has signed in, and until when, as the door of the pages and the door of the sockets both ask it. */
export interface SignedIn {
  person: Person;
  signInHash: string;
  limits: SignInLimits;
  /** The earlier of the idle and the absolute limit. */
  expiresAt: Date;
}

export const signInCookie = lucia.sessionCookieName;
const milliseconds = (ms: number) => sql`make_interval(secs => ${ms / 1000})`;

/** Whose browser sent these headers. Null for nobody, an ended sign-in, or a person who has been disabled. */
export async function personOf(headers: Headers | { cookie?: string }): Promise<SignedIn | null> {
  const cookies = headers instanceof Headers ? headers.get('cookie') : headers.cookie;
  const id = lucia.readSessionCookie(cookies ?? '');
  if (!id) return null;
  const { session, user } = await lucia.validateSession(id);
  if (!session) return null;
  const person = { councilId: user.councilId, personId: user.id, kind: user.kind, complete: session.complete };
  const found = { person, signInHash: session.signInHash, limits: session.limits };
  const stale = Date.now() - session.lastSeenAt.getTime() > SEEN_EVERY_MS;
  const expiresAt = stale ? await stillHere(found) : session.expiresAt;
  return expiresAt && { ...found, expiresAt };
}

/** For the sockets: as `personOf`, and nobody at all until the second step is done. */
export async function personAtSocket(headers: { cookie?: string }): Promise<SignedIn | null> {
  const signedIn = await personOf(headers);
  return signedIn?.person.complete ? signedIn : null;
}

/**
 * Pushes the idle limit on, never past the absolute one, and says when it ends now; null when it has ended.
 * For the sockets to call too: whoever types in the live room is not idle.
 */
export async function stillHere({ person, signInHash, limits }: Omit<SignedIn, 'expiresAt'>): Promise<Date | null> {
  const { councilId } = person;
  const { idleMs, absoluteMs } = signInLimits[limits];
  const [row] = await inTransaction(person, (tx) =>
    tx
      .update(signIn)
      .set({
        lastSeenAt: sql`now()`,
        expiresAt: sql`least(${signIn.createdAt} + ${milliseconds(absoluteMs)}, now() + ${milliseconds(idleMs)})`,
      })
      .where(and(eq(signIn.councilId, councilId), eq(signIn.signInHash, signInHash), gt(signIn.expiresAt, sql`now()`)))
      .returning({ expiresAt: signIn.expiresAt }),
  );
  return row?.expiresAt ?? null;
}

/**
 * Signs a browser in and gives the cookie's value: always a new one, at the password and again at the second step, so
 * that a value planted beforehand is worth nothing. What the same browser had before ends.
 */
export async function openSignIn(who: Person, limits: SignInLimits, device: string, before: Before): Promise<string> {
  const { councilId, personId } = who;
  const { key } = await councilById(councilId);
  const id = `${key}.${signInSecret()}`;
  const facts = {
    councilId,
    signInHash: hashOf(id),
    complete: limits !== 'half',
    limits,
    device,
    lastSeenAt: new Date(),
  };
  await lucia.createSession(personId, facts, { sessionId: id });
  // Those that have ended are swept up here: nobody asks for them again, so nothing else would.
  await inTransaction(who, (tx) => tx.delete(signIn).where(and(mine(who), lte(signIn.expiresAt, sql`now()`))));
  if (before.person && before.signInHash) await endSignIn(before.person, before.signInHash);
  return id;
}

/** Who this browser was signed in as. */
interface Before {
  person: Person | null;
  signInHash: string | null;
}

/** Ends one of a person's own sign-ins, and its sockets. False when they have no such sign-in. */
export function endSignIn(who: Person, signInHash: string): Promise<boolean> {
  return inTransaction(who, async (tx) => {
    const gone = await tx
      .delete(signIn)
      .where(and(mine(who), eq(signIn.signInHash, signInHash)))
      .returning({ hash: signIn.signInHash });
    if (gone.length === 0) return false;
    // With nobody signed in as them, what their browsers kept sealed becomes noise.
    const [left] = await tx.select({ hash: signIn.signInHash }).from(signIn).where(mine(who)).limit(1);
    if (!left) await forgetKeysOf(tx, who);
    await record(tx, {
      councilId: who.councilId,
      caseFileId: null,
      actorId: who.personId,
      action: 'sign_in.ended',
      target: signInHash,
    });
    return true;
  });
}

/** Ends every sign-in of a person on every node, with the keys of what their browsers had not sent; `except` may stay. */
export async function endSignInsOf(
  tx: Tx,
  who: OnBehalf & { personId: string },
  except: string | null = null,
): Promise<void> {
  const { councilId, personId } = who;
  await tx.delete(signIn).where(and(mine(who), except ? ne(signIn.signInHash, except) : undefined));
  if (!except) await forgetKeysOf(tx, who);
  await record(tx, {
    councilId,
    caseFileId: null,
    actorId: personId,
    action: except ? 'sign_in.others_ended' : 'sign_in.all_ended',
    target: personId,
  });
}

const forgetKeysOf = (tx: Tx, { councilId, personId }: OnBehalf & { personId: string }) =>
  tx.delete(deviceKey).where(and(eq(deviceKey.councilId, councilId), eq(deviceKey.personId, personId)));

export const signOutEverywhere = (who: Person): Promise<void> => inTransaction(who, (tx) => endSignInsOf(tx, who));

export interface WhereSignedIn {
  signInHash: string;
  device: string;
  createdAt: Date;
  lastSeenAt: Date;
}

/** Where a person is signed in now, the latest first. */
export const signInsOf = (who: Person): Promise<WhereSignedIn[]> =>
  inTransaction(who, (tx) =>
    tx
      .select({
        signInHash: signIn.signInHash,
        device: signIn.device,
        createdAt: signIn.createdAt,
        lastSeenAt: signIn.lastSeenAt,
      })
      .from(signIn)
      .where(and(mine(who), gt(signIn.expiresAt, sql`now()`)))
      .orderBy(desc(signIn.lastSeenAt)),
  );

const mine = (who: { councilId: string; personId?: string | null }) =>
  and(eq(signIn.councilId, who.councilId), eq(signIn.personId, who.personId ?? ''));
