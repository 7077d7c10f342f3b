import { and, desc, eq } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { retentionRule } from '../schema.server.ts';
import {
  faultsInRule,
  rulesInForce,
  type CountedFrom,
  type RecordClass,
  type RetentionRule,
  type RuleGiven,
} from './rules.ts';

/** The council's rules, one for each class, with what is shipped where it set none (RET1). */
export async function rulesOf(tx: Tx, { councilId }: Pick<Scope, 'councilId'>): Promise<RetentionRule[]> {
  const rows = await tx
    .select({ rule: retentionRule, byName: person.fullName })
    .from(retentionRule)
    .leftJoin(person, and(eq(person.councilId, retentionRule.councilId), eq(person.personId, retentionRule.by)))
    .where(eq(retentionRule.councilId, councilId))
    .orderBy(desc(retentionRule.at), desc(retentionRule.retentionRuleId));
  return rulesInForce(
    rows.map(({ rule, byName }) => ({
      ...{ class: rule.class as RecordClass, years: rule.years, countedFrom: rule.countedFrom, source: rule.source },
      set: { at: rule.at, byName },
    })),
  );
}

export type RuleSet = 'set' | { wrong: ReturnType<typeof faultsInRule> };

/** Sets how long a class is kept from now on. The rule before stays written: none is edited (RET2). */
export async function setRule(tx: Tx, scope: Scope, given: RuleGiven): Promise<RuleSet> {
  await assertDuty(tx, 'records');
  const wrong = faultsInRule(given);
  if (Object.keys(wrong).length > 0) return { wrong };
  const { councilId, personId } = scope;
  const [made] = await tx
    .insert(retentionRule)
    .values({
      ...{ councilId, class: given.class, years: Number(given.years) },
      ...{ countedFrom: given.countedFrom as CountedFrom, source: given.source, by: personId },
    })
    .returning({ id: retentionRule.retentionRuleId });
  await recordFor(tx, scope, { action: 'retention.set', target: made!.id, detail: { ...given } });
  return 'set';
}

/** The same for whoever asks: how long a council keeps things is nobody's secret, though its rows are for its staff. */
export const rulesForAnybody = ({ councilId }: Pick<Scope, 'councilId'>) =>
  inTransaction({ councilId }, (tx) => rulesOf(tx, { councilId }));
