import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { open, tellInviter, thisInvitation, type Guest } from './guest.server.ts';
import { isExcluded, type Invitation } from './invite.server.ts';
import { invitationLimits } from './limits.ts';
import { updateMail } from './messages.ts';
import { invitation, person, standing } from './schema.server.ts';
import { sameSecret } from './secrets.server.ts';
import { keyedHash } from './seal.server.ts';

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
    const personId = (await samePerson(tx, row)) ?? v7();
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

/** Somebody this council knows already by the same name at the same address or number: one person, however many cases. */
async function samePerson(tx: Tx, row: Invitation): Promise<string | null> {
  const contact = or(
    row.email ? sql`lower(${person.email}) = ${row.email.toLowerCase()}` : undefined,
    row.mobile ? eq(person.mobile, row.mobile) : undefined,
  );
  const [known] = await tx
    .select({ personId: person.personId })
    .from(person)
    .where(
      and(
        eq(person.councilId, row.councilId),
        inArray(person.kind, ['family', 'practitioner']),
        isNull(person.disabledAt),
        sql`lower(${person.fullName}) = ${row.fullName.toLowerCase()}`,
        contact,
      ),
    )
    .limit(1);
  return known?.personId ?? null;
}

async function giveStanding(tx: Tx, row: Invitation, personId: string): Promise<Person> {
  const { councilId, caseFileId, role, invitedBy: grantedBy, fullName, email, mobile, invitationId } = row;
  const kind = role === 'practitioner' ? 'practitioner' : 'family';
  await tx.insert(person).values({ councilId, personId, kind, fullName, email, mobile }).onConflictDoNothing();
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
