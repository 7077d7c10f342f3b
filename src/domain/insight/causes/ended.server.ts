import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import type { Ground } from '#domain/mediation/dispute/dispute.ts';
import type { AppealOutcome } from '#domain/tribunal/appeal.ts';
import type { Tx } from '#server/db.ts';
import type { Ended } from './trends.ts';

interface Row extends Record<string, unknown> {
  ended_on: string;
  ground: Ground;
  area: string;
  parental_request: boolean | null;
  private_report: boolean | null;
  outcome: AppealOutcome;
  causes: string[];
}

const asked = ({ councilId, personId }: Scope) => sql`app_council() = ${councilId} and app_person() = ${personId}`;

/** Every appeal of the council that ended up to a day, in codes. A function of the database answers its own staff alone. */
export async function appealsEnded(tx: Tx, scope: Scope, upTo: CalendarDate): Promise<Ended[]> {
  const rows = await tx.execute<Row>(sql`select * from appeals_ended(${upTo}::date) where ${asked(scope)}`);
  return rows.map((row) => ({
    ...{ endedOn: row.ended_on, ground: row.ground, area: row.area, outcome: row.outcome, causes: row.causes },
    ...{ parentalRequest: row.parental_request, privateReport: row.private_report },
  }));
}

/** What the Board had last decided in each of those whose case is here, by its code. */
export async function boardAppealed(
  tx: Tx,
  scope: Scope,
  upTo: CalendarDate,
): Promise<{ decided: string; outcome: AppealOutcome }[]> {
  const rows = await tx.execute<{ decided: string; outcome: AppealOutcome }>(
    sql`select decided, outcome from board_decisions_appealed(${upTo}::date) where ${asked(scope)}`,
  );
  return rows.map(({ decided, outcome }) => ({ decided, outcome }));
}
