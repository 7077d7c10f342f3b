import { and, eq, gte, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Adult } from '#domain/cases/adults.ts';
import { cover } from '#domain/people/cover/cover-schema.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { NoNews } from '../communication-plan.ts';
import type { FamilyToTell } from './due.ts';

interface Row extends Record<string, unknown> {
  case_file_id: string;
  reference: string;
  child: string;
  last_name: string;
  waits_for: string;
  phone: string;
  covers: string | null;
  person_id: string;
  name: string;
  role: FamilyToTell['role'];
  reach: FamilyToTell['reach'];
  no_news: NoNews | null;
  since: string;
  heard_at: string | null;
  updated_at: string | null;
  last_reason: string;
  promised_on: CalendarDate | null;
  owed_on: CalendarDate | null;
  adult: Adult | null;
}

const moment = (text: string | null): Date | null => (text === null ? null : new Date(text));

/**
 * Everybody of the family on the cases this person writes to, their own and those they cover; none they are excluded from
 * (UPD4). One statement with a tested plan, `my_families()` in the migrations: a transaction of somebody else's sees nothing.
 */
export async function familiesToTell(tx: Tx, scope: Scope, today: CalendarDate): Promise<FamilyToTell[]> {
  const rows = await tx.execute<Row>(sql`
    select f.case_file_id, f.reference, f.child, f.last_name, f.waits_for, f.phone, f.covers, f.person_id, f.name, f.role, f.reach,
           f.no_news, f.since, f.heard_at, f.updated_at, f.last_reason, f.promised_on::text, f.owed_on::text, f.adult
      from my_families(${today}) f
     where app_council() = ${scope.councilId} and app_person() = ${scope.personId}
     order by f.child, f.last_name, f.case_file_id, f.name, f.person_id`);
  return rows.map((row) => ({
    ...{ caseFileId: row.case_file_id, reference: row.reference, child: row.child, lastName: row.last_name },
    ...{ waitsFor: row.waits_for, phone: row.phone, covers: row.covers, personId: row.person_id, name: row.name },
    ...{ role: row.role, reach: row.reach, noNews: row.no_news, lastReason: row.last_reason, adult: row.adult },
    ...{ promisedOn: row.promised_on, owedOn: row.owed_on },
    since: moment(row.since)!,
    heardAt: moment(row.heard_at),
    updatedAt: moment(row.updated_at),
  }));
}

/** Somebody this person covers for today. */
export interface Covered {
  awayId: string;
  name: string;
  toOn: CalendarDate;
}

export const coveredBy = (tx: Tx, scope: Scope, today: CalendarDate): Promise<Covered[]> =>
  tx
    .selectDistinctOn([cover.awayId], { awayId: cover.awayId, name: person.fullName, toOn: cover.toOn })
    .from(cover)
    .innerJoin(person, and(eq(person.councilId, cover.councilId), eq(person.personId, cover.awayId)))
    .where(
      and(
        ...[eq(cover.councilId, scope.councilId), eq(cover.coveredBy, scope.personId), isNull(cover.endedAt)],
        ...[lte(cover.fromOn, today), gte(cover.toOn, today)],
      ),
    )
    .orderBy(cover.awayId, sql`${cover.toOn} desc`);

/** The full names of these people of the council, by id. */
export async function namesOf(tx: Tx, scope: Scope, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .select({ personId: person.personId, name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, scope.councilId), inArray(person.personId, [...personIds])));
  return new Map(rows.map(({ personId, name }) => [personId, name]));
}
