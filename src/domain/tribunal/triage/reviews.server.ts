import { and, desc, eq, getTableColumns, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Scope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { LastAnswer } from './asked.ts';
import { appealReview } from './triage-schema.server.ts';

export type ReviewRow = typeof appealReview.$inferSelect;
export type ReviewSeen = ReviewRow & { byName: string; managerName: string | null };
/** The newest answer of one appeal, as the queue needs it. */
export type NewestReview = LastAnswer & Pick<ReviewRow, 'path' | 'managerSays'>;

/** The newest answer of each of these appeals, in one statement. */
export async function newestReviews(
  tx: Tx,
  { councilId }: Scope,
  appealIds: readonly string[],
): Promise<ReadonlyMap<string, NewestReview>> {
  if (appealIds.length === 0) return new Map();
  const rows = await tx
    .selectDistinctOn([appealReview.appealId], {
      appealId: appealReview.appealId,
      at: appealReview.at,
      lookAgainOn: appealReview.lookAgainOn,
      path: appealReview.path,
      managerSays: appealReview.managerSays,
    })
    .from(appealReview)
    .where(and(eq(appealReview.councilId, councilId), inArray(appealReview.appealId, [...appealIds])))
    .orderBy(appealReview.appealId, desc(appealReview.at));
  return new Map(rows.map(({ appealId, at, ...rest }) => [appealId, { on: dateOf(at), ...rest }]));
}

const manager = alias(person, 'manager');

/** Every answer of one appeal, the newest first, with who gave it and what a manager said. For the tribunal team alone. */
export const reviewsOf = (tx: Tx, { councilId }: Scope, appealId: string): Promise<ReviewSeen[]> =>
  tx
    .select({
      ...getTableColumns(appealReview),
      byName: person.fullName,
      managerName: manager.fullName,
    })
    .from(appealReview)
    .innerJoin(person, and(eq(person.councilId, appealReview.councilId), eq(person.personId, appealReview.by)))
    .leftJoin(manager, and(eq(manager.councilId, appealReview.councilId), eq(manager.personId, appealReview.managerId)))
    .where(and(eq(appealReview.councilId, councilId), eq(appealReview.appealId, appealId)))
    .orderBy(desc(appealReview.at));
