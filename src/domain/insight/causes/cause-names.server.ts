import { eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { causeCode, causesFrom, type Cause } from './causes.ts';
import { causeName } from './causes-schema.server.ts';

/** The council's list of causes, retired ones too. */
export async function causesHere(tx: Tx, { councilId }: Scope): Promise<Cause[]> {
  return causesFrom(await tx.select().from(causeName).where(eq(causeName.councilId, councilId)));
}

export interface CauseGiven {
  /** The code of one that is on the list; empty for a new one. */
  cause: string;
  label: string;
  meaning: string;
  retired: boolean;
}

/** LEA7: adds a cause, puts one in other words, or takes one off the list; null for somebody who is not of the tribunal team. */
export async function nameCause(
  tx: Tx,
  scope: Scope,
  { cause, label, meaning, retired }: CauseGiven,
  now: Date,
): Promise<'named' | Refused | null> {
  if (!(await inTribunalTeam(tx))) return null;
  const list = await causesHere(tx, scope);
  if (label === '') return refuse('label', 'Write the cause in a few words');
  const code = cause === '' ? causeCode(label) : cause;
  if (code === null) return refuse('label', 'Write the cause in letters');
  const there = list.find((one) => one.cause === code);
  if (cause !== '' && !there) return refuse('cause', 'That cause is not on the list');
  const same = list.find((one) => one.cause !== code && one.label.toLowerCase() === label.toLowerCase());
  if (same || (cause === '' && there)) return refuse('label', 'That cause is on the list already');
  const row = { label, meaning, retiredAt: retired ? now : null, by: scope.personId, at: now };
  await tx
    .insert(causeName)
    .values({ councilId: scope.councilId, cause: code, ...row })
    .onConflictDoUpdate({ target: [causeName.councilId, causeName.cause], set: row });
  await recordFor(tx, scope, { action: 'cause.named', detail: { cause: code, label, retired } });
  return 'named';
}
