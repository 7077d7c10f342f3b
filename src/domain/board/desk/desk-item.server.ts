import { and, desc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { beginOnPapers, refuse, type Refused } from '#domain/evidence/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { sits, type Present } from './deciding-present.ts';
import { presentAt } from './deciding-present.server.ts';
import { tellOfVoidedCheck } from './desk-voided.server.ts';
import { agendaItem, boardMeeting } from '../schema.server.ts';

/** One case on one agenda, with the meeting it is on. */
export type DeskItem = typeof agendaItem.$inferSelect & {
  meeting: typeof boardMeeting.$inferSelect;
};

const shown = { item: agendaItem, meeting: boardMeeting };
const itsMeeting = and(
  eq(boardMeeting.councilId, agendaItem.councilId),
  eq(boardMeeting.boardMeetingId, agendaItem.boardMeetingId),
);

/** What the desk is about: the case's place on the newest agenda that still waits, or else on the last one. Null when there is none. */
export async function deskItemOf(tx: Tx, scope: CaseScope): Promise<DeskItem | null> {
  const [row] = await tx
    .select(shown)
    .from(agendaItem)
    .innerJoin(boardMeeting, itsMeeting)
    .where(
      and(
        eq(agendaItem.councilId, scope.councilId),
        eq(agendaItem.caseFileId, scope.caseFileId),
        sql`${agendaItem.state} <> 'taken_off' and ${boardMeeting.cancelledAt} is null`,
      ),
    )
    .orderBy(desc(sql`${agendaItem.state} = 'listed'`), desc(boardMeeting.meetsOn))
    .limit(1);
  return row ? { ...row.item, meeting: row.meeting } : null;
}

export interface AtTheDesk {
  item: DeskItem;
  present: Present;
}

/**
 * Starts anything that is written on the desk: the case file's papers and its place on the agenda are held until the
 * transaction ends. Null when there is no such place; refuses who does not sit there, and what is over (DEC6, DEC8).
 */
export async function beginAtDesk(tx: Tx, scope: CaseScope, agendaItemId: string): Promise<Refused | null | AtTheDesk> {
  if (!isId(agendaItemId)) return null;
  await beginOnPapers(tx, scope);
  const [row] = await tx
    .select(shown)
    .from(agendaItem)
    .innerJoin(boardMeeting, itsMeeting)
    .where(
      and(
        eq(agendaItem.councilId, scope.councilId),
        eq(agendaItem.caseFileId, scope.caseFileId),
        eq(agendaItem.agendaItemId, agendaItemId),
      ),
    )
    .for('update', { of: agendaItem });
  if (!row) return null;
  const present = await presentAt(tx, scope, row.item.boardMeetingId);
  if (!sits(present)) return refuse('desk', 'You do not sit on this meeting of the Board, so you cannot write here.');
  if (row.item.state === 'listed') await tellOfVoidedCheck(tx, scope);
  return { item: { ...row.item, meeting: row.meeting }, present };
}

/** Why nothing more can be written for this place on the agenda, or null (DEC8). */
export const whyOver = ({ state }: Pick<DeskItem, 'state'>): Refused | null =>
  state === 'decided'
    ? refuse(
        'desk',
        'The decision on this case is saved, so nothing here can change. To look again, put the case on a new agenda.',
      )
    : state === 'taken_off'
      ? refuse('desk', 'This case was taken off the agenda, so nothing can be written here.')
      : null;
