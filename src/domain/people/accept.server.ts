import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { keyedHash } from '#server/seal.ts';
import { open, tellInviter, thisInvitation, type Guest } from './guest.server.ts';
import { kindOfInvited } from './invitation.ts';
import { isExcluded, type Invitation } from './invite.server.ts';
import { invitationLimits } from './limits.ts';
import { updateMail } from './messages.ts';
import { invitation } from './invitation-schema.server.ts';
import { person, standing } from './schema.server.ts';
import { sameSecret } from './secrets.server.ts';

export type Accepted = { ok: Person } | { because: 'wrong'; triesLeft: number } | { because: 'no-code' | 'closed' };

/**
 * Lets the invited person in: the code is right, and of all who press at once exactly one wins. Who they are and what
 * they are to the case come from the invitation's row, never from the form.
 */
export function acceptInvitation({ row }: Guest, typed: string): Promise<Accepted> {
  return inTransaction(row, async (tx): Promise<Accepted> => {
    const code = await spendTry(tx, row);
    if (!code) return { because: 'no-code' };
    if (!sameSecret(code.codeHash ?? '', keyedHash(`${row.invitationId}/${typed}`)))
      return { because: 'wrong', triesLeft: code.triesLeft };
    if (await isExcluded(tx, row, row)) return { because: 'closed' };
    const personId = await invitedPerson(tx, row);
    const won = await tx
      .update(invitation)
      .set({ usedAt: sql`now()`, usedBy: personId, codeHash: null })
      .where(and(thisInvitation(row), open))
      .returning({ role: invitation.role });
    if (!won[0]) return { because: 'closed' };
    return { ok: await giveStanding(tx, row, personId) };
  });
}

/** Takes one try away first, in one statement, so that tries made at once are all counted. Five, then the code is dead. */
async function spendTry(tx: Tx, row: Invitation) {
  const alive = sql`${invitation.codeSentAt} > now() - make_interval(secs => ${invitationLimits.codeMs / 1000})`;
  const [spent] = await tx
    .update(invitation)
    .set({ codeTriesLeft: sql`${invitation.codeTriesLeft} - 1` })
    .where(and(thisInvitation(row), open, gt(invitation.codeTriesLeft, 0), alive))
    .returning({ codeHash: invitation.codeHash, triesLeft: invitation.codeTriesLeft });
  return spent;
}

/** Whoever was asked to do something here, by name and address. */
export type Invitee = Pick<Invitation, 'councilId' | 'role' | 'fullName' | 'email' | 'mobile'>;

/**
 * Who the invitation is for, as a person: somebody this council knows already by the same name at the same address or
 * number, so that one person is one person however many cases; otherwise somebody new, with no standing anywhere.
 */
export async function invitedPerson(tx: Tx, row: Invitee): Promise<string> {
  const { councilId, role, fullName, email, mobile } = row;
  const contact = or(
    email ? sql`lower(${person.email}) = ${email.toLowerCase()}` : undefined,
    mobile ? eq(person.mobile, mobile) : undefined,
  );
  const sameName = sql`lower(${person.fullName}) = ${fullName.toLowerCase()}`;
  const theirs = inArray(person.kind, ['family', 'practitioner']);
  const [known] = await tx
    .select({ personId: person.personId })
    .from(person)
    .where(and(eq(person.councilId, councilId), theirs, isNull(person.disabledAt), sameName, contact))
    .limit(1);
  if (known) return known.personId;
  const kind = kindOfInvited(role);
  const personId = v7();
  await tx.insert(person).values({ councilId, personId, kind, fullName, email, mobile });
  return personId;
}

async function giveStanding(tx: Tx, row: Invitation, personId: string): Promise<Person> {
  const { councilId, caseFileId, role, invitedBy: grantedBy, invitationId } = row;
  const kind = kindOfInvited(role);
  await tx.insert(standing).values({ councilId, caseFileId, personId, role, grantedBy }).onConflictDoNothing();
  await record(tx, {
    councilId,
    caseFileId,
    actorId: personId,
    action: 'invitation.accepted',
    target: invitationId,
    detail: { role },
  });
  await tellInviter(tx, row, updateMail(env().ORIGIN));
  return { councilId, personId, kind, complete: true };
}

/** "What should we call you?": the first question, in their own words. */
export const callMe = (who: Person, calledName: string): Promise<void> =>
  inTransaction(who, async (tx) => {
    await tx
      .update(person)
      .set({ calledName })
      .where(and(eq(person.councilId, who.councilId), eq(person.personId, who.personId)));
  });

/** What a person asked to be called. Null until they were asked. */
export async function calledNameOf(who: Person): Promise<string | null> {
  const [found] = await inTransaction(who, (tx) =>
    tx
      .select({ calledName: person.calledName })
      .from(person)
      .where(and(eq(person.councilId, who.councilId), eq(person.personId, who.personId))),
  );
  return found?.calledName ?? null;
}
