import { desc, eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Stage } from '#domain/cases/stage.ts';
import { hasDuty } from '#domain/people/cover/duties.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { caseworkSample } from './learning-schema.server.ts';

/** What is shown of one case of a sample: how it was worked on, and nothing that says whose it is. */
export interface SampledCase {
  stage: Stage;
  /** Whole months since the request. */
  monthsOpen: number;
  open: boolean;
  messagesIn: number;
  messagesOut: number;
  calls: number;
  meetings: number;
  /** Times the family had to chase. */
  chases: number;
  promisesKept: number;
  promisesLate: number;
  officers: number;
  /** Days between the two furthest words of a person of the council, up to today. */
  longestSilenceDays: number | null;
}

export interface Sample {
  sampleId: string;
  by: string;
  at: Date;
  reason: string;
  size: number;
}

export const sampleSizes = { fewest: 5, most: 50 } as const;

/** Who looks at samples: the councillor who answers for the service, and its director. */
export const maySample = async (tx: Tx): Promise<boolean> =>
  (await hasDuty(tx, 'portfolio_holder')) || (await hasDuty(tx, 'director'));

/** The samples that were drawn, by whom and why, the newest first (LRN7). */
export async function samples(tx: Tx, { councilId }: Scope): Promise<Sample[]> {
  const rows = await tx
    .select({ row: caseworkSample, by: person.fullName })
    .from(caseworkSample)
    .leftJoin(person, eq(person.personId, caseworkSample.by))
    .where(eq(caseworkSample.councilId, councilId))
    .orderBy(desc(caseworkSample.caseworkSampleId));
  return rows.map(({ row: { caseworkSampleId: sampleId, at, reason, size }, by }) => ({
    ...{ sampleId, at, reason, size },
    by: by ?? '',
  }));
}

/**
 * Draws so many cases by chance, writes down who did and why, and says nothing of which they are (LRN6). Restricted cases
 * and those this person may never see are never drawn. Null for whoever has no such duty.
 */
export async function drawSample(
  tx: Tx,
  scope: Scope<'casework:sample'>,
  { reason, size }: { reason: string; size: number },
): Promise<{ sampleId: string } | Refused | null> {
  if (!(await maySample(tx))) return null;
  if (reason === '') return refuse('reason', 'Say why you look. It is kept with your name');
  const { fewest, most } = sampleSizes;
  if (!Number.isInteger(size) || size < fewest || size > most)
    return refuse('size', `Choose a number from ${fewest} to ${most}`);
  const drawn = await tx.execute<{ case_file_id: string }>(sql`select * from draw_cases(${size})`);
  if (drawn.length < fewest)
    return refuse('form', 'There are too few cases to draw from without saying whose they are.');
  const caseFileIds = drawn.map(({ case_file_id }) => case_file_id);
  const row = { councilId: scope.councilId, reason, size: drawn.length, caseFileIds, by: scope.personId };
  const [made] = await tx.insert(caseworkSample).values(row).returning({ id: caseworkSample.caseworkSampleId });
  const sampleId = made!.id;
  await recordFor(tx, scope, { action: 'sample.drawn', target: sampleId, reason, detail: { size: drawn.length } });
  return { sampleId };
}

interface Row extends Record<string, unknown> {
  stage: Stage;
  months_open: number;
  open: boolean;
  messages_in: number;
  messages_out: number;
  calls: number;
  meetings: number;
  chases: number;
  kept: number;
  late: number;
  officers: number;
  silence: number | null;
}

/** The cases of a sample, in an order that says nothing; null when there is no such sample, or it is not for this person. */
export async function sampledCases(tx: Tx, scope: Scope, sampleId: string): Promise<SampledCase[] | null> {
  if (!isId(sampleId)) return null;
  const [found] = await tx
    .select({ id: caseworkSample.caseworkSampleId })
    .from(caseworkSample)
    .where(eq(caseworkSample.caseworkSampleId, sampleId));
  if (!found) return null;
  await recordFor(tx, scope, { action: 'sample.seen', target: sampleId });
  const rows = await tx.execute<Row>(sql`select * from sampled_cases(${sampleId})`);
  return rows.map((row) => ({
    ...{ stage: row.stage, monthsOpen: row.months_open, open: row.open, calls: row.calls, meetings: row.meetings },
    ...{ messagesIn: row.messages_in, messagesOut: row.messages_out, chases: row.chases, officers: row.officers },
    ...{ promisesKept: row.kept, promisesLate: row.late, longestSilenceDays: row.silence },
  }));
}
