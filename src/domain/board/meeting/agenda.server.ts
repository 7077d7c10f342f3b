import { and, asc, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { statutoryException } from '#domain/cases/dates-schema.server.ts';
import { caseFile } from '#domain/cases/schema.server.ts';
import { team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { UnderTheLaw } from './putting-off.ts';
import { meetingById, type MeetingRow } from './meetings.server.ts';
import { agendaItem, boardMeeting } from '../schema.server.ts';

export type AgendaItem = typeof agendaItem.$inferSelect;

const ofThisCase = (scope: CaseScope) =>
  and(eq(agendaItem.councilId, scope.councilId), eq(agendaItem.caseFileId, scope.caseFileId));

/** One item of this case's, or, without an id, the newest that was not taken off; with its meeting. Null when there is none. */
export async function agendaItemOf(
  tx: Tx,
  scope: CaseScope,
  agendaItemId?: string,
): Promise<(AgendaItem & { meeting: MeetingRow }) | null> {
  const which = agendaItemId ? eq(agendaItem.agendaItemId, agendaItemId) : ne(agendaItem.state, 'taken_off');
  const [item] = await tx
    .select()
    .from(agendaItem)
    .where(and(ofThisCase(scope), which))
    .orderBy(desc(agendaItem.addedAt))
    .limit(1);
  if (!item) return null;
  const meeting = await meetingById(tx, scope, item.boardMeetingId);
  return meeting && { ...item, meeting };
}

/** The last time this case was taken off an agenda, with the reason; null when never. */
export async function lastTakenOff(tx: Tx, scope: CaseScope): Promise<AgendaItem | null> {
  const off = and(ofThisCase(scope), eq(agendaItem.state, 'taken_off'));
  return (await tx.select().from(agendaItem).where(off).orderBy(desc(agendaItem.addedAt)).limit(1))[0] ?? null;
}

/** One line of an agenda, for whoever may see the case. */
export interface AgendaLine extends Pick<
  AgendaItem,
  'agendaItemId' | 'caseFileId' | 'position' | 'question' | 'notAskedWhy' | 'state'
> {
  reference: string;
  child: string;
}

/** The cases of an agenda this person may see, in order. How many there are in all is `casesOn`. */
export const agendaOfMeeting = (tx: Tx, { councilId }: Scope, boardMeetingId: string): Promise<AgendaLine[]> =>
  tx
    .select({
      agendaItemId: agendaItem.agendaItemId,
      caseFileId: agendaItem.caseFileId,
      position: agendaItem.position,
      question: agendaItem.question,
      notAskedWhy: agendaItem.notAskedWhy,
      state: agendaItem.state,
      reference: caseFile.reference,
      child: sql<string>`${caseFile.childFirstName} || ' ' || ${caseFile.childLastName}`,
    })
    .from(agendaItem)
    .innerJoin(
      caseFile,
      and(eq(caseFile.councilId, agendaItem.councilId), eq(caseFile.caseFileId, agendaItem.caseFileId)),
    )
    .where(
      and(
        eq(agendaItem.councilId, councilId),
        eq(agendaItem.boardMeetingId, boardMeetingId),
        inArray(agendaItem.state, ['listed', 'decided']),
      ),
    )
    .orderBy(asc(agendaItem.position), asc(agendaItem.agendaItemId));

/** A Board of the case's own area that has not started. */
export interface BoardToCome extends MeetingRow {
  area: string;
  /** How many cases are on it now. */
  count: number;
}

/** The Boards of this case's area to come, by day, with how full each is. */
export async function boardsToCome(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<BoardToCome[]> {
  const itsTeam = and(eq(team.councilId, boardMeeting.councilId), eq(team.teamId, boardMeeting.teamId));
  const itsCase = and(eq(caseFile.councilId, boardMeeting.councilId), eq(caseFile.teamId, boardMeeting.teamId));
  const count = sql<number>`(select count(*)::int from agenda_of(${boardMeeting.boardMeetingId}))`;
  const rows = await tx
    .select({ meeting: boardMeeting, area: team.name, count })
    .from(boardMeeting)
    .innerJoin(team, itsTeam)
    .innerJoin(caseFile, itsCase)
    .where(
      and(
        ...[eq(boardMeeting.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)],
        ...[isNull(boardMeeting.cancelledAt), isNull(boardMeeting.startedAt)],
        sql`${boardMeeting.meetsOn} >= ${today}`,
      ),
    )
    .orderBy(asc(boardMeeting.meetsOn));
  return rows.map(({ meeting, ...about }) => ({ ...meeting, ...about }));
}

/** What the law says of this case under that question, with the exceptions that have been recorded. */
export async function lawOf(tx: Tx, scope: CaseScope, question: AgendaItem['question']): Promise<UnderTheLaw> {
  const [file] = await tx
    .select({ requestReceivedOn: caseFile.requestReceivedOn })
    .from(caseFile)
    .where(and(eq(caseFile.councilId, scope.councilId), eq(caseFile.caseFileId, scope.caseFileId)));
  const rows = await tx
    .select({ limit: statutoryException.limit })
    .from(statutoryException)
    .where(
      and(
        eq(statutoryException.councilId, scope.councilId),
        eq(statutoryException.caseFileId, scope.caseFileId),
        isNull(statutoryException.endedAt),
      ),
    );
  if (!file) throw new Error('The case file of this scope is not there.');
  return { question, requestReceivedOn: file.requestReceivedOn, excepted: rows.map(({ limit }) => limit) };
}
