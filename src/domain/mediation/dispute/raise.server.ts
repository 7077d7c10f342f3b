import { and, asc, eq, gt, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { exclusion, person, standing } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { dispute } from '../schema.server.ts';
import type { Ground, RightsHolder } from './dispute.ts';
import { rightsHolderOn } from './rights-holder.ts';
import { tellCouncil } from './tell-council.server.ts';

/** A decision of the Board that is out, as whoever raises a dispute about it was told it. */
export interface AboutDecision {
  decisionId: string;
  ground: Ground | null;
  /** Null where the right to appeal comes with a later letter, such as the final plan. */
  noticeSentOn: CalendarDate | null;
}

export interface Raised {
  ownWords: string;
  about: AboutDecision | null;
  /** For the council: whose disagreement it writes down. Empty: somebody who is not on this case. */
  forPersonId: string;
}

/** A parent, carer or young person who is on the case now and not excluded. */
export interface OfTheFamily {
  personId: string;
  name: string;
  role: 'parent' | 'young_person';
}

/** Those whose disagreement the council may write down for them. */
export async function familyOfCase(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<OfTheFamily[]> {
  const excluded = tx
    .select({ one: sql`1` })
    .from(exclusion)
    .where(
      and(
        eq(exclusion.councilId, councilId),
        eq(exclusion.caseFileId, caseFileId),
        eq(exclusion.personId, person.personId),
      ),
    );
  const rows = await tx
    .select({
      personId: person.personId,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      role: standing.role,
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        inArray(standing.role, ['parent', 'young_person']),
        or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`)),
        notExists(excluded),
      ),
    )
    .orderBy(asc(standing.startedAt));
  return rows as OfTheFamily[];
}

/** DIS15: raises a dispute. Their own words are all it takes; everything else can come later. */
export async function raiseDispute(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  { ownWords, about, forPersonId }: Raised,
  today: CalendarDate,
): Promise<Refused | { disputeId: string }> {
  await assertStillStanding(tx, scope);
  const words = ownWords.trim();
  if (!words) return refuse('ownWords', 'Write what you do not agree with. A few words are enough.');
  const { councilId, caseFileId, personId, side } = scope;
  const whose = side === 'family' ? personId : forPersonId;
  const member = whose ? (await familyOfCase(tx, scope)).find((one) => one.personId === whose) : undefined;
  if (whose && !member) return refuse('forPersonId', 'Choose who of the family does not agree, or “somebody else”');
  const { bornOn, number } = await holdCaseOf(tx, scope);
  const disputeId = v7();
  const rightsHolder: RightsHolder = member?.role === 'young_person' ? 'young_person' : rightsHolderOn(bornOn, today);
  await tx.insert(dispute).values({
    ...{ councilId, caseFileId, disputeId, number, ownWords: words, rightsHolder, ...about },
    ...{ raisedBy: member?.personId ?? personId, raisedSide: member ? 'family' : 'council' },
  });
  const detail = { number, rightsHolder, raisedBy: member?.personId ?? personId, ...about };
  await recordFor(tx, scope, { action: 'dispute.raised', target: disputeId, detail });
  await tellCouncil(tx, scope);
  return { disputeId };
}

/** Held, so that two who raise at once get a number each. */
async function holdCaseOf(tx: Tx, { councilId, caseFileId }: CaseScope) {
  const [file] = await tx
    .select({ bornOn: caseFile.childBornOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)))
    .for('no key update');
  if (!file) throw new Error('The case file of this scope is not there.');
  const [last] = await tx
    .select({ number: sql<number>`coalesce(max(${dispute.number}), 0)::int` })
    .from(dispute)
    .where(and(eq(dispute.councilId, councilId), eq(dispute.caseFileId, caseFileId)));
  return { ...file, number: last!.number + 1 };
}
