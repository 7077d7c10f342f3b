import { and, eq } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { hideAddressOf } from '#domain/cases/adults.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { CommunicationPlan, Format } from './communication-plan.ts';
import { communicationPlan } from './schema.server.ts';

export interface PlanOf extends CommunicationPlan {
  personId: string;
  name: string;
  updatedAt: Date;
}

/** What a family member gives: the plan, and first of all what to call them. */
export interface PlanGiven extends CommunicationPlan {
  calledName: string;
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
    ...plan,
    name: calledName ?? fullName,
    formats: plan.formats as Format[],
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

/**
 * The plan of one family member, or null before they have said, for whoever writes to them: a command holds a hard message
 * against it (CON4). Records nothing: the page that shows it does.
 */
export async function planOf(tx: Tx, scope: CaseScope, personId: string): Promise<PlanOf | null> {
  if (scope.side === 'family') throw new Error('A family member reads only their own plan.');
  return (await plans(tx, scope, personId))[0] ?? null;
}

/**
 * Writes a family member's own plan, and what to call them (CON2). There is no way to write somebody else's. Who asks to
 * keep their address private has it hidden from the other grown-ups at once; showing it again is for an officer to do (CON5).
 */
export async function writePlan(
  tx: Tx,
  scope: CaseScope<'plan:write'>,
  { calledName, ...plan }: PlanGiven,
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
  await tx
    .update(person)
    .set({ calledName })
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId)));
  if (plan.keepAddressPrivate === 'yes') await hideAddressOf(tx, scope);
  await recordFor(tx, scope, { action: 'plan.written' });
}
