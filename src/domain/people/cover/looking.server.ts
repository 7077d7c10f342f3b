import { and, eq, gte, inArray, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { AccessEnded, recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { addDays, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import type { Tx } from '#server/db.ts';
import { person } from '../schema.server.ts';
import { lookReview } from './cover-schema.server.ts';
import { LOOKING_DAYS, MANY_CASES_A_DAY, unusualLooking, type UnusualLooking } from './looking.ts';
import { mayArrangeFor } from './members.server.ts';

/** How somebody looked at cases on one day, and what was found when they were asked. Counts, and never which cases. */
export interface Looking {
  personId: string;
  name: string;
  on: CalendarDate;
  kind: UnusualLooking;
  cases: number;
  note: string | null;
}

type Row = { person_id: string; on_day: string; kind: UnusualLooking; cases: number };

/** What stands out of the last four weeks, of those this person leads; what nobody has asked about first (J03). */
export async function lookingOf(tx: Tx, { councilId }: Scope, today: CalendarDate): Promise<Looking[]> {
  const since = addDays(today, -LOOKING_DAYS);
  const rows = await tx.execute<Row>(
    sql`select person_id, on_day::text, kind, cases from unusual_looking(${since}, ${MANY_CASES_A_DAY})`,
  );
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.person_id))];
  const people = await tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, councilId), inArray(person.personId, ids)));
  const names = new Map(people.map(({ personId, name }) => [personId, name]));
  const notes = await notesSince(tx, councilId, since);
  return rows
    .map(({ person_id: personId, on_day: on, kind, cases }) => ({
      ...{ personId, on, kind, cases, name: names.get(personId) ?? '' },
      note: notes.get(`${personId} ${on} ${kind}`) ?? null,
    }))
    .sort((a, b) => Number(a.note !== null) - Number(b.note !== null) || b.on.localeCompare(a.on));
}

async function notesSince(tx: Tx, councilId: string, since: CalendarDate): Promise<Map<string, string>> {
  const rows = await tx
    .select()
    .from(lookReview)
    .where(and(eq(lookReview.councilId, councilId), gte(lookReview.on, since)));
  return new Map(rows.map(({ personId, on, kind, note }) => [`${personId} ${on} ${kind}`, note]));
}

/** Writes down that somebody was asked about how they looked at cases, and what was found. Once for each; it never changes. */
export async function askedAbout(
  tx: Tx,
  scope: Scope,
  { personId, on, kind, note }: Pick<Looking, 'personId' | 'on'> & { kind: string; note: string },
): Promise<Refused | 'written'> {
  if (personId === scope.personId || !(await mayArrangeFor(tx, personId))) throw new AccessEnded();
  if (!isCalendarDate(on) || !Object.hasOwn(unusualLooking, kind)) throw new AccessEnded();
  const field = `note-${personId}-${on}-${kind}`;
  if (!note.trim()) return refuse(field, 'Write what you found when you asked');
  const [made] = await tx
    .insert(lookReview)
    .values({
      ...{ councilId: scope.councilId, personId, on, kind: kind as UnusualLooking },
      ...{ note: note.trim(), by: scope.personId },
    })
    .onConflictDoNothing()
    .returning({ lookReviewId: lookReview.lookReviewId });
  if (!made) return refuse(field, 'Somebody has asked about this already');
  await recordFor(tx, scope, {
    action: 'looking.asked_about',
    target: made.lookReviewId,
    detail: { personId, on, kind },
  });
  return 'written';
}
