import { and, eq, isNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { inWords } from '#domain/calendar/words.ts';
import { now } from '#server/clock.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { record } from '#server/history.ts';
import { queueMessage } from '#server/outbox.ts';
import { keyedHash } from '#server/seal.ts';
import type { Person } from '#domain/access/standing.ts';
import { councilIdOf } from './councils.server.ts';
import { routesOf, stateOf, type InvitationState } from './invitation.ts';
import { aboutInvitation, sendLink, type Invitation } from './invite.server.ts';
import { invitationLimits } from './limits.ts';
import { codeText, receiptText, updateMail, wrongPersonMail } from './messages.ts';
import { given, invitation } from './invitation-schema.server.ts';
import { person } from './schema.server.ts';
import { hashOf, linkToken, sixDigits } from './secrets.server.ts';
import { tryAgainAfterSeconds } from './slow-down.server.ts';

/** Somebody who holds a link: what the link proves, and no more. They may give; they may not read. */
export interface Guest {
  state: InvitationState;
  row: Invitation;
}

const TOKEN = /^([a-z0-9-]{1,40})-([a-z2-7]{52})$/;

/** Who a link was for. Null for a link that never was; looking spends nothing. Capitals make no difference. */
export async function guestOf(link: string): Promise<Guest | null> {
  const [, key, token] = TOKEN.exec(link.toLowerCase()) ?? [];
  const councilId = key ? await councilIdOf(key) : null;
  if (!councilId || !token) return null;
  const [found] = await inTransaction({ councilId }, (tx) =>
    tx
      .select({ row: invitation, expired: sql<boolean>`${invitation.expiresAt} <= now()` })
      .from(invitation)
      .where(and(eq(invitation.councilId, councilId), eq(invitation.tokenHash, hashOf(token)))),
  );
  return found ? { state: stateOf({ ...found.row, expired: found.expired }), row: found.row } : null;
}

const here = ({ councilId, caseFileId }: Invitation) => ({ councilId, caseFileId });
export const thisInvitation = (row: Invitation) =>
  and(eq(invitation.councilId, row.councilId), eq(invitation.invitationId, row.invitationId));
export const open = and(
  isNull(invitation.usedAt),
  isNull(invitation.cancelledAt),
  isNull(invitation.wrongPersonAt),
  sql`${invitation.expiresAt} > now()`,
);

/** The invitation as its pages may show it. */
export const aboutGuest = ({ row }: Guest) => inTransaction(here(row), (tx) => aboutInvitation(tx, row));

/** True when the invitation is open now, and it stays so until the transaction ends. */
export async function holdOpen(tx: Tx, row: Invitation): Promise<boolean> {
  const rows = await tx
    .select({ id: invitation.invitationId })
    .from(invitation)
    .where(and(thisInvitation(row), open))
    .for('update');
  return rows.length > 0;
}

export type GivenKind = (typeof given.$inferSelect)['kind'];
export interface Given {
  kind: GivenKind;
  words?: string;
  evidenceItemId?: string | null;
}
export interface Receipt {
  reference: string;
  seenBy: string;
  /** The day by which they are rung, where they asked for that and it was promised. */
  ringBy: CalendarDate | null;
}

/** What else happens when something was given, in the same transaction. Null: nothing, and whoever invited them is told. */
export type AlsoGiven = (tx: Tx, row: Invitation, words: string) => Promise<{ ringBy: CalendarDate | null } | null>;

/** Takes what somebody gives by the link alone, tells the officer, and answers with a receipt. Null: the link is closed, or used too often. */
export async function give(
  { row }: Guest,
  { kind, words = '', evidenceItemId = null }: Given,
  also?: AlsoGiven,
): Promise<Receipt | null> {
  if ((await tryAgainAfterSeconds('given', row.invitationId)) > 0) return null;
  const { councilId, caseFileId, invitationId } = row;
  return inTransaction(here(row), async (tx) => {
    if (!(await holdOpen(tx, row))) return null;
    const [made] = await tx
      .insert(given)
      .values({ councilId, caseFileId, invitationId, kind, words, evidenceItemId })
      .returning({ givenId: given.givenId });
    await record(tx, { councilId, caseFileId, actorId: null, action: `given.${kind}`, target: made!.givenId });
    const promised = (await also?.(tx, row, words)) ?? null;
    const receipt = { reference: referenceOf(made!.givenId), seenBy: seenBy(), ringBy: promised?.ringBy ?? null };
    const { channel, to } = routesOf(row).link;
    const body = receiptText(await aboutInvitation(tx, row), receipt);
    await queueMessage(tx, { councilId, channel, to, subject: 'Thank you. We have what you sent', body });
    if (!promised) await tellInviter(tx, row, updateMail(env().ORIGIN));
    return receipt;
  });
}

/** What is quoted on the phone: the last letters of the row's own id. */
const referenceOf = (givenId: string): string => givenId.slice(-8).toUpperCase();

/** Two working days on, in words; a year whose holidays nobody knows yet gets plain words instead of a guess. */
export function seenBy(): string {
  const reckoned = addCouncilWorkingDays(dateOf(now()), 2);
  return 'on' in reckoned ? inWords(reckoned.on) : 'the end of two working days';
}

export async function tellInviter(
  tx: Tx,
  row: Pick<Invitation, 'councilId' | 'invitedBy'>,
  mail: { subject: string; body: string },
): Promise<void> {
  const { councilId, invitedBy } = row;
  const [officer] = await tx
    .select({ email: person.email })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, invitedBy)));
  if (officer?.email) await queueMessage(tx, { councilId, channel: 'email', to: officer.email, ...mail });
}

