import { sql } from 'drizzle-orm';
import { inTransaction, type Tx } from '#server/db.ts';
import { record, type Happening } from '#server/history.ts';
import type { Scope } from './scope.ts';

/** One transaction under a scope: row-level security shows only its council, and its case file when it has one. */
export const underScope = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(scope, work);

/** Records what the person of this scope did, in the chain of their case file. */
export const recordFor = (
  tx: Tx,
  scope: Scope,
  happening: Omit<Happening, 'councilId' | 'caseFileId' | 'actorId'>,
): Promise<number> =>
  record(tx, { councilId: scope.councilId, caseFileId: scope.caseFileId, actorId: scope.personId, ...happening });

/** The place on the case file ended after the gate looked. Nothing was stored; the page answers as for an unknown case. */
export class AccessEnded extends Error {
  constructor() {
    super('This person’s place on the case file has ended.');
  }
}

/**
 * Every command's first line: holds the person's place on the case file still until the transaction ends, so that an
 * ending which races the command comes wholly before it or wholly after. Throws `AccessEnded` when it came before.
 */
export async function assertStillStanding(tx: Tx, scope: Scope): Promise<void> {
  const rows = await tx.execute(sql`
    select 1 from standing
     where council_id = ${scope.councilId} and standing_id = ${scope.standingId} and case_file_id = ${scope.caseFileId}
       and person_id = ${scope.personId} and epoch = ${scope.epoch}
       and ended_at is null and (ends_at is null or ends_at > now())
       for share`);
  if (rows.length === 0) throw new AccessEnded();
}
