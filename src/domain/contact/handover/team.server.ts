import { and, eq, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { momentOf } from '#domain/calendar/moment.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { team } from '#domain/people/schema.server.ts';
import type { Stage } from '#domain/cases/stage.ts';
import type { Tx } from '#server/db.ts';

/** So long may nobody have said anything to a family before their case is on the team's page. */
export const SILENT_DAYS = 21;
/** So far back the report of what is not written down looks (J07). */
const MISSING_LOG_WEEKS = 4;

/** A case of the team that somebody should look at. */
export interface TeamCase {
  caseFileId: string;
  reference: string;
  child: string;
  stage: Stage;
  officer: string | null;
  /** Days it has lain in the tray; null when somebody has it. */
  trayDays: number | null;
  /** What was promised and is late, and how many days the oldest of it. */
  late: number;
  lateDays: number;
  held: number;
  /** Days since somebody last said something to the family. */
  silentDays: number;
}

type Row = {
  case_file_id: string;
  reference: string;
  child: string;
  last_name: string;
  stage: Stage;
  in_tray_since: string | null;
  officer: string | null;
  late: number;
  oldest_due: string | null;
  held: number;
  last_said: string;
};

/** Every case of a team of theirs with something to look at: never one they may not see, never a restricted one (TEAM3, RES2). */
export async function teamBoard(tx: Tx, teamId: string, today: CalendarDate): Promise<TeamCase[]> {
  const silentSince = momentOf(addDays(today, -SILENT_DAYS), '00:00').toISOString();
  const rows = await tx.execute<Row>(
    sql`select *, oldest_due::text as oldest_due from team_board(${teamId}, ${silentSince})`,
  );
  const daysSince = (moment: string) => Math.max(0, daysBetween(dateOf(new Date(moment)), today));
  return rows.map((row) => ({
    ...{ caseFileId: row.case_file_id, reference: row.reference, child: `${row.child} ${row.last_name}` },
    ...{ stage: row.stage, officer: row.officer, late: row.late, held: row.held },
    trayDays: row.in_tray_since === null ? null : daysSince(row.in_tray_since),
    lateDays: row.oldest_due ? daysBetween(row.oldest_due, today) : 0,
    silentDays: daysSince(row.last_said),
  }));
}

export interface TeamLoad {
  personId: string;
  name: string;
  job: string | null;
  leads: boolean;
  cases: number;
}

/** Who works in a team of theirs and how many cases each has. Never how well they do (TEAM4). */
export async function teamLoads(tx: Tx, teamId: string): Promise<TeamLoad[]> {
  const rows = await tx.execute<Omit<TeamLoad, 'personId'> & { person_id: string }>(
    sql`select * from team_loads(${teamId})`,
  );
  return rows.map(({ person_id: personId, ...load }) => ({ ...load, personId }));
}

export interface NotLogged {
  caseFileId: string;
  reference: string;
  child: string;
  happened: 'stage' | 'decision' | 'mediation';
  on: CalendarDate;
}

/** Cases on which something happened in the last weeks and nothing that was said to the family is written down, the oldest first (J07). */
export async function notLogged(tx: Tx, teamId: string, today: CalendarDate): Promise<NotLogged[]> {
  const since = addDays(today, -7 * MISSING_LOG_WEEKS);
  type Found = Pick<NotLogged, 'reference' | 'child' | 'happened'> &
    Record<'case_file_id' | 'last_name' | 'on', string>;
  const rows = await tx.execute<Found>(
    sql`select case_file_id, reference, child, last_name, happened, happened_on::text as "on" from missing_log(${teamId}, ${since})`,
  );
  return rows.map(({ case_file_id: caseFileId, last_name: last, child, ...row }) => ({
    ...row,
    caseFileId,
    child: `${child} ${last}`,
  }));
}

/** A team's name and number. */
export async function teamNamed(tx: Tx, { councilId }: Scope, teamId: string) {
  const [found] = await tx
    .select({ name: team.name, phone: team.phone })
    .from(team)
    .where(and(eq(team.councilId, councilId), eq(team.teamId, teamId)));
  return found ?? null;
}
