import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { InMediation } from '../begin.server.ts';
import { comingAs } from '../mediation.ts';
import { partiesOf } from '../ready/parties.server.ts';
import { disputeIssue, mediationParty } from '../schema.server.ts';
import { decidesInWords } from './decides.ts';

const sides = { family: 'Family', council: 'Council', neutral: 'Neither side' } as const;

/** The name each of them is shown by to others who are on the same page: what they asked to be called. */
async function calledNames(tx: Tx, { councilId, caseFileId }: CaseScope, mediationId: string) {
  const rows = await tx
    .select({ partyId: mediationParty.partyId, called: person.calledName, full: person.fullName })
    .from(mediationParty)
    .innerJoin(
      person,
      and(eq(person.councilId, mediationParty.councilId), eq(person.personId, mediationParty.personId)),
    )
    .where(
      and(
        eq(mediationParty.councilId, councilId),
        eq(mediationParty.caseFileId, caseFileId),
        eq(mediationParty.mediationId, mediationId),
      ),
    );
  return new Map(rows.map(({ partyId, called, full }) => [partyId, called ?? full]));
}

/** Everybody who comes, introduced by what they come as and what they can decide (ROOM7). */
export async function introduced(tx: Tx, scope: CaseScope, here: InMediation) {
  const people = await partiesOf(tx, scope, here);
  const called = await calledNames(tx, scope, here.mediation.mediationId);
  return people
    .filter(({ coming, waitsFor }) => coming !== 'no' && waitsFor === null)
    .map(({ partyId, name, side, comingAs: as, body, me, authority }) => ({
      ...{ partyId, name, side, body, me },
      /** Null for somebody who has no sign-in and comes beside another. */
      hereAs: called.get(partyId) ?? null,
      sideInWords:
        here.mediation.kind === 'early_resolution' && side === 'neutral' ? 'Works for the council' : sides[side],
      comesAs: comingAs[as],
      ...(side === 'council' ? decidesInWords(authority) : { can: '', cannot: '' }),
    }));
}

/** What the disagreement is about, one thing at a time, in its order. */
export async function issuesOf(tx: Tx, { councilId, caseFileId }: CaseScope, disputeId: string) {
  const { issueId, number, words, settledAt } = disputeIssue;
  const rows = await tx
    .select({ issueId, number, words, settledAt })
    .from(disputeIssue)
    .where(
      and(
        eq(disputeIssue.councilId, councilId),
        eq(disputeIssue.caseFileId, caseFileId),
        eq(disputeIssue.disputeId, disputeId),
      ),
    )
    .orderBy(asc(number));
  return rows.map(({ settledAt: at, ...issue }) => ({ ...issue, settled: at !== null }));
}