/** "This is not for me": the link is closed for good, and the officer is told at once. */
export function notForMe({ row }: Guest): Promise<void> {
  const { councilId, caseFileId, invitationId } = row;
  return inTransaction(here(row), async (tx) => {
    const closed = await tx
      .update(invitation)
      .set({ wrongPersonAt: sql`now()`, codeHash: null })
      .where(and(thisInvitation(row), open))
      .returning({ id: invitation.invitationId });
    if (closed.length === 0) return;
    await record(tx, { councilId, caseFileId, actorId: null, action: 'invitation.wrong_person', target: invitationId });
    await tellInviter(tx, row, wrongPersonMail(env().ORIGIN));
  });
}

/** Somebody who is signed in as another person pressed Continue: nothing opens, and the officer is told. */
export function openedByAnother({ row }: Guest, other: Person): Promise<void> {
  const { councilId, caseFileId, invitationId } = row;
  return inTransaction(here(row), async (tx) => {
    await record(tx, {
      councilId,
      caseFileId,
      actorId: other.personId,
      action: 'invitation.opened_by_another',
      target: invitationId,
    });
    await tellInviter(tx, row, wrongPersonMail(env().ORIGIN));
  });
}

/** Whether a signed-in person is the one who was invited, by the address or number we hold for both. */
export async function isInvitee({ row }: Guest, who: Person): Promise<boolean> {
  if (who.councilId !== row.councilId || who.kind === 'staff') return false;
  if (row.usedBy) return row.usedBy === who.personId;
  const [them] = await inTransaction(who, (tx) =>
    tx
      .select({ email: person.email, mobile: person.mobile })
      .from(person)
      .where(and(eq(person.councilId, who.councilId), eq(person.personId, who.personId))),
  );
  const sameEmail = !!row.email && them?.email?.toLowerCase() === row.email.toLowerCase();
  return sameEmail || (!!row.mobile && them?.mobile === row.mobile);
}

export type CodeSent = 'sent' | 'too-soon' | 'too-often' | 'by-phone' | 'closed';

/** Sends a code by the way the link did not come. `by-phone`: there is none, so an officer will read one out. */
export async function sendCode({ row }: Guest): Promise<CodeSent> {
  const { code: route } = routesOf(row);
  if (!route) return 'by-phone';
  const { councilId, invitationId, codeSentAt } = row;
  if (codeSentAt && now().getTime() - codeSentAt.getTime() < invitationLimits.resendAfterMs) return 'too-soon';
  if ((await tryAgainAfterSeconds('invitation-code', invitationId)) > 0) return 'too-often';
  return inTransaction(here(row), async (tx) => {
    if (!(await holdOpen(tx, row))) return 'closed';
    const code = sixDigits();
    const fresh = {
      codeHash: keyedHash(`${invitationId}/${code}`),
      codeSentAt: sql`now()`,
      codeTriesLeft: invitationLimits.codeTries,
    };
    await tx.update(invitation).set(fresh).where(thisInvitation(row));
    await queueMessage(tx, { councilId, channel: route.channel, to: route.to, body: codeText(code) });
    return 'sent';
  });
}

/** A new link for one that is too old, to the address or number we hold and nowhere else. The old one is dead. */
export async function renewLink({ row, state }: Guest): Promise<boolean> {
  if (state !== 'expired' || (await tryAgainAfterSeconds('invitation-code', `link/${row.invitationId}`)) > 0)
    return false;
  const token = linkToken();
  return inTransaction(here(row), async (tx) => {
    const fresh = {
      tokenHash: hashOf(token),
      expiresAt: sql`now() + make_interval(secs => ${invitationLimits.linkMs / 1000})`,
      codeHash: null,
    };
    const rows = await tx
      .update(invitation)
      .set(fresh)
      .where(
        and(
          thisInvitation(row),
          eq(invitation.tokenHash, row.tokenHash),
          isNull(invitation.usedAt),
          isNull(invitation.cancelledAt),
          isNull(invitation.wrongPersonAt),
        ),
      )
      .returning();
    if (!rows[0]) return false;
    await sendLink(tx, rows[0], token);
    await record(tx, { ...here(row), actorId: null, action: 'invitation.renewed', target: row.invitationId });
    return true;
  });
}
