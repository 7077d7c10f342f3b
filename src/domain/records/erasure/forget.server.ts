import { and, eq, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { dropFile } from '#server/files.ts';
import { faultFields, log } from '#server/log.ts';
import { keptCase } from '../retention/kept.server.ts';
import { isDue } from '../retention/rules.ts';
import { rulesOf } from '../retention/rules.server.ts';
import { erasure } from '../schema.server.ts';
import { recordErasure } from './ask.server.ts';

export interface Counted {
  what: string;
  many: number;
}

/** How much of what a case holds, for the page on which a second person decides. In numbers: the case is not opened. */
export async function whatACaseHolds(tx: Tx, caseFileId: string): Promise<Counted[]> {
  const rows = await tx.execute<{ what: string; many: string }>(
    sql`select what, many from what_a_case_holds(${caseFileId}) where many > 0`,
  );
  return rows.map(({ what, many }) => ({ what, many: Number(many) }));
}

/**
 * ERA3: the second person does what the first asked. The rows go in one transaction, and the bytes of files, which hold
 * their own keys, after it has committed: a stop between the two leaves bytes that no row knows, and the sweep takes them.
 * Null: nothing of that id waits.
 */
export async function doErasure(scope: Scope, erasureId: string): Promise<Refused | null | 'done'> {
  const done = await underScope(scope, (tx) => forgetIn(tx, scope, erasureId));
  if (done === null || 'refused' in done) return done;
  for (const fileId of done.files)
    await dropFile(scope.councilId, fileId).catch((fault: unknown) =>
      log.error('erasure.file-left', { ...faultFields(fault), councilId: scope.councilId, target: fileId }),
    );
  return 'done';
}

async function forgetIn(tx: Tx, scope: Scope, erasureId: string): Promise<Refused | null | { files: string[] }> {
  await assertDuty(tx, 'records');
  const waits = and(eq(erasure.councilId, scope.councilId), eq(erasure.erasureId, erasureId));
  const [asked] = await tx
    .select()
    .from(erasure)
    .where(and(waits, isNull(erasure.doneAt), isNull(erasure.cancelledAt)));
  if (!asked) return null;
  if (asked.askedBy === scope.personId) return refuse('erasureId', 'You asked for this. Somebody else has to do it');
  const kept = await keptCase(tx, await rulesOf(tx, scope), asked.caseFileId);
  if (!kept || kept.forgotten) return null;
  if (kept.held.length > 0) return refuse('erasureId', 'The case is held. Nothing of it can be forgotten while it is');
  if (asked.why === 'retention' && !isDue(kept.dueOn, today(now)))
    return refuse('erasureId', 'Its time has not run out: the rule, or what is known of the case, has changed');
  const files = await tx.execute<{ file_id: string }>(sql`select file_id from forget(${erasureId})`);
  await recordErasure(tx, scope, asked.caseFileId, 'erasure.done', erasureId);
  return { files: files.map(({ file_id: id }) => id) };
}
