import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { person, team, teamMember } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { boardMeeting, boardSeat } from '../schema.server.ts';
import type { Seated } from './seating.ts';

export type MeetingRow = typeof boardMeeting.$inferSelect;

/** A meeting as one member of staff comes to it. */
export interface Meeting extends MeetingRow {
  area: string;
  /** Whether they belong to the area's team; otherwise they sit. */
  mayArrange: boolean;
}

const inTeam = ({ councilId, personId }: Scope) =>
  sql<boolean>`exists (select 1 from ${teamMember} where ${teamMember.councilId} = ${councilId}
    and ${teamMember.teamId} = ${boardMeeting.teamId} and ${teamMember.personId} = ${personId})`;
const hasSeat = ({ councilId, personId }: Scope) =>
  sql<boolean>`exists (select 1 from ${boardSeat} where ${boardSeat.councilId} = ${councilId}
    and ${boardSeat.boardMeetingId} = ${boardMeeting.boardMeetingId} and ${boardSeat.personId} = ${personId} and ${boardSeat.removedAt} is null)`;

const itsTeam = and(eq(team.councilId, boardMeeting.councilId), eq(team.teamId, boardMeeting.teamId));

const meetings = (tx: Tx, scope: Scope) =>
  tx
    .select({ meeting: boardMeeting, area: team.name, mayArrange: inTeam(scope) })
    .from(boardMeeting)
    .innerJoin(team, itsTeam);

const mine = (scope: Scope) =>
  and(eq(boardMeeting.councilId, scope.councilId), sql`(${inTeam(scope)} or ${hasSeat(scope)})`);

/** The meetings of this person's areas, and those where they sit, that have not been (or were since `since`), by day (MEET1). */
export async function myMeetings(tx: Tx, scope: Scope, since: CalendarDate): Promise<Meeting[]> {
  const rows = await meetings(tx, scope)
    .where(and(mine(scope), sql`${boardMeeting.meetsOn} >= ${since}`))
    .orderBy(asc(boardMeeting.meetsOn), asc(team.name));
  return rows.map(({ meeting, ...about }) => ({ ...meeting, ...about }));
}

/** One meeting, or null when this person may not know of it (MEET1). */
export async function meetingOf(tx: Tx, scope: Scope, boardMeetingId: string): Promise<Meeting | null> {
  if (!isId(boardMeetingId)) return null;
  const [row] = await meetings(tx, scope).where(and(mine(scope), eq(boardMeeting.boardMeetingId, boardMeetingId)));
  return row ? { ...row.meeting, area: row.area, mayArrange: row.mayArrange } : null;
}

/** One meeting by its id, for whoever works on a case that is on its agenda. */
export async function meetingById(
  tx: Tx,
  { councilId }: Pick<Scope, 'councilId'>,
  boardMeetingId: string,
  hold?: 'update' | 'share',
): Promise<MeetingRow | null> {
  if (!isId(boardMeetingId)) return null;
  const found = tx
    .select()
    .from(boardMeeting)
    .where(and(eq(boardMeeting.councilId, councilId), eq(boardMeeting.boardMeetingId, boardMeetingId)));
  return (await (hold ? found.for(hold) : found))[0] ?? null;
}

/** Who has a seat at a meeting, in the order they were given it; those taken off are not among them. */
export async function seatsOf(
  tx: Tx,
  { councilId }: Pick<Scope, 'councilId'>,
  boardMeetingId: string,
): Promise<Seated[]> {
  return tx
    .select({
      boardSeatId: boardSeat.boardSeatId,
      personId: boardSeat.personId,
      name: person.fullName,
      seat: boardSeat.seat,
      substituteFor: boardSeat.substituteFor,
      attended: boardSeat.attended,
    })
    .from(boardSeat)
    .innerJoin(person, and(eq(person.councilId, boardSeat.councilId), eq(person.personId, boardSeat.personId)))
    .where(
      and(
        eq(boardSeat.councilId, councilId),
        eq(boardSeat.boardMeetingId, boardMeetingId),
        isNull(boardSeat.removedAt),
      ),
    )
    .orderBy(asc(boardSeat.boardSeatId));
}

/** The areas this person arranges Boards for. */
export const myAreas = (tx: Tx, { councilId, personId }: Scope) =>
  tx
    .select({ teamId: team.teamId, name: team.name })
    .from(teamMember)
    .innerJoin(team, and(eq(team.councilId, teamMember.councilId), eq(team.teamId, teamMember.teamId)))
    .where(and(eq(teamMember.councilId, councilId), eq(team.kind, 'area'), eq(teamMember.personId, personId)))
    .orderBy(asc(team.name));

/** Who could be given a seat: staff of the council who have an account. */
export const couldSit = (tx: Tx, { councilId }: Scope) =>
  tx
    .select({ personId: person.personId, name: person.fullName, job: person.jobTitle })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.kind, 'staff'), isNull(person.disabledAt)))
    .orderBy(asc(person.fullName));

/** How many cases are on an agenda, whoever may see them. */
export async function casesOn(tx: Tx, boardMeetingId: string): Promise<number> {
  const [row] = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from agenda_of(${boardMeetingId})`,
  );
  return row?.count ?? 0;
}
