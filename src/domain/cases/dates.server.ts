import { and, asc, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import { addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { dueDates, type DateFacts, type DueDate } from './dates.ts';
import { caseMilestone, statutoryException } from './dates-schema.server.ts';
import type { ExceptionReason } from './exceptions.ts';
import type { PeriodFor } from './legal-periods.ts';
import { comesAhead, type Milestone } from './milestones.ts';
import { caseFile } from './schema.server.ts';

export interface WrittenDown {
  what: Milestone;
  on: CalendarDate;
  by: string;
  at: Date;
  /** Whether a later one has put it right. */
  replaced: boolean;
}
export interface InUse {
  statutoryExceptionId: string;
  limit: PeriodFor;
  reason: ExceptionReason;
  fromOn: CalendarDate;
  toOn: CalendarDate | null;
  /** What happened may be one family member's own affair, so only the council reads it. */
  words: string | null;
  approvedBy: string;
  approvedAt: Date;
  endedAt: Date | null;
}
export interface DatesOfCase {
  due: DueDate[];
  writtenDown: WrittenDown[];
  exceptions: InUse[];
}

/** Every date the law sets on the case file, and what it is reckoned from. */
export async function datesOf(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<DatesOfCase> {
  const [file] = await tx
    .select({ stage: caseFile.stage, requestReceivedOn: caseFile.requestReceivedOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  if (!file) throw new Error('The case file of this scope is not there.');
  const written = await milestonesOf(tx, scope);
  const exceptions = await exceptionsOf(tx, scope);
  const milestones = Object.fromEntries(written.map(({ what, on }) => [what, on])) as DateFacts['milestones'];
  const due = dueDates(
    { ...file, milestones, exceptions: exceptions.map((one) => ({ ...one, ended: one.endedAt !== null })) },
    today,
  );
  const writtenDown = written.map((one, at) => ({
    ...one,
    replaced: written.slice(at + 1).some(({ what }) => what === one.what),
  }));
  return { due, writtenDown, exceptions };
}

/** As they were written down: of two for the same thing the later counts. */
const milestonesOf = (tx: Tx, { councilId, caseFileId }: CaseScope): Promise<Omit<WrittenDown, 'replaced'>[]> =>
  tx
    .select({ what: caseMilestone.what, on: caseMilestone.on, by: person.fullName, at: caseMilestone.at })
    .from(caseMilestone)
    .innerJoin(person, and(eq(person.councilId, caseMilestone.councilId), eq(person.personId, caseMilestone.by)))
    .where(and(eq(caseMilestone.councilId, councilId), eq(caseMilestone.caseFileId, caseFileId)))
    .orderBy(asc(caseMilestone.at), asc(caseMilestone.caseMilestoneId));

async function exceptionsOf(tx: Tx, { councilId, caseFileId, side }: CaseScope): Promise<InUse[]> {
  const rows = await tx
    .select({ row: statutoryException, approvedBy: person.fullName })
    .from(statutoryException)
    .innerJoin(
      person,
      and(eq(person.councilId, statutoryException.councilId), eq(person.personId, statutoryException.approvedBy)),
    )
    .where(and(eq(statutoryException.councilId, councilId), eq(statutoryException.caseFileId, caseFileId)))
    .orderBy(asc(statutoryException.approvedAt));
  return rows.map(({ row, approvedBy }) => ({
    statutoryExceptionId: row.statutoryExceptionId,
    limit: row.limit as PeriodFor,
    reason: row.reason,
    fromOn: row.fromOn,
    toOn: row.toOn,
    words: side === 'council' ? row.words : null,
    approvedBy,
    approvedAt: row.approvedAt,
    endedAt: row.endedAt,
  }));
}

/** The law of the plans began then; a day before it is a slip of the keyboard. */
const FIRST_DAY = '2014-09-01';
const MOST_MONTHS_AHEAD = 24;

/** Writes down a day the law counts from. DAT2: it is never edited; a later row for the same thing counts instead. */
export async function writeMilestone(
  tx: Tx,
  scope: CaseScope<'dates:write'>,
  { what, on }: { what: Milestone; on: string },
  today: CalendarDate,
): Promise<Refused | 'written'> {
  await assertStillStanding(tx, scope);
  if (!isCalendarDate(on) || on < FIRST_DAY) return refuse('on', 'Enter the day, like 2026-05-14');
  const latest = comesAhead.has(what) ? addMonths(today, MOST_MONTHS_AHEAD) : today;
  if (on > latest) return refuse('on', `This can be ${inWords(latest)} at the latest`);
  const { councilId, caseFileId, personId } = scope;
  await tx.insert(caseMilestone).values({ councilId, caseFileId, what, on, by: personId });
  await recordFor(tx, scope, { action: 'dates.written', detail: { what, on } });
  return 'written';
}
