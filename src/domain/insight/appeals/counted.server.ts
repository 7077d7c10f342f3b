import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { AppealOutcome } from '#domain/tribunal/appeal.ts';
import type { Tx } from '#server/db.ts';
import type { Counted } from './counted.ts';

interface Row extends Record<string, unknown> {
  registered_on: string;
  hearing_on: string | null;
  ended_on: string | null;
  outcome: AppealOutcome;
}

/**
 * Every appeal of this council that was registered up to a day, as it stood on that day: days and codes, never whose. A
 * function of the database gives out nothing else, and answers the council's own staff alone.
 */
export async function appealsCounted(tx: Tx, scope: Scope, upTo: CalendarDate): Promise<Counted[]> {
  const asked = sql`app_council() = ${scope.councilId} and app_person() = ${scope.personId}`;
  const rows = await tx.execute<Row>(sql`select * from appeals_counted(${upTo}::date) where ${asked}`);
  return rows.map((row) => ({
    ...{ registeredOn: row.registered_on, hearingOn: row.hearing_on, endedOn: row.ended_on, outcome: row.outcome },
  }));
}
