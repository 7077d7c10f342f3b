import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { type CalendarDate } from '#domain/calendar/date.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import { datesOf } from '#domain/cases/dates.server.ts';
import { notice } from './telling-schema.server.ts';
import type { Tx } from '#server/db.ts';
import { limitOfAsking } from './rights.ts';
import { agendaItem, boardMeeting } from '../schema.server.ts';
import { recipientsOf } from './telling-facts.server.ts';
import { decidedOn, type Decided, type Released } from './telling.server.ts';

/** Whether somebody may know what was decided before the family does: the council's own side, and the auditor. */
export const knowsBefore = ({ side, role }: CaseScope): boolean => side === 'council' || role === 'auditor';

/** A Board is followed by word within two weeks the council works. */
const HEAR_WITHIN_DAYS = 10;

export interface Met {
  metOn: CalendarDate;
  hearBy: CalendarDate | null;
}
/** `again` is a Board that has met since, on a case with an earlier decision. */
export type FamilySees =
  | { state: 'nothing' }
  | ({ state: 'met' } & Met)
  | { state: 'told'; decision: Decided; release: Released; openedAt: Date | null; again: Met | null };

/** What the family's page shows. TELL8: until the release it depends on the Board's day alone, never on whether it has decided or what. */
export async function familySees(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<FamilySees> {
  const last = await lastMet(tx, scope, today);
  const out = (await decidedOn(tx, scope)).find((each) => each.release !== null);
  // Somebody to whom nothing may be sent reads nothing here either, whoever else has been told.
  const mine = (await recipientsOf(tx, scope, today)).find(({ personId }) => personId === scope.personId);
  if (!out?.release || mine?.stands === 'skip')
    return last ? { state: 'met', ...(await toHear(tx, scope, last, today)) } : { state: 'nothing' };
  const { decision, release } = out;
  const openedAt = await openedBy(tx, scope, decision.decisionId);
  const isAnother = last !== null && last.agendaItemId !== decision.agendaItemId && last.metOn >= release.sentOn;
  return { state: 'told', decision, release, openedAt, again: isAnother ? await toHear(tx, scope, last, today) : null };
}

type LastMet = NonNullable<Awaited<ReturnType<typeof lastMet>>>;

async function toHear(tx: Tx, scope: CaseScope, { metOn, question }: LastMet, today: CalendarDate): Promise<Met> {
  const within = addCouncilWorkingDays(metOn, HEAR_WITHIN_DAYS);
  const soon = 'on' in within ? within.on : null;
  const limit = limitOfAsking(question);
  const due = (await datesOf(tx, scope, today)).due.find(({ what }) => what === limit)?.on ?? null;
  return { metOn, hearBy: due && due >= today && (!soon || due < soon) ? due : soon };
}

/** The last Board this case was before. It has met as `hasMet` (meeting.ts) says. */
async function lastMet(tx: Tx, { councilId, caseFileId }: CaseScope, today: CalendarDate) {
  const [met] = await tx
    .select({
      agendaItemId: agendaItem.agendaItemId,
      question: agendaItem.question,
      metOn: boardMeeting.meetsOn,
    })
    .from(agendaItem)
    .innerJoin(
      boardMeeting,
      and(
        eq(boardMeeting.councilId, agendaItem.councilId),
        eq(boardMeeting.boardMeetingId, agendaItem.boardMeetingId),
        isNull(boardMeeting.cancelledAt),
      ),
    )
    .where(
      and(
        eq(agendaItem.councilId, councilId),
        eq(agendaItem.caseFileId, caseFileId),
        ne(agendaItem.state, 'taken_off'),
        sql`(${boardMeeting.endedAt} is not null or ${boardMeeting.meetsOn} < ${today})`,
      ),
    )
    .orderBy(desc(boardMeeting.meetsOn))
    .limit(1);
  return met ?? null;
}

async function openedBy(tx: Tx, { councilId, caseFileId, personId }: CaseScope, decisionId: string) {
  const [mine] = await tx
    .select({ openedAt: notice.openedAt })
    .from(notice)
    .where(
      and(
        eq(notice.councilId, councilId),
        eq(notice.caseFileId, caseFileId),
        eq(notice.decisionId, decisionId),
        eq(notice.personId, personId),
        eq(notice.channel, 'page'),
      ),
    );
  return mine?.openedAt ?? null;
}

/** Whether the page about the decision has anything to say to this person, for the list of pages. */
export async function hasDecisionPage(tx: Tx, scope: CaseScope, today: CalendarDate): Promise<boolean> {
  const decided = await decidedOn(tx, scope);
  const known = knowsBefore(scope) ? decided : decided.filter(({ release }) => release !== null);
  return known.length > 0 || (await lastMet(tx, scope, today)) !== null;
}
