import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { cancelInvitation, codeToReadOut } from '#domain/people/invite.server.ts';
import { endStanding } from '#domain/people/on-the-case.server.ts';
import { invitation } from '#domain/people/invitation-schema.server.ts';
import { standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, mediationFor, type PartyRow } from '../begin.server.ts';
import { mediation, mediationParty } from '../schema.server.ts';
import { tellThoseInIt } from './tell.server.ts';

const leading = inArray(mediationParty.comingAs, ['mediator', 'facilitator']);

/** Whoever leads it now, or is invited to. At most one, and the database sees to that too. */
export async function leadOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<PartyRow | undefined> {
  const [row] = await tx
    .select()
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, scope.councilId), eq(mediationParty.caseFileId, scope.caseFileId)],
        ...[eq(mediationParty.mediationId, mediationId), isNull(mediationParty.leftAt), leading],
      ),
    );
  return row;
}

/** Those who led it before, the latest first: their names and when they left, for both sides. */
export const formerLeads = (tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string) =>
  tx
    .select({ name: mediationParty.name, leftAt: sql<Date>`${mediationParty.leftAt}`.mapWith(mediationParty.leftAt) })
    .from(mediationParty)
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.caseFileId, caseFileId), leading],
        ...[eq(mediationParty.mediationId, mediationId), sql`${mediationParty.leftAt} is not null`],
      ),
    )
    .orderBy(sql`${mediationParty.leftAt} desc`);

/**
 * Ends the mediator's part in one transaction (E05): their place in the mediation, their standing on the case, and an
 * invitation they had not taken up. With the standing go their rooms and sockets, on every node; their notes and the
 * numbers they gave go with their place (`lead_leaves` in drizzle/), so whoever comes after them gets none. Both sides are told. Null for whoever has no place here.
 */
export async function endMediator(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  reason: string,
): Promise<Refused | null | 'ended'> {
  const here = await beginInMediation(tx, scope, mediationId);
  if (!here) return null;
  const lead = await leadOf(tx, scope, mediationId);
  if (!lead) return refuse('reason', 'There is nobody to replace');
  await tx
    .update(mediationParty)
    .set({ leftAt: sql`now()` })
    .where(and(eq(mediationParty.councilId, scope.councilId), eq(mediationParty.partyId, lead.partyId)));
  if (lead.comingAs === 'mediator') await endPlaceOf(tx, scope, lead, reason);
  await recordFor(tx, scope, { action: 'mediation.mediator_ended', target: mediationId, reason });
  await tellThoseInIt(tx, scope, mediationId);
  return 'ended';
}

async function endPlaceOf(tx: Tx, scope: CaseScope, { personId, invitationId }: PartyRow, reason: string) {
  if (invitationId && !personId) await cancelInvitation(tx, scope, invitationId);
  if (!personId) return;
  const [place] = await tx
    .select({ standingId: standing.standingId })
    .from(standing)
    .where(
      and(
        ...[eq(standing.councilId, scope.councilId), eq(standing.caseFileId, scope.caseFileId)],
        ...[eq(standing.personId, personId), eq(standing.role, 'mediator'), isNull(standing.endedAt)],
      ),
    );
  // Leaving one mediation of a case has ended their connections already (`party_leaves` in drizzle/).
  if (!place || (await leadsAnother(tx, scope, personId))) return;
  await endStanding(tx, scope, { standingId: place.standingId, reason, never: false });
}

/** Whether somebody leads another mediation of this case file that is not closed. */
async function leadsAnother(tx: Tx, { councilId, caseFileId }: CaseScope, personId: string): Promise<boolean> {
  const others = await tx
    .select({ partyId: mediationParty.partyId })
    .from(mediationParty)
    .innerJoin(
      mediation,
      and(eq(mediation.councilId, mediationParty.councilId), eq(mediation.mediationId, mediationParty.mediationId)),
    )
    .where(
      and(
        ...[eq(mediationParty.councilId, councilId), eq(mediationParty.caseFileId, caseFileId), leading],
        ...[eq(mediationParty.personId, personId), isNull(mediationParty.leftAt), isNull(mediation.closedAt)],
      ),
    );
  return others.length > 0;
}

/** How the mediator's invitation stands, for those who sent it. Null when there is none, or for whoever has no place here. */
export async function leadInvitation(tx: Tx, scope: CaseScope, mediationId: string) {
  const lead = await leadOf(tx, scope, mediationId);
  if (!lead?.invitationId) return null;
  const [row] = await tx
    .select({
      invitationId: invitation.invitationId,
      word: invitation.word,
      expired: sql<boolean>`${invitation.expiresAt} <= now()`,
      usedAt: invitation.usedAt,
      cancelledAt: invitation.cancelledAt,
      wrongPersonAt: invitation.wrongPersonAt,
    })
    .from(invitation)
    .where(and(eq(invitation.councilId, scope.councilId), eq(invitation.invitationId, lead.invitationId)));
  return row ?? null;
}

/** A code to read out to the invited mediator on the phone. Null for whoever has no place here. */
export async function leadCode(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
): Promise<Refused | null | { code: string }> {
  if (!(await mediationFor(tx, scope, mediationId))) return null;
  const lead = await leadOf(tx, scope, mediationId);
  const code = lead?.invitationId ? await codeToReadOut(tx, scope, lead.invitationId) : null;
  return code ? { code } : refuse('form', 'Their invitation is not open any more');
}
