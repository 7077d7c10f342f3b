import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import type { Tx } from '#server/db.ts';
import { mediationFor, type InMediation } from '../begin.server.ts';
import { outcomePrivate, outcomeRecord } from './outcome-schema.server.ts';
import { followsOf, knownOf, offeredOf } from './known.server.ts';
import { outcomeText, recordOf, type Follows, type OutcomeRecord } from './record.ts';

export type OutcomeRow = typeof outcomeRecord.$inferSelect;

/** An outcome record as one of those in the mediation finds it. */
export interface OutcomeSeen {
  here: InMediation;
  record: OutcomeRecord;
  follows: Follows;
  /** Null for a draft, which only whoever leads ever gets. */
  shared: { at: Date } | null;
  /** Of exactly this record: what was shared, or what would be. */
  sha256: string;
  /** 0 before anything was saved. */
  version: number;
}

/**
 * The outcome of one mediation for whoever asks. Null for everybody outside it, and for everybody but whoever leads until
 * it is shared: to them it is a page of nothing (A12, OUT1).
 */
export async function outcomeFor(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  today: CalendarDate,
): Promise<OutcomeSeen | null> {
  const here = await mediationFor(tx, scope, mediationId);
  if (!here) return null;
  const row = await outcomeRow(tx, scope, mediationId);
  if (here.place !== 'lead' && !row?.sharedAt) return null;
  const follows = await followsOf(tx, scope, here, today);
  const version = row?.version ?? 0;
  if (row?.sharedAt) {
    const record = recordOf(row.outcome, { ...row.open, ...(await privateFieldsOf(tx, scope, mediationId)) });
    return { here, record, follows, shared: { at: row.sharedAt }, sha256: row.sharedSha256 ?? '', version };
  }
  const record = await draftOf(tx, scope, here, row, today);
  return { here, record, follows, shared: null, sha256: sha256Of(outcomeText(mediationId, record)), version };
}

/** The draft: what is known now, and what was typed; before anything was, what the meeting offers. */
export async function draftOf(
  tx: Tx,
  scope: CaseScope,
  here: InMediation,
  row: OutcomeRow | null,
  today: CalendarDate,
): Promise<OutcomeRecord> {
  const { mediationId } = here.mediation;
  const typed = row
    ? { ...row.open, ...(await privateFieldsOf(tx, scope, mediationId)) }
    : await offeredOf(tx, scope, here);
  return recordOf(row?.outcome ?? null, { ...typed, ...(await knownOf(tx, scope, here, today)) });
}

const ofMediation = (of: typeof outcomeRecord | typeof outcomePrivate, scope: CaseScope, mediationId: string) =>
  and(eq(of.councilId, scope.councilId), eq(of.caseFileId, scope.caseFileId), eq(of.mediationId, mediationId));

export const outcomeRow = async (tx: Tx, scope: CaseScope, mediationId: string): Promise<OutcomeRow | null> =>
  (
    await tx
      .select()
      .from(outcomeRecord)
      .where(ofMediation(outcomeRecord, scope, mediationId))
  )[0] ?? null;

const privateFieldsOf = async (tx: Tx, scope: CaseScope, mediationId: string): Promise<Record<string, string>> =>
  (
    await tx
      .select()
      .from(outcomePrivate)
      .where(ofMediation(outcomePrivate, scope, mediationId))
  )[0]?.fields ?? {};

/** Writes both halves, each to its own table: what is without prejudice never lies beside what may leave (OUT2). */
export async function writeHalves(
  tx: Tx,
  { councilId, caseFileId, personId }: CaseScope,
  mediationId: string,
  { outcome, open, withoutPrejudice }: OutcomeRecord,
  more: Pick<OutcomeRow, 'version'> & Partial<Pick<OutcomeRow, 'sharedAt' | 'sharedSha256'>>,
  now: Date,
): Promise<void> {
  const of = { councilId, caseFileId, mediationId };
  const half = { outcome, open: open.fields as Record<string, string>, writtenBy: personId, writtenAt: now, ...more };
  const fields = withoutPrejudice.fields as Record<string, string>;
  // The private half first: once the other says that it is shared, neither can be written.
  await tx
    .insert(outcomePrivate)
    .values({ ...of, fields })
    .onConflictDoUpdate({
      target: [outcomePrivate.councilId, outcomePrivate.caseFileId, outcomePrivate.mediationId],
      set: { fields },
    });
  await tx
    .insert(outcomeRecord)
    .values({ ...of, ...half })
    .onConflictDoUpdate({
      target: [outcomeRecord.councilId, outcomeRecord.caseFileId, outcomeRecord.mediationId],
      set: half,
    });
}
