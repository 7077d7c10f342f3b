import { and, eq } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { CommunicationPlan, Format } from './communication-plan.ts';
import { communicationPlan } from './schema.server.ts';

export interface PlanOf extends CommunicationPlan {
  name: string;
  updatedAt: Date;
}

/** Leaves out who is not asked for: one family member's plan is not another's to read (A28). */
async function plans(tx: Tx, { councilId, caseFileId }: CaseScope, onlyOf: string | null): Promise<PlanOf[]> {
  const rows = await tx
    .select({ plan: communicationPlan, calledName: person.calledName, fullName: person.fullName })
    .from(communicationPlan)
    .innerJoin(
      person,
      and(eq(person.councilId, communicationPlan.councilId), eq(person.personId, communicationPlan.personId)),
    )
    .where(
      and(
        eq(communicationPlan.councilId, councilId),
        eq(communicationPlan.caseFileId, caseFileId),
        onlyOf ? eq(communicationPlan.personId, onlyOf) : undefined,
      ),
    )
    .orderBy(communicationPlan.updatedAt);
  return rows.map(({ plan, calledName, fullName }) => ({
    name: calledName ?? fullName,
    firstBy: plan.firstBy,
    goodTimes: plan.goodTimes,
    notOn: plan.notOn,
    withMe: plan.withMe,
    formats: plan.formats as Format[],
    noNews: plan.noNews,
    keepAddressPrivate: plan.keepAddressPrivate,
    updatedAt: plan.updatedAt,
  }));
}

/** A family member's own plan, or null before they have said. */
export const myPlan = async (tx: Tx, scope: CaseScope): Promise<PlanOf | null> =>
  (await plans(tx, scope, scope.personId))[0] ?? null;

/** Every family member's plan, for the council people who tell them things. Recorded: it is personal. */
export async function plansForOfficers(tx: Tx, scope: CaseScope): Promise<PlanOf[]> {
  if (scope.side === 'family') throw new Error('A family member reads only their own plan.');
  const found = await plans(tx, scope, null);
  if (found.length > 0) await recordFor(tx, scope, { action: 'plan.seen' });
  return found;
}

/** Writes a family member's own plan. There is no way to write somebody else's. */
export async function writePlan(
  tx: Tx,
  scope: CaseScope<'plan:write'>,
  plan: CommunicationPlan,
  now: Date,
): Promise<void> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId, personId } = scope;
  await tx
    .insert(communicationPlan)
    .values({ councilId, caseFileId, personId, ...plan, updatedAt: now })
    .onConflictDoUpdate({
      target: [communicationPlan.councilId, communicationPlan.caseFileId, communicationPlan.personId],
      set: { ...plan, updatedAt: now },
    });
  await recordFor(tx, scope, { action: 'plan.written' });
}
