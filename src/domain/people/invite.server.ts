import { and, desc, eq, isNull, or, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { Tx } from '#server/db.ts';
import { env } from '#server/env.ts';
import { queueMessage } from '#server/outbox.ts';
import { keyedHash } from '#server/seal.ts';
import { councilById } from './councils.server.ts';
import { routesOf, type InvitedRole } from './invitation.ts';
import { invitationLimits } from './limits.ts';
import { matchWord } from './match-words.ts';
import { invitationMail, invitationText } from './messages.ts';
import { invitation } from './invitation-schema.server.ts';
import { exclusion, person } from './schema.server.ts';
import { hashOf, linkToken, sixDigits } from './secrets.server.ts';

export interface NewInvitation {
  fullName: string;
  role: InvitedRole;
  /** Checked by `contact-details.ts`; at least one of the two. */
  email: string | null;
  mobile: string | null;
  ask: string;
  askBy: string | null;
  /** Who a parent or young person is to the child, checked before they are invited; null for anybody else. */
  adultId: string | null;
}

export type Invited = { word: string; invitationId: string } | { because: 'excluded' };

const inSeconds = (ms: number) => sql<Date>`now() + make_interval(secs => ${ms / 1000})`;

/** Invites somebody to one case file and puts the message in the outbox. Returns the word to say to them on the phone. */
export async function invite(tx: Tx, scope: CaseScope, given: NewInvitation): Promise<Invited> {
  await assertStillStanding(tx, scope);
  if (await isExcluded(tx, scope, given)) return { because: 'excluded' };
  const { councilId, caseFileId, personId } = scope;
  const token = linkToken();
  const word = matchWord();
  const [made] = await tx
    .insert(invitation)
    .values({
      councilId,
      caseFileId,
      ...given,
      word,
      tokenHash: hashOf(token),
      invitedBy: personId,
      expiresAt: inSeconds(invitationLimits.linkMs),
    })
    .returning();
  await sendLink(tx, made!, token);
  await recordFor(tx, scope, {
    action: 'invitation.sent',
    target: made!.invitationId,
    detail: { name: given.fullName, role: given.role },
  });
  return { word, invitationId: made!.invitationId };
}

export type Invitation = typeof invitation.$inferSelect;

/** Sends the link by one way; the other is kept for the code. */
export async function sendLink(tx: Tx, row: Invitation, token: string): Promise<void> {
  const { councilId } = row;
  const council = await councilById(councilId);
  const about = await aboutInvitation(tx, row);
  const link = `${env().ORIGIN}/i/${council.key}-${token}`;
  const { channel, to } = routesOf(row).link;
  if (channel === 'sms') await queueMessage(tx, { councilId, channel, to, body: invitationText(about, link) });
  else await queueMessage(tx, { councilId, channel, to, ...invitationMail(about, row.fullName, link) });
}

/** What a message or the landing page may say of an invitation: who asks, what, by when, the word. Nothing of the child. */
export async function aboutInvitation(tx: Tx, { councilId, invitedBy, ask, askBy, word }: Invitation) {
  const council = await councilById(councilId);
  const [officer] = await tx
    .select({ name: person.fullName, job: person.jobTitle, calledName: person.calledName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, invitedBy)));
  return {
    council: council.name,
    phone: council.phone,
    officer: officer?.name ?? council.name,
    officerCalled: officer?.calledName ?? officer?.name ?? council.name,
    job: officer?.job ?? '',
    ask,
    askBy: askBy && inWords(askBy),
    word,
  };
}

/** Whether these details belong to somebody who must never see this case file: by address, by number, or by name. */
export async function isExcluded(
  tx: Tx,
  at: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  who: Pick<NewInvitation, 'fullName' | 'email' | 'mobile'>,
): Promise<boolean> {
  const same = or(
    sql`lower(${person.fullName}) = ${who.fullName.trim().toLowerCase()}`,
    who.email ? sql`lower(${person.email}) = ${who.email.toLowerCase()}` : undefined,
    who.mobile ? eq(person.mobile, who.mobile) : undefined,
  );
  const rows = await tx
    .select({ personId: exclusion.personId })
    .from(exclusion)
    .innerJoin(person, and(eq(person.councilId, exclusion.councilId), eq(person.personId, exclusion.personId)))
    .where(and(eq(exclusion.councilId, at.councilId), eq(exclusion.caseFileId, at.caseFileId), same))
    .limit(1);
  return rows.length > 0;
}

const ofCase = (scope: CaseScope, invitationId: string) =>
  and(
    eq(invitation.councilId, scope.councilId),
    eq(invitation.caseFileId, scope.caseFileId),
    eq(invitation.invitationId, invitationId),
  );
const stillWaiting = and(isNull(invitation.usedAt), isNull(invitation.cancelledAt), isNull(invitation.wrongPersonAt));

/** Cancels an invitation that has not been used. False when there is none to cancel. */
export async function cancelInvitation(tx: Tx, scope: CaseScope, invitationId: string): Promise<boolean> {
  await assertStillStanding(tx, scope);
  const rows = await tx
    .update(invitation)
    .set({ cancelledAt: sql`now()` })
    .where(and(ofCase(scope, invitationId), stillWaiting))
    .returning({ name: invitation.fullName });
  if (rows.length > 0)
    await recordFor(tx, scope, {
      action: 'invitation.cancelled',
      target: invitationId,
      detail: { name: rows[0]!.name },
    });
  return rows.length > 0;
}

/** A fresh code for an officer to read out to the person on the phone. Null when the invitation is no longer open. */
export async function codeToReadOut(tx: Tx, scope: CaseScope, invitationId: string): Promise<string | null> {
  await assertStillStanding(tx, scope);
  const code = sixDigits();
  const open = and(ofCase(scope, invitationId), stillWaiting, sql`${invitation.expiresAt} > now()`);
  const rows = await tx
    .update(invitation)
    .set({
      codeHash: keyedHash(`${invitationId}/${code}`),
      codeSentAt: sql`now()`,
      codeTriesLeft: invitationLimits.codeTries,
    })
    .where(open)
    .returning({ id: invitation.invitationId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'invitation.code_read_out', target: invitationId });
  return code;
}

/** The invitations of the case file, the latest first. Never the token, never the code. */
export const invitationsOf = (tx: Tx, { councilId, caseFileId }: CaseScope) =>
  tx
    .select({
      invitationId: invitation.invitationId,
      fullName: invitation.fullName,
      role: invitation.role,
      word: invitation.word,
      ask: invitation.ask,
      createdAt: invitation.createdAt,
      expired: sql<boolean>`${invitation.expiresAt} <= now()`,
      usedAt: invitation.usedAt,
      cancelledAt: invitation.cancelledAt,
      wrongPersonAt: invitation.wrongPersonAt,
    })
    .from(invitation)
    .where(and(eq(invitation.councilId, councilId), eq(invitation.caseFileId, caseFileId)))
    .orderBy(desc(invitation.createdAt));
