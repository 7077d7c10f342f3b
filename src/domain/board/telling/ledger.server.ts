import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { outbox } from '#server/schema.server.ts';
import { notice, release } from './telling-schema.server.ts';

/** One way in which one of the family was given the decision, and what is known of it. */
export interface Served {
  noticeId: string;
  personId: string;
  name: string;
  channel: 'page' | 'message' | 'post';
  queuedAt: Date;
  /** A message is sent when the provider took it; null while it waits in the outbox (X43). */
  sentAt: Date | null;
  openedAt: Date | null;
  postedOn: CalendarDate | null;
  serveAgainOn: CalendarDate | null;
}

/** The proof of notice of one decision, person by person. */
export const ledgerOf = (tx: Tx, { councilId, caseFileId }: CaseScope, decisionId: string): Promise<Served[]> =>
  tx
    .select({
      noticeId: notice.noticeId,
      personId: notice.personId,
      name: sql<string>`coalesce(${person.calledName}, ${person.fullName})`,
      channel: notice.channel,
      queuedAt: notice.queuedAt,
      sentAt: outbox.sentAt,
      openedAt: notice.openedAt,
      postedOn: notice.postedOn,
      serveAgainOn: notice.serveAgainOn,
    })
    .from(notice)
    .innerJoin(person, and(eq(person.councilId, notice.councilId), eq(person.personId, notice.personId)))
    .leftJoin(outbox, and(eq(outbox.councilId, notice.councilId), eq(outbox.outboxId, notice.outboxId)))
    .where(and(eq(notice.councilId, councilId), eq(notice.caseFileId, caseFileId), eq(notice.decisionId, decisionId)))
    .orderBy(asc(person.fullName), asc(notice.queuedAt), asc(notice.noticeId));

/** Notes that a family member has read the decision: by pressing, never by a link that was only followed. The first time counts. */
export async function openDecision(tx: Tx, scope: CaseScope, decisionId: string, now: Date): Promise<void> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId, personId } = scope;
  // Somebody who came to the case after it went out has no row yet.
  await tx
    .insert(notice)
    .values({ councilId, caseFileId, decisionId, personId, channel: 'page', queuedAt: now, openedAt: now })
    .onConflictDoUpdate({
      target: [notice.councilId, notice.caseFileId, notice.decisionId, notice.personId, notice.channel],
      set: { openedAt: sql`coalesce(${notice.openedAt}, excluded.opened_at)` },
    });
  await recordFor(tx, scope, { action: 'decision.opened', target: decisionId });
}

/** Writes down the day somebody put the letter in the post. Null when there is no such letter waiting. */
export async function recordPosted(
  tx: Tx,
  scope: CaseScope<'decision:tell'>,
  { noticeId, postedOn }: { noticeId: string; postedOn: string },
  today: CalendarDate,
): Promise<Refused | null | 'posted'> {
  await assertStillStanding(tx, scope);
  const { councilId, caseFileId, personId } = scope;
  if (!isCalendarDate(postedOn) || postedOn > today)
    return refuse(`postedOn-${noticeId}`, 'Enter the day it was posted');
  const thisOne = and(
    eq(notice.councilId, councilId),
    eq(notice.caseFileId, caseFileId),
    eq(notice.noticeId, noticeId),
  );
  const [waiting] = await tx
    .select({ sentOn: release.sentOn })
    .from(notice)
    .innerJoin(
      release,
      and(
        eq(release.councilId, notice.councilId),
        eq(release.caseFileId, notice.caseFileId),
        eq(release.decisionId, notice.decisionId),
      ),
    )
    .where(and(thisOne, eq(notice.channel, 'post'), isNull(notice.postedOn)))
    .for('no key update', { of: notice });
  if (!waiting) return null;
  if (postedOn < waiting.sentOn)
    return refuse(`postedOn-${noticeId}`, 'It cannot have been posted before it was let out');
  await tx.update(notice).set({ postedOn, postedBy: personId }).where(thisOne);
  await recordFor(tx, scope, { action: 'notice.posted', target: noticeId, detail: { postedOn } });
  return 'posted';
}
