import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Role } from '#domain/access/standing.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { ComingAs } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import type { DisputeRow } from './disputes.server.ts';
import { openMediationOf } from './ending.server.ts';

export interface OnCase {
  personId: string;
  name: string;
  role: Role;
}

/** The dispute resolution officer who leads early resolution: whoever asks, if they are one, or the first on the case. */
export function leaderOf(people: readonly OnCase[], { personId }: CaseScope): OnCase | null {
  const officers = people.filter(({ role }) => role === 'dispute_resolution_officer');
  return officers.find((one) => one.personId === personId) ?? officers[0] ?? null;
}

/** DIS20: who signs for the family is whoever holds the right to appeal. */
export function partiesOf(row: DisputeRow, people: readonly OnCase[], facilitator: OnCase | null) {
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
export const peopleOn = (tx: Tx, { councilId, caseFileId }: CaseScope): Promise<OnCase[]> =>
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

/**
 * Seats whoever holds the right to appeal anew in the meeting that is open, after it was put right whose it is (DIS20).
 * Refused once that meeting has begun: what is signed there names who signs.
 */
export async function reseatRightsHolder(tx: Tx, scope: CaseScope, row: DisputeRow): Promise<Refused | 'seated'> {
  const open = await openMediationOf(tx, scope, row.disputeId);
  if (!open) return 'seated';
  if (open.startedAt)
    return refuse('rightsHolder', 'The meeting about this has begun. Who signs in it cannot change now.');
  const { councilId, caseFileId, mediationId } = open;
  const inIt = and(
    ...[eq(mediationParty.councilId, councilId), eq(mediationParty.caseFileId, caseFileId)],
    ...[eq(mediationParty.mediationId, mediationId), isNull(mediationParty.leftAt)],
  );
  // First nobody of the family, so that whoever signed by a right that was not theirs signs no more.
  await tx
    .update(mediationParty)
    .set({ signs: false })
    .where(and(inIt, eq(mediationParty.side, 'family')));
  const family = partiesOf(row, await peopleOn(tx, scope), null).filter(({ side }) => side === 'family');
  for (const one of family) {
    const seated = await tx
      .update(mediationParty)
      .set({ signs: one.signs })
      .where(and(inIt, eq(mediationParty.personId, one.personId)))
      .returning({ partyId: mediationParty.partyId });
    if (seated.length === 0)
      await tx.insert(mediationParty).values({ councilId, caseFileId, mediationId, addedBy: scope.personId, ...one });
  }
  return 'seated';
}
