import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Role } from '#domain/access/standing.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { mediationKinds, type ComingAs, type MediationKind } from '../mediation.ts';
import { tellThoseInIt } from '../ready/tell.server.ts';
import { mediation, mediationParty } from '../schema.server.ts';
import { faultInDay } from './days.ts';
import { beginOnDispute, type DisputeRow } from './disputes.server.ts';
import { openMediationOf } from './ending.server.ts';
import { clockEnds } from './legal-clocks.ts';

export interface MediationWanted {
  kind: string;
  /** The day the council was told that the family wants it: 30 days run from it. */
  wantedOn: string;
  /** Who will mediate; empty while nobody knows. Early resolution is the council's own. */
  provider: string;
  /** A provider that never goes between needs no private rooms. */
  neverGoesBetween: boolean;
}

/**
 * Opens a try to settle a dispute, of either kind, one at a time (DIS19). In it from the start are whoever raised it, the
 * young person whose right it is, the council's case officers and, in early resolution, its dispute resolution officer,
 * who leads. Null as `disputeFor`.
 */
export async function openMediation(
  tx: Tx,
  scope: CaseScope<'dispute:raise'> | CaseScope<'dispute:arrange'>,
  disputeId: string,
  { kind, wantedOn, provider, neverGoesBetween }: MediationWanted,
  today: CalendarDate,
): Promise<Refused | null | { mediationId: string }> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  if (!Object.hasOwn(mediationKinds, kind)) return refuse('kind', 'Choose early resolution or mediation');
  const isMediation = kind === 'mediation';
  if (await openMediationOf(tx, scope, disputeId))
    return refuse('kind', 'There is a meeting about this already. It has to be closed before another is asked for.');
  const fault = faultInDay('wantedOn', 'The day it was asked for', wantedOn, today, [
    { day: found.noticeSentOn, said: 'the letter was sent' },
  ]);
  if (fault) return fault;
  const people = await peopleOn(tx, scope);
  const facilitator = isMediation ? null : leaderOf(people, scope);
  if (!isMediation && !facilitator)
    return refuse(
      'kind',
      'The council’s dispute resolution officer is not on this case yet. The council has to put them on it first.',
    );
  const { councilId, caseFileId, personId } = scope;
  const mediationId = v7();
  const ends = isMediation ? clockEnds('arrange_mediation', wantedOn)?.ends : undefined;
  await tx.insert(mediation).values({
    ...{ councilId, caseFileId, mediationId, disputeId, kind: kind as MediationKind, wantedOn, openedBy: personId },
    arrangeBy: ends && 'on' in ends ? ends.on : null,
    provider: isMediation ? provider.trim() : '',
    privateRooms: isMediation && !neverGoesBetween,
  });
  const parties = partiesOf(found, people, facilitator);
  const of = { councilId, caseFileId, mediationId, addedBy: personId };
  if (parties.length > 0) await tx.insert(mediationParty).values(parties.map((party) => ({ ...of, ...party })));
  const detail = { disputeId, kind, wantedOn, parties: parties.map((party) => party.personId) };
  await recordFor(tx, scope, { action: 'mediation.opened', target: mediationId, detail });
  await tellThoseInIt(tx, scope, mediationId);
  return { mediationId };
}

interface OnCase {
  personId: string;
  name: string;
  role: Role;
}

/** The dispute resolution officer who leads early resolution: whoever asks, if they are one, or the first on the case. */
function leaderOf(people: readonly OnCase[], { personId }: CaseScope): OnCase | null {
  const officers = people.filter(({ role }) => role === 'dispute_resolution_officer');
  return officers.find((one) => one.personId === personId) ?? officers[0] ?? null;
}

/** DIS20: who signs for the family is whoever holds the right to appeal. */
function partiesOf(row: DisputeRow, people: readonly OnCase[], facilitator: OnCase | null) {
  const { rightsHolder, raisedBy, raisedSide } = row;
  const own = people.filter(
    ({ personId, role }) =>
      (raisedSide === 'family' && personId === raisedBy && isFamily(role)) ||
      (rightsHolder === 'young_person' && role === 'young_person'),
  );
  const officers = people.filter(({ role }) => role === 'case_officer');
  const council = officers.length > 0 ? officers : people.filter(({ role }) => role === 'senior_manager');
  return [
    ...own.map((one) => party(one, 'family', 'party', one.role === rightsHolder)),
    ...council.map((one) => party(one, 'council', 'advises', false)),
    ...(facilitator ? [party(facilitator, 'neutral', 'facilitator', false)] : []),
  ];
}

const isFamily = (role: Role) => role === 'parent' || role === 'young_person';
const party = (
  { personId, name }: OnCase,
  side: 'family' | 'council' | 'neutral',
  comingAs: ComingAs,
  signs: boolean,
) => ({ partyId: v7(), personId, name, side, comingAs, signs });

/** Parents, the young person, officers and the dispute resolution officers who are on the case now, not excluded, the earliest first. */
const peopleOn = (tx: Tx, { councilId, caseFileId }: CaseScope): Promise<OnCase[]> =>
  tx
    .select({
      personId: person.personId,
      name: sql<string>`case when ${person.kind} = 'staff' then ${person.fullName} else coalesce(${person.calledName}, ${person.fullName}) end`,
      role: standing.role,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .leftJoin(
      exclusion,
      and(
        eq(exclusion.councilId, standing.councilId),
        eq(exclusion.caseFileId, standing.caseFileId),
        eq(exclusion.personId, standing.personId),
      ),
    )
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        ...[eq(standing.grant, 'specific'), isNull(exclusion.personId)],
        inArray(standing.role, [
          'parent',
          'young_person',
          'case_officer',
          'senior_manager',
          'dispute_resolution_officer',
        ]),
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
      ),
    )
    .orderBy(asc(standing.startedAt), asc(standing.standingId));
