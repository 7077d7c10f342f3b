import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { RecordClass } from './rules.ts';

const thisCase = (scope: CaseScope) =>
  and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId));

/** As what an officer said the case is kept. Null: nobody did, so it follows from whether there is a plan. */
export async function keptAs(tx: Tx, scope: CaseScope): Promise<RecordClass | null> {
  const [row] = await tx.select({ keptAs: caseFile.keptAs }).from(caseFile).where(thisCase(scope));
  return row?.keptAs ?? null;
}

/** RET4: an officer says as what the case is kept: a child who was ever looked after is known to nobody else here. */
export async function writeKeptAs(tx: Tx, scope: CaseScope, as: RecordClass | null): Promise<void> {
  await assertStillStanding(tx, scope);
  await tx.update(caseFile).set({ keptAs: as }).where(thisCase(scope));
  await recordFor(tx, scope, { action: 'case.kept_as_written', detail: { as } });
}
