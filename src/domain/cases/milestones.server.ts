import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { caseMilestone } from './dates-schema.server.ts';
import type { Milestone } from './milestones.ts';

export type MilestonesKept = Partial<Record<Milestone, CalendarDate>>;

/** The days the law counts from, as last written down, of several case files by their ids; none for one without any. */
export async function milestonesKept(
  tx: Tx,
  councilId: string,
  caseFileIds: readonly string[],
): Promise<Map<string, MilestonesKept>> {
  const kept = new Map<string, MilestonesKept>();
  if (caseFileIds.length === 0) return kept;
  const rows = await tx
    .select({ caseFileId: caseMilestone.caseFileId, what: caseMilestone.what, on: caseMilestone.on })
    .from(caseMilestone)
    .where(and(eq(caseMilestone.councilId, councilId), inArray(caseMilestone.caseFileId, [...caseFileIds])))
    .orderBy(asc(caseMilestone.at), asc(caseMilestone.caseMilestoneId));
  for (const { caseFileId, what, on } of rows) kept.set(caseFileId, { ...kept.get(caseFileId), [what]: on });
  return kept;
}
