import { and, eq } from 'drizzle-orm';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { mediationFor } from '#domain/mediation/begin.server.ts';
import { openMediation } from '#domain/mediation/dispute/open-mediation.server.ts';
import type { Authority, MediationKind } from '#domain/mediation/mediation.ts';
import { agreementSha256, agreeToMediate, sayIndependent } from '#domain/mediation/ready/agree.server.ts';
import { fixDay, type Fixing } from '#domain/mediation/ready/fix-day.server.ts';
import { leadCode, leadOf } from '#domain/mediation/ready/lead.server.ts';
import { appointMediator } from '#domain/mediation/ready/mediator.server.ts';
import { partiesOf } from '#domain/mediation/ready/parties.server.ts';
import { sayComing, writeAuthority } from '#domain/mediation/ready/who-changes.server.ts';
import { bring, mayBeBrought } from '#domain/mediation/ready/who.server.ts';
import { acceptInvitation, callMe } from '#domain/people/accept.server.ts';
import { invitation } from '#domain/people/invitation-schema.server.ts';
import { others, type OtherKey } from './council.ts';
import { did } from './did.ts';
import { scopeOn } from './scope.ts';

/** One try to settle something: on whose case, and which. */
export interface Meeting {
  caseFileId: string;
  mediationId: string;
}

/** Opens it as whoever arranges it for the council. */
export async function openMeeting(
  officer: Person,
  caseFileId: string,
  disputeId: string,
  wanted: { kind: MediationKind; wantedOn: CalendarDate; provider: string },
  today: CalendarDate,
): Promise<Meeting> {
  const scope = await scopeOn(officer, caseFileId, 'dispute:arrange');
  const given = { ...wanted, neverGoesBetween: false };
  const { mediationId } = did(await underScope(scope, (tx) => openMediation(tx, scope, disputeId, given, today)));
  return { caseFileId, mediationId };
}

/** The officer appoints a mediator, who comes in by their link and the code read out, and says that they are independent. */
export async function seatMediator(
  officer: Person,
  { caseFileId, mediationId }: Meeting,
  key: OtherKey,
  provider: string,
): Promise<Person> {
  const { name: fullName, calls } = others[key];
  const scope = await scopeOn(officer, caseFileId, 'dispute:arrange');
  const email = `${key}@level-ground.example`;
  const invited = await underScope(scope, async (tx) => {
    const given = { fullName, email, mobile: null, provider, providerRef: 'LG-2207' };
    did(await appointMediator(tx, scope, mediationId, given));
    const lead = await leadOf(tx, scope, mediationId);
    const { code } = did(await leadCode(tx, scope, mediationId));
    const its = and(eq(invitation.councilId, scope.councilId), eq(invitation.invitationId, lead!.invitationId!));
    const [row] = await tx.select().from(invitation).where(its);
    return { row: row!, code };
  });
  const accepted = await acceptInvitation({ state: 'open', row: invited.row }, invited.code);
  if (!('ok' in accepted)) throw new Error(`${fullName} could not come in: ${accepted.because}.`);
  if (calls) await callMe(accepted.ok, calls);
  const leading = await scopeOn(accepted.ok, caseFileId, 'mediation:join');
  did(await underScope(leading, (tx) => sayIndependent(tx, leading, mediationId, true)));
  return accepted.ok;
}

/** Somebody of a side puts somebody else on the list. */
export async function bringOne(by: Person, { caseFileId, mediationId }: Meeting, who: Person, comingAs: string) {
  const scope = await scopeOn(by, caseFileId, 'mediation:join');
  await underScope(scope, async (tx) => {
    const here = did(await mediationFor(tx, scope, mediationId));
    const found = (await mayBeBrought(tx, scope, here)).find(({ personId }) => personId === who.personId);
    did(await bring(tx, scope, mediationId, { standingId: found!.standingId, name: '', comingAs, body: '' }));
  });
}

/** One person says that they come, what they can say yes to where they decide, and yes to the agreement to mediate. */
export async function getReady(
  who: Person,
  { caseFileId, mediationId }: Meeting,
  authority?: Authority,
): Promise<void> {
  const scope = await scopeOn(who, caseFileId, 'mediation:join');
  await underScope(scope, async (tx) => {
    const here = did(await mediationFor(tx, scope, mediationId));
    const { partyId } = (await partiesOf(tx, scope, here)).find(({ me }) => me)!;
    did(await sayComing(tx, scope, mediationId, partyId, 'yes'));
    if (authority) did(await writeAuthority(tx, scope, mediationId, partyId, authority));
    did(await agreeToMediate(tx, scope, mediationId, agreementSha256(here.mediation.kind)));
  });
}

/** Whoever leads fixes the day. `today` may lie back: what has been, has been arranged before it. */
export async function fixMeeting(
  lead: Person,
  { caseFileId, mediationId }: Meeting,
  when: Fixing,
  today: CalendarDate,
) {
  const scope = await scopeOn(lead, caseFileId, 'mediation:join');
  await underScope(scope, async (tx) => {
    const { mediation } = did(await mediationFor(tx, scope, mediationId));
    did(await fixDay(tx, scope, mediationId, when, mediation.version, today));
  });
}
