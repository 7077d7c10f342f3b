import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { record } from '#server/history.ts';
import { keptCase } from '../retention/kept.server.ts';
import { isDue } from '../retention/rules.ts';
import { rulesOf } from '../retention/rules.server.ts';
import { erasure } from '../schema.server.ts';
import { forgettable, idIn, type Forgettable, type ReasonToForget } from './erasure.ts';

export interface Asking {
  caseFileId: string;
  what: Forgettable;
  /** The address of the one thing; empty for a whole case. */
  address: string;
  why: ReasonToForget;
  words: string;
}

/**
 * ERA1: the first of two people asks that something be forgotten. Refuses what is held, what is not due when its time is
 * the reason, and a reason without words. Null: there is no such case.
 */
export async function askToForget(
  tx: Tx,
  scope: Scope,
  given: Asking,
): Promise<Refused | null | { erasureId: string }> {
  await assertDuty(tx, 'records');
  const kept = await keptCase(tx, await rulesOf(tx, scope), given.caseFileId);
  if (!kept || kept.forgotten) return null;
  if (kept.held.length > 0) return refuse('what', 'The case is held. Nothing of it can be forgotten while it is');
  if (given.why === 'retention' && (given.what !== 'case' || !isDue(kept.dueOn, today(now))))
    return refuse('why', 'Its time has not run out. Choose another reason, or wait');
  if (given.why !== 'retention' && given.words === '')
    return refuse('words', 'Say who asked for it and how, or what is wrong. It goes with the rest');
  const thing = given.what === 'case' ? '' : await thingOf(tx, given);
  if (thing === null) return refuse('address', 'There is no such paper or message on this case. Paste its address');
  const { councilId, personId } = scope;
  const [made] = await tx
    .insert(erasure)
    .values({
      ...{ councilId, caseFileId: given.caseFileId, source: given.what, sourceId: thing },
      ...{ why: given.why, words: given.words, askedBy: personId, whole: given.what === 'case' },
    })
    .onConflictDoNothing()
    .returning({ erasureId: erasure.erasureId });
  if (!made) return refuse('what', 'Somebody has asked for this already. Another person has to do it');
  await recordErasure(tx, scope, given.caseFileId, 'erasure.asked', made.erasureId);
  return made;
}

/** The id of the one thing, when it is of this case. */
async function thingOf(tx: Tx, { caseFileId, what, address }: Asking): Promise<string | null> {
  const id = idIn(address);
  if (!id) return null;
  const [row] = await tx.execute<{ there: boolean }>(sql`select thing_of_case(${caseFileId}, ${what}, ${id}) as there`);
  return row?.there ? id : null;
}

export const recordErasure = (tx: Tx, scope: Scope, caseFileId: string, action: string, target: string) =>
  record(tx, { councilId: scope.councilId, caseFileId, actorId: scope.personId, action, target });

const waiting = and(isNull(erasure.doneAt), isNull(erasure.cancelledAt));

/** Takes back what was asked and not yet done; anybody of the desk may. Null: there is no such thing waiting. */
export async function cancelErasure(tx: Tx, scope: Scope, erasureId: string): Promise<null | 'cancelled'> {
  await assertDuty(tx, 'records');
  const [row] = await tx
    .update(erasure)
    .set({ cancelledAt: now() })
    .where(and(eq(erasure.councilId, scope.councilId), eq(erasure.erasureId, erasureId), waiting))
    .returning({ caseFileId: erasure.caseFileId });
  if (!row) return null;
  await recordErasure(tx, scope, row.caseFileId, 'erasure.cancelled', erasureId);
  return 'cancelled';
}

export interface WaitingErasure {
  erasureId: string;
  caseFileId: string;
  what: Forgettable;
  why: ReasonToForget;
  words: string;
  askedBy: string;
  askedByName: string | null;
  at: Date;
  doneAt: Date | null;
  /** How much went, once it is done. */
  counted: string;
}

/** What waits for a second person, the oldest first; and what was done, for as long as it is asked for. */
export async function erasuresOf(tx: Tx, scope: Scope, which: 'waiting' | 'done'): Promise<WaitingErasure[]> {
  const rows = await tx
    .select({ row: erasure, name: person.fullName })
    .from(erasure)
    .leftJoin(person, and(eq(person.councilId, erasure.councilId), eq(person.personId, erasure.askedBy)))
    .where(and(eq(erasure.councilId, scope.councilId), which === 'waiting' ? waiting : isNotNull(erasure.doneAt)))
    .orderBy(which === 'waiting' ? asc(erasure.at) : sql`${erasure.doneAt} desc`)
    .limit(200);
  return rows.map(({ row, name }) => ({
    ...{ erasureId: row.erasureId, caseFileId: row.caseFileId, words: row.words, askedBy: row.askedBy, at: row.at },
    ...{ what: row.source in forgettable ? (row.source as Forgettable) : 'case', why: row.why },
    ...{ askedByName: name, doneAt: row.doneAt, counted: row.what },
  }));
}
