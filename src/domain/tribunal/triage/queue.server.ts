import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { readAppealNumber, type Ground } from '../appeal.ts';
import type { AppealRow } from '../begin.server.ts';
import { appeal, appealDate } from '../schema.server.ts';
import { NEAR_DAYS } from './asked.ts';
import type { Cursor } from './cursor.server.ts';
import type { QueuePart } from './queue.ts';

/** How many appeals one page of the queue shows. */
export const PAGE = 50;

export interface QueueAsked {
  part: QueuePart;
  ground: Ground | null;
  /** An appeal's number, or part of a child's name. Empty: everything. */
  words: string;
  after: Cursor | null;
}
export type QueueRow = AppealRow & { holder: string | null };

/**
 * One page of the queue, what is due first at the top (a near hearing first, in its own part), as far as this person may
 * know of it; and where the next page starts. Rows come off an index of open appeals until there are enough.
 */
export async function queuePage(
  tx: Tx,
  scope: Scope,
  { part, ground, words, after }: QueueAsked,
  today: CalendarDate,
): Promise<{ rows: QueueRow[]; next: Cursor | null }> {
  const day = part === 'hearing' ? appeal.hearingOn : appeal.nextDueOn;
  const rows = await tx
    .select({ ...getTableColumns(appeal), holder: person.fullName })
    .from(appeal)
    .leftJoin(person, and(eq(person.councilId, appeal.councilId), eq(person.personId, appeal.claimedBy)))
    .where(
      and(
        ...[eq(appeal.councilId, scope.councilId), ne(appeal.stage, 'closed'), inPart(part, scope, today)],
        ...[ground ? eq(appeal.ground, ground) : undefined, found(words), after ? later(day, after) : undefined],
      ),
    )
    .orderBy(asc(day), asc(appeal.appealId))
    .limit(PAGE + 1);
  const last = rows.length > PAGE ? rows[PAGE - 1]! : null;
  const on = last && (part === 'hearing' ? last.hearingOn : last.nextDueOn);
  return { rows: rows.slice(0, PAGE), next: last && { on, appealId: last.appealId } };
}

function inPart(part: QueuePart, { personId }: Scope, today: CalendarDate): SQL | undefined {
  if (part === 'nobody') return isNull(appeal.claimedBy);
  if (part === 'mine') return eq(appeal.claimedBy, personId);
  if (part === 'others') return and(isNotNull(appeal.claimedBy), ne(appeal.claimedBy, personId));
  return sql`${appeal.hearingOn} between ${today} and ${addDays(today, NEAR_DAYS)}`;
}

const later = (day: typeof appeal.nextDueOn | typeof appeal.hearingOn, { on, appealId }: Cursor): SQL | undefined =>
  on === null
    ? and(isNull(day), sql`${appeal.appealId} > ${appealId}`)
    : or(sql`(${day}, ${appeal.appealId}) > (${on}, ${appealId})`, isNull(day));

/** A whole number finds its appeal; anything else is looked for in the names of children. */
function found(words: string): SQL | undefined {
  if (words === '') return undefined;
  const number = readAppealNumber(words);
  if (number) return eq(appeal.number, number);
  return sql`${appeal.appealId} in (select appeal_id from open_appeals_of_child(${words}))`;
}

/** How many open appeals each part holds, in one look over them. */
export async function queueCounts(
  tx: Tx,
  { councilId, personId }: Scope,
  today: CalendarDate,
): Promise<Record<QueuePart, number>> {
  const [counts] = await tx
    .select({
      nobody: sql<number>`(count(*) filter (where ${appeal.claimedBy} is null))::int`,
      mine: sql<number>`(count(*) filter (where ${appeal.claimedBy} = ${personId}))::int`,
      others: sql<number>`(count(*) filter (where ${appeal.claimedBy} <> ${personId}))::int`,
      hearing: sql<number>`(count(*) filter (where ${appeal.hearingOn} between ${today} and ${addDays(today, NEAR_DAYS)}))::int`,
    })
    .from(appeal)
    .where(and(eq(appeal.councilId, councilId), ne(appeal.stage, 'closed')));
  return counts!;
}

/** Which of the days of these appeals the tribunal gave, in one statement: any other is only what is usual. */
export const directedDates = (tx: Tx, councilId: string, appealIds: string[]) =>
  tx
    .select({ appealId: appealDate.appealId, kind: appealDate.kind })
    .from(appealDate)
    .where(
      and(
        ...[eq(appealDate.councilId, councilId), inArray(appealDate.appealId, appealIds)],
        ...[isNull(appealDate.replacedAt), ne(appealDate.basis, 'placeholder')],
      ),
    );
