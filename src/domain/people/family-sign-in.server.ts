import { setTimeout } from 'node:timers/promises';
import { and, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import { keyedHash } from '#server/seal.ts';
import { readEmail, readMobile } from './contact-details.ts';
import { invitationLimits } from './limits.ts';
import { invitation } from './invitation-schema.server.ts';
import { person } from './schema.server.ts';
import { signInCode } from './sign-in-schema.server.ts';
import { sameSecret, sixDigits } from './secrets.server.ts';
import { tryAgainAfterSeconds } from './slow-down.server.ts';
import type { Proof } from './staff.server.ts';

type Known = Pick<
  typeof person.$inferSelect,
  'councilId' | 'personId' | 'kind' | 'calledName' | 'fullName' | 'email' | 'mobile'
>;

/** Two people may share a phone: everybody the number or address belongs to. */
function peopleAt(tx: Tx, councilId: string, contact: string): Promise<Known[]> {
  const mobile = readMobile(contact);
  const email = readEmail(contact);
  const at = mobile
    ? eq(person.mobile, mobile)
    : email
      ? sql`lower(${person.email}) = ${email.toLowerCase()}`
      : sql`false`;
  const { personId, kind, calledName, fullName } = person;
  return tx
    .select({
      councilId: person.councilId,
      personId,
      kind,
      calledName,
      fullName,
      email: person.email,
      mobile: person.mobile,
    })
    .from(person)
    .where(
      and(
        eq(person.councilId, councilId),
        inArray(person.kind, ['family', 'practitioner']),
        isNull(person.disabledAt),
        at,
      ),
    )
    .limit(4);
}

/** Long enough for the slower of the two answers, so that the time taken does not tell whether anybody was found. */
const ANSWER_AFTER_MS = 300;

/**
 * Sends a code to everybody a number or address belongs to: to their mobile, or to their e-mail when that is all we
 * hold. Says the same, as late, whether there is anybody or not.
 */
export async function sendSignInCode(
  councilId: string,
  contact: string,
  from: string,
): Promise<{ ok: true } | { waitSeconds: number }> {
  const key = `${councilId}/${contact.toLowerCase().replace(/\s/g, '')}`;
  const waitSeconds = Math.max(
    await tryAgainAfterSeconds('code-sent', key),
    await tryAgainAfterSeconds('address', from),
  );
  if (waitSeconds > 0) return { waitSeconds };
  const send = inTransaction({ councilId }, async (tx) => {
    for (const one of await peopleAt(tx, councilId, contact)) await sendTo(tx, one);
  });
  await Promise.all([send, setTimeout(ANSWER_AFTER_MS)]);
  return { ok: true };
}

async function sendTo(tx: Tx, { councilId, personId, calledName, fullName, email, mobile }: Known): Promise<void> {
  const code = sixDigits();
  const fresh = {
    codeHash: keyedHash(`${personId}/${code}`),
    sentAt: new Date(),
    triesLeft: invitationLimits.codeTries,
  };
  await tx
    .insert(signInCode)
    .values({ councilId, personId, ...fresh })
    .onConflictDoUpdate({ target: [signInCode.councilId, signInCode.personId], set: fresh });
  const body = `${code} is your Common Ground code, ${calledName ?? fullName}. It works for 30 minutes. We will never ring you to ask for it.`;
  const to = mobile ?? email;
  if (to) await queueMessage(tx, { councilId, channel: mobile ? 'sms' : 'email', to, subject: 'Your code', body });
}

/**
 * Whether this is the code that was sent to that number or address. Whoever has no mobile with us says the word from
 * their invitation as well, because a mailbox alone proves nobody.
 */
export async function proveSignInCode(
  councilId: string,
  contact: string,
  typed: { code: string; word: string },
  from: string,
): Promise<Proof> {
  const seconds = await tryAgainAfterSeconds('address', from);
  if (seconds > 0) return { because: 'wait', seconds };
  const proved = await inTransaction({ councilId }, async (tx) => {
    for (const one of await peopleAt(tx, councilId, contact)) {
      const right = await spendTry(tx, one, typed.code);
      if (right && (one.mobile || (await knowsWord(tx, one, typed.word)))) return one;
    }
    return null;
  });
  if (!proved) return { because: 'wrong' };
  const who: Person = { councilId, personId: proved.personId, kind: proved.kind, complete: true };
  await inTransaction(who, async (tx) => {
    await tx.delete(signInCode).where(and(eq(signInCode.councilId, councilId), eq(signInCode.personId, who.personId)));
    await record(tx, {
      councilId,
      caseFileId: null,
      actorId: who.personId,
      action: 'sign_in.by_code',
      target: who.personId,
    });
  });
  return { ok: who };
}

/** Takes one try away first, in one statement, so that tries made at once are all counted. */
async function spendTry(tx: Tx, { councilId, personId }: Known, code: string): Promise<boolean> {
  const alive = gt(signInCode.sentAt, sql`now() - make_interval(secs => ${invitationLimits.codeMs / 1000})`);
  const [row] = await tx
    .update(signInCode)
    .set({ triesLeft: sql`${signInCode.triesLeft} - 1` })
    .where(
      and(eq(signInCode.councilId, councilId), eq(signInCode.personId, personId), gt(signInCode.triesLeft, 0), alive),
    )
    .returning({ codeHash: signInCode.codeHash });
  return row !== undefined && sameSecret(row.codeHash, keyedHash(`${personId}/${code}`));
}

async function knowsWord(tx: Tx, { councilId, personId }: Known, word: string): Promise<boolean> {
  const [last] = await tx
    .select({ word: invitation.word })
    .from(invitation)
    .where(and(eq(invitation.councilId, councilId), eq(invitation.usedBy, personId)))
    .orderBy(desc(invitation.usedAt))
    .limit(1);
  return last !== undefined && sameSecret(last.word, word.trim().toLowerCase());
}
