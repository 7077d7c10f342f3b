import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { isId } from '#server/ids.ts';
import { legalHold } from '../schema.server.ts';
import type { AutomaticHold, ReasonToHold } from './holds.ts';

export interface Held {
  why: 'placed' | AutomaticHold;
  since: Date;
  legalHoldId: string | null;
}

/**
 * HLD1: why nothing of a case may be forgotten now. One function of the database answers the page, the desk and the
 * forgetting itself, so they cannot differ.
 */
export async function heldBy(tx: Tx, caseFileId: string): Promise<Held[]> {
  const rows = await tx.execute<{ why: Held['why']; since: string; legal_hold_id: string | null }>(
    sql`select why, since, legal_hold_id from held_by(${caseFileId})`,
  );
  return rows.map((row) => ({ why: row.why, since: new Date(row.since), legalHoldId: row.legal_hold_id }));
}

const ender = alias(person, 'ender');

/** The holds somebody placed on this case, the newest first, those that ended among them. */
export const placedHolds = (tx: Tx, { councilId, caseFileId }: CaseScope) =>
  tx
    .select({ hold: legalHold, byName: person.fullName, endedByName: ender.fullName })
    .from(legalHold)
    .leftJoin(person, and(eq(person.councilId, legalHold.councilId), eq(person.personId, legalHold.by)))
    .leftJoin(ender, and(eq(ender.councilId, legalHold.councilId), eq(ender.personId, legalHold.endedBy)))
    .where(and(eq(legalHold.councilId, councilId), eq(legalHold.caseFileId, caseFileId)))
    .orderBy(desc(legalHold.at));

/** HLD3: an officer of the case keeps it from being forgotten, with a reason. */
export async function placeHold(
  tx: Tx,
  scope: CaseScope,
  given: { why: ReasonToHold; words: string },
): Promise<Refused | 'placed'> {
  await assertStillStanding(tx, scope);
  if (given.words === '')
    return refuse('words', 'Say what the hold is for, so that somebody else knows when it may end');
  const { councilId, caseFileId, personId: by } = scope;
  const [made] = await tx
    .insert(legalHold)
    .values({ councilId, caseFileId, by, ...given })
    .returning({ id: legalHold.legalHoldId });
  await recordFor(tx, scope, { action: 'hold.placed', target: made!.id });
  return 'placed';
}

/** HLD4: the desk ends a hold, with a reason, and never one that the same person placed. Null: there is no such open hold. */
export async function endHold(
  tx: Tx,
  scope: Scope,
  legalHoldId: string,
  why: string,
): Promise<Refused | null | 'ended'> {
  await assertDuty(tx, 'records');
  if (!isId(legalHoldId)) return null;
  const open = and(
    ...[eq(legalHold.councilId, scope.councilId), eq(legalHold.legalHoldId, legalHoldId), isNull(legalHold.endedAt)],
  );
  const [hold] = await tx.select().from(legalHold).where(open);
  if (!hold) return null;
  if (hold.by === scope.personId) return refuse('endedWhy', 'You placed this hold. Somebody else has to end it');
  if (why === '') return refuse('endedWhy', 'Say why the hold may end');
  await tx.update(legalHold).set({ endedBy: scope.personId, endedAt: now(), endedWhy: why }).where(open);
  const { councilId, personId: actorId } = scope;
  await record(tx, { councilId, caseFileId: hold.caseFileId, actorId, action: 'hold.ended', target: legalHoldId });
  return 'ended';
}
