import { and, desc, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { assertDuty } from '#domain/people/cover/duties.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import type { Level, Upheld } from './levels.ts';
import { complaint } from './learning-schema.server.ts';
import type { Theme } from './themes.ts';

export type Complaint = typeof complaint.$inferSelect;

const MOST_LISTED = 100;

/** The complaints as they came, the newest first. The database shows them to those who keep them, and to nobody else. */
export const complaintsOf = (tx: Tx, { councilId }: Scope): Promise<Complaint[]> =>
  tx
    .select()
    .from(complaint)
    .where(eq(complaint.councilId, councilId))
    .orderBy(desc(complaint.receivedOn), desc(complaint.complaintId))
    .limit(MOST_LISTED);

/** Everything that is counted of complaints, for the same people. */
export const complaintsCounted = (tx: Tx, { councilId }: Scope): Promise<Counted[]> =>
  tx
    .select({
      themes: complaint.themes,
      level: complaint.level,
      receivedOn: complaint.receivedOn,
      closedOn: complaint.closedOn,
      upheld: complaint.upheld,
    })
    .from(complaint)
    .where(eq(complaint.councilId, councilId));

export type Counted = Pick<Complaint, 'themes' | 'level' | 'receivedOn' | 'closedOn' | 'upheld'>;

export interface ComplaintGiven {
  number: string;
  level: Level;
  themes: Theme[];
  receivedOn: string;
}

/** Writes a complaint down, to be counted (LRN1). Its letter, and whose it is, stay where complaints are kept. */
export async function addComplaint(
  tx: Tx,
  scope: Scope<'complaints:keep'>,
  { number, level, themes, receivedOn }: ComplaintGiven,
  today: CalendarDate,
): Promise<'added' | Refused> {
  await assertDuty(tx, 'complaints');
  if (themes.length === 0) return refuse('about-chasing', 'Choose what it was about. You can choose more than one');
  if (!isCalendarDate(receivedOn)) return refuse('receivedOn', 'Write the day it came, as day, month and year');
  if (receivedOn > today) return refuse('receivedOn', 'The day it came cannot be after today');
  const row = { councilId: scope.councilId, number, level, themes, receivedOn, by: scope.personId };
  const [made] = await tx.insert(complaint).values(row).returning({ id: complaint.complaintId });
  await recordFor(tx, scope, { action: 'complaint.added', target: made!.id, detail: { level, themes } });
  return 'added';
}

export interface Closing {
  complaintId: string;
  closedOn: string;
  upheld: Upheld;
  learned: string;
}

/** Writes down how a complaint ended and what was learned from it, without a name (LRN2). Once. */
export async function closeComplaint(
  tx: Tx,
  scope: Scope<'complaints:keep'>,
  { complaintId, closedOn, upheld, learned }: Closing,
  today: CalendarDate,
): Promise<'closed' | Refused> {
  await assertDuty(tx, 'complaints');
  const its = and(eq(complaint.councilId, scope.councilId), eq(complaint.complaintId, complaintId));
  const [found] = isId(complaintId) ? await tx.select().from(complaint).where(its).for('update') : [];
  if (!found || found.closedOn) return refuse('form', 'That complaint is not open any more.');
  if (!isCalendarDate(closedOn)) return refuse('closedOn', 'Write the day it was answered, as day, month and year');
  if (closedOn > today) return refuse('closedOn', 'The day it was answered cannot be after today');
  if (closedOn < found.receivedOn) return refuse('closedOn', 'The day it was answered cannot be before it came');
  if (upheld !== 'not_upheld' && learned === '') return refuse('learned', 'Say what was learned, without a name');
  await tx.update(complaint).set({ closedOn, upheld, learned }).where(its);
  await recordFor(tx, scope, { action: 'complaint.closed', target: complaintId, detail: { upheld } });
  return 'closed';
}
