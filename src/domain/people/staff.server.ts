import { randomBytes } from 'node:crypto';
import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import { seal, unseal } from '#server/seal.ts';
import { faultOf, hashPassword, isPassword } from './password.server.ts';
import { person } from './schema.server.ts';
import { credential } from './sign-in-schema.server.ts';
import { endSignInsOf } from './sign-in.server.ts';
import { forgetTries, tryAgainAfterSeconds } from './slow-down.server.ts';
import { stepOf } from './totp.server.ts';

/** What came of trying to prove who one is. `wait` is in seconds. */
export type Proof = { ok: Person } | { because: 'wrong' } | { because: 'wait'; seconds: number };

const ownerOf = ({ councilId, personId }: { councilId: string; personId: string }) => `${councilId}/${personId}`;
const theirs = (who: { councilId: string; personId: string }) =>
  and(eq(credential.councilId, who.councilId), eq(credential.personId, who.personId));

/** The first step: e-mail and password. `from` is the address of the browser. Whether an account exists cannot be told from the answer. */
export async function provePassword(councilId: string, email: string, password: string, from: string): Promise<Proof> {
  const account = `${councilId}/${email.toLowerCase()}/${from}`;
  const seconds = Math.max(await tryAgainAfterSeconds('account', account), await tryAgainAfterSeconds('address', from));
  if (seconds > 0) return { because: 'wait', seconds };
  const [found] = await inTransaction({ councilId }, (tx) =>
    tx
      .select({
        personId: person.personId,
        passwordHash: credential.passwordHash,
        totpSecretSealed: credential.totpSecretSealed,
      })
      .from(person)
      .innerJoin(credential, and(eq(credential.councilId, person.councilId), eq(credential.personId, person.personId)))
      .where(
        and(
          eq(person.councilId, councilId),
          eq(person.kind, 'staff'),
          isNull(person.disabledAt),
          sql`lower(${person.email}) = ${email.toLowerCase()}`,
        ),
      ),
  );
  const right = await isPassword(password, found?.passwordHash ?? null);
  if (!found || !right) return { because: 'wrong' };
  await forgetTries('account', account);
  const who = { councilId, personId: found.personId, kind: 'staff', complete: false } as const;
  if (!found.totpSecretSealed) await giveSecret(who);
  return { ok: who };
}

/** A secret for the second step, kept sealed; it counts once the person has shown that their app has it. */
async function giveSecret(who: Person): Promise<void> {
  const sealed = seal(randomBytes(20), ownerOf(who));
  await inTransaction(who, (tx) =>
    tx
      .update(credential)
      .set({ totpSecretSealed: sealed })
      .where(and(theirs(who), isNull(credential.totpSecretSealed))),
  );
}

export interface SecondStep {
  confirmed: boolean;
  key: Uint8Array;
  email: string;
}

/** The second step of somebody who has given their password. Null for a person who has none. */
export async function secondStepOf(who: Person): Promise<SecondStep | null> {
  const [found] = await inTransaction(who, (tx) =>
    tx
      .select({ sealed: credential.totpSecretSealed, confirmedAt: credential.totpConfirmedAt, email: person.email })
      .from(credential)
      .innerJoin(person, and(eq(credential.councilId, person.councilId), eq(credential.personId, person.personId)))
      .where(theirs(who)),
  );
  if (!found?.sealed) return null;
  return { confirmed: found.confirmedAt !== null, key: unseal(found.sealed, ownerOf(who)), email: found.email ?? '' };
}

/** The second step: a code from their app. Each half-minute's code is spent once, whoever comes second. */
export async function proveCode(who: Person, code: string): Promise<Proof> {
  const seconds = await tryAgainAfterSeconds('second-step', ownerOf(who));
  if (seconds > 0) return { because: 'wait', seconds };
  const second = await secondStepOf(who);
  const step = second && stepOf(second.key, code, now());
  if (step === null) return { because: 'wrong' };
  const fresh = or(isNull(credential.totpLastStep), lt(credential.totpLastStep, step));
  const spent = await inTransaction(who, (tx) =>
    tx
      .update(credential)
      .set({ totpLastStep: step, totpConfirmedAt: sql`coalesce(${credential.totpConfirmedAt}, now())` })
      .where(and(theirs(who), fresh))
      .returning({ personId: credential.personId }),
  );
  if (spent.length === 0) return { because: 'wrong' };
  await forgetTries('second-step', ownerOf(who));
  return { ok: { ...who, complete: true } };
}

/** Sets a person's password and ends every other sign-in of theirs. Returns a sentence when the new one will not do. */
export async function changePassword(
  who: Person,
  old: string,
  next: string,
  keep: string | null,
): Promise<{ ok: true } | { oldFault: string } | { nextFault: string }> {
  const seconds = await tryAgainAfterSeconds('second-step', `password/${ownerOf(who)}`);
  if (seconds > 0) return { oldFault: `Wait ${seconds} seconds, then try again` };
  const [found] = await inTransaction(who, (tx) =>
    tx
      .select({ passwordHash: credential.passwordHash, fullName: person.fullName, email: person.email })
      .from(credential)
      .innerJoin(person, eq(person.personId, credential.personId))
      .where(theirs(who)),
  );
  if (!(await isPassword(old, found?.passwordHash ?? null)) || !found)
    return { oldFault: 'That is not your password now' };
  const nextFault = faultOf(next, [...found.fullName.split(' '), ...(found.email ?? '').split(/[@.]/)]);
  if (nextFault) return { nextFault };
  const passwordHash = await hashPassword(next);
  await inTransaction(who, async (tx) => {
    await tx
      .update(credential)
      .set({ passwordHash, changedAt: sql`now()` })
      .where(theirs(who));
    await endSignInsOf(tx, who, keep);
    await record(tx, {
      councilId: who.councilId,
      caseFileId: null,
      actorId: who.personId,
      action: 'password.changed',
      target: who.personId,
    });
    await tell(
      tx,
      who.councilId,
      found.email,
      'Your Common Ground password was changed. You have been signed out everywhere else. If this was not you, ring your IT help desk now.',
    );
  });
  return { ok: true };
}

const tell = async (tx: Tx, councilId: string, to: string | null, body: string): Promise<void> => {
  if (to) await queueMessage(tx, { councilId, channel: 'email', to, subject: 'Your Common Ground account', body });
};

export interface NewStaff {
  councilId: string;
  fullName: string;
  email: string;
  jobTitle: string;
  password: string;
}

/** Adds a member of staff, who sets up their second step the first time they sign in. Returns their id. */
export function addStaff(given: NewStaff): Promise<string> {
  const { councilId, fullName, email, jobTitle } = given;
  return inTransaction({ councilId }, async (tx) => {
    const [made] = await tx
      .insert(person)
      .values({ councilId, kind: 'staff', fullName, calledName: fullName.split(' ')[0], email, jobTitle })
      .returning({ personId: person.personId });
    const { personId } = made!;
    await tx.insert(credential).values({ councilId, personId, passwordHash: await hashPassword(given.password) });
    await record(tx, { councilId, caseFileId: null, actorId: null, action: 'staff.added', target: personId });
    return personId;
  });
}
