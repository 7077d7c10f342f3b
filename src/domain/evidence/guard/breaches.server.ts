import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { standing } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { refuse, type Refused } from '../begin.server.ts';
import type { BreachOutcome } from './breach.ts';
import { breach } from './guard-schema.server.ts';

export type Breach = typeof breach.$inferSelect;

const ofThisCase = (scope: CaseScope) =>
  and(eq(breach.councilId, scope.councilId), eq(breach.caseFileId, scope.caseFileId));

/** The breach a recalled paper opened. Names who saw it: for `paper:guard` alone. Null while it was never recalled. */
export async function breachOf(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<Breach | null> {
  const [found] = await tx
    .select()
    .from(breach)
    .where(and(ofThisCase(scope), eq(breach.evidenceItemId, evidenceItemId)));
  return found ?? null;
}

/** The open clocks of this case. */
export const openBreaches = (tx: Tx, scope: CaseScope) =>
  tx
    .select({ evidenceItemId: breach.evidenceItemId, reportBy: breach.reportBy })
    .from(breach)
    .where(and(ofThisCase(scope), isNull(breach.outcome)))
    .orderBy(asc(breach.reportBy));

/** The open clocks on every case this person leads, the first to end first. Everybody else has none. */
export const myOpenBreaches = (tx: Tx, { councilId, personId }: Scope) =>
  tx
    .select({
      caseFileId: breach.caseFileId,
      evidenceItemId: breach.evidenceItemId,
      reportBy: breach.reportBy,
      reference: caseFile.reference,
    })
    .from(breach)
    .innerJoin(caseFile, and(eq(caseFile.councilId, breach.councilId), eq(caseFile.caseFileId, breach.caseFileId)))
    .innerJoin(standing, and(eq(standing.councilId, breach.councilId), eq(standing.caseFileId, breach.caseFileId)))
    .where(
      and(
        ...[eq(breach.councilId, councilId), isNull(breach.outcome), eq(standing.personId, personId)],
        ...[inArray(standing.role, ['case_officer', 'senior_manager']), eq(standing.grant, 'specific')],
        ...[isNull(standing.endedAt), or(isNull(standing.endsAt), gt(standing.endsAt, sql`now()`))],
      ),
    )
    .orderBy(asc(breach.reportBy));

/** Ends the clock: the regulator was told, or need not be, and why. It is said once. Null when there is no open one. */
export async function closeBreach(
  tx: Tx,
  scope: CaseScope,
  evidenceItemId: string,
  { outcome, words }: { outcome: BreachOutcome; words: string },
): Promise<Refused | null | 'closed'> {
  await assertStillStanding(tx, scope);
  if (words === '') return refuse('outcomeWords', 'Say what was done, or why nothing need be');
  const rows = await tx
    .update(breach)
    .set({ outcome, outcomeWords: words, outcomeBy: scope.personId, outcomeAt: now() })
    .where(and(ofThisCase(scope), eq(breach.evidenceItemId, evidenceItemId), isNull(breach.outcome)))
    .returning({ breachId: breach.breachId });
  if (rows.length === 0) return null;
  await recordFor(tx, scope, { action: 'breach.closed', target: rows[0]!.breachId, detail: { outcome, words } });
  return 'closed';
}
