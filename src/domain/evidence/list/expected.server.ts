import { and, desc, eq } from 'drizzle-orm';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { caseMilestone } from '#domain/cases/dates-schema.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { adviceAskedBy, adviceDueOn, expectedFor, reviewAdviceDueOn } from './expected.ts';
import { checkRow } from '../schema.server.ts';

/**
 * Puts the papers the law expects on a new case file's list, each with the day it is due. Call once, when the
 * case file is made, in its transaction. Returns how many rows there are.
 */
export async function expectPapers(
  tx: Tx,
  scope: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  of: { requestReceivedOn: CalendarDate; childBornOn: CalendarDate },
): Promise<number> {
  const { councilId, caseFileId } = scope;
  const dueOn = adviceDueOn(adviceAskedBy(of.requestReceivedOn));
  const rows = expectedFor(of.childBornOn, of.requestReceivedOn).map(({ kind, title, who }, index) => ({
    councilId,
    caseFileId,
    kind,
    title,
    who,
    dueOn: kind === 'family' ? null : dueOn,
    addedSide: 'neutral' as const,
    position: index + 1,
  }));
  await tx.insert(checkRow).values(rows);
  return rows.length;
}

/** Whether this case has a plan, so that its next list is a review's. */
export async function hasPlan(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<boolean> {
  const made = and(
    eq(caseMilestone.councilId, councilId),
    eq(caseMilestone.caseFileId, caseFileId),
    eq(caseMilestone.what, 'plan_made'),
  );
  const rows = await tx.select({ id: caseMilestone.caseMilestoneId }).from(caseMilestone).where(made).limit(1);
  return rows.length > 0;
}

/** The day of the review meeting, when it is written down among the case's dates. */
export async function reviewMeetingOn(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<CalendarDate | null> {
  const meeting = and(
    eq(caseMilestone.councilId, councilId),
    eq(caseMilestone.caseFileId, caseFileId),
    eq(caseMilestone.what, 'review_meeting'),
  );
  const latest = desc(caseMilestone.at);
  const [row] = await tx.select({ on: caseMilestone.on }).from(caseMilestone).where(meeting).orderBy(latest).limit(1);
  return row?.on ?? null;
}

/**
 * Puts the papers of a review on the list, each due two weeks before the meeting (ASK9). A command: only for a case
 * with a plan, and once for one meeting.
 */
export async function expectReview(tx: Tx, scope: CaseScope, meetingOn: CalendarDate): Promise<Refused | 'expected'> {
  await beginOnPapers(tx, scope);
  if (!(await hasPlan(tx, scope))) return refuse('meetingOn', 'There is no plan yet, so there is nothing to review.');
  const dueOn = reviewAdviceDueOn(meetingOn);
  const papers = expectedFor(await bornOn(tx, scope), meetingOn, 'review');
  const { councilId, caseFileId } = scope;
  const here = and(eq(checkRow.councilId, councilId), eq(checkRow.caseFileId, caseFileId));
  const rows = await tx
    .select({ title: checkRow.title, dueOn: checkRow.dueOn, position: checkRow.position })
    .from(checkRow)
    .where(here);
  const twice = rows.some((row) => row.dueOn === dueOn && row.title === papers[0]?.title);
  if (twice) return refuse('meetingOn', 'The papers for a review on that day are on the list already.');
  const last = Math.max(0, ...rows.map(({ position }) => position));
  const added = papers.map(({ kind, title, who }, index) => ({
    ...{ councilId, caseFileId, kind, title, who, dueOn, addedSide: 'neutral' as const, position: last + index + 1 },
  }));
  await tx.insert(checkRow).values(added);
  await recordFor(tx, scope, { action: 'check.review_expected', detail: { meetingOn } });
  return 'expected';
}

async function bornOn(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<CalendarDate> {
  const [file] = await tx
    .select({ on: caseFile.childBornOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId)));
  return file!.on;
}
