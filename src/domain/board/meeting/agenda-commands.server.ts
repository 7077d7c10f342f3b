import { and, eq, sql } from 'drizzle-orm';
import { assertStillStanding, recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { refuse, type Refused } from '#domain/evidence/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { agendaItemOf, boardsToCome, lawOf, type AgendaItem } from './agenda.server.ts';
import { settleDay } from './board-day.server.ts';
import { whyNotPutOff } from './putting-off.ts';
import { isOpen } from './meeting.ts';
import { casesOn, meetingById, type MeetingRow } from './meetings.server.ts';
import { settlePlaces } from './places.server.ts';
import { questions, type Question } from '../question.ts';
import { agendaItem } from '../schema.server.ts';
import { tellTakenOff } from './notices.server.ts';

/**
 * Puts a case on the agenda of a Board of its own area, with the question that is asked. The meeting is held, so that of
 * many who do it at once no more get on than it takes (MEET4). Its members get their place on the case (MEET8).
 */
export async function putOnAgenda(
  tx: Tx,
  scope: CaseScope<'board:arrange'> | CaseScope<'gap:answer'>,
  { boardMeetingId, question }: { boardMeetingId: string; question: Question },
  today: CalendarDate,
): Promise<{ agendaItemId: string } | Refused> {
  await assertStillStanding(tx, scope);
  if (!(question in questions)) return refuse('question', 'Choose what the Board is asked');
  const ours = (await boardsToCome(tx, scope, today)).some((board) => board.boardMeetingId === boardMeetingId);
  const meeting = ours ? await meetingById(tx, scope, boardMeetingId, 'update') : null;
  if (!meeting || !isOpen(meeting)) return refuse('boardMeetingId', 'Choose a Board of this area that is to come');
  const before = await agendaItemOf(tx, scope);
  if (before?.state === 'listed') {
    if (!before.meeting.endedAt)
      return refuse('boardMeetingId', `This case is on the agenda of ${inWords(before.meeting.meetsOn)} already.`);
    await mark(tx, scope, before, 'taken_off', 'The Board ended before it came to this case.');
  }
  const full = await whyFull(tx, meeting);
  if (full) return refuse('boardMeetingId', full);
  const made = await listItem(tx, scope, meeting, question);
  await recordFor(tx, scope, {
    action: 'agenda.put_on',
    target: made.agendaItemId,
    detail: { boardMeetingId, question },
  });
  await settle(tx, scope);
  return made;
}

async function whyFull(tx: Tx, { boardMeetingId, cap }: MeetingRow): Promise<string | null> {
  const count = await casesOn(tx, boardMeetingId);
  return count < cap
    ? null
    : `This Board has ${count} cases, which is all it takes. Choose another day, or ask whoever arranges it.`;
}

async function listItem(tx: Tx, scope: CaseScope, { boardMeetingId }: MeetingRow, question: Question) {
  const { councilId, caseFileId, personId: addedBy } = scope;
  const last = await tx.execute<{ last: number }>(
    sql`select coalesce(max(position), 0)::int as last from agenda_of(${boardMeetingId})`,
  );
  const listed = { position: last[0]!.last + 1, question, state: 'listed' as const, stateWords: '', notAskedWhy: '' };
  const [made] = await tx
    .insert(agendaItem)
    .values({ councilId, caseFileId, boardMeetingId, addedBy, ...listed })
    .onConflictDoUpdate({
      target: [agendaItem.councilId, agendaItem.boardMeetingId, agendaItem.caseFileId],
      set: { ...listed, addedBy, addedAt: sql`now()` },
    })
    .returning({ agendaItemId: agendaItem.agendaItemId });
  return made!;
}

/** Takes a case off its agenda, with a reason everybody on the case reads. Never past the day the law sets (GAP6). */
export async function takeOffAgenda(
  tx: Tx,
  scope: CaseScope<'board:arrange'>,
  words: string,
  today: CalendarDate,
): Promise<'taken off' | Refused> {
  await assertStillStanding(tx, scope);
  const item = await agendaItemOf(tx, scope);
  if (!item || item.state !== 'listed') return refuse('words', 'This case is not on an agenda any more.');
  if (words === '') return refuse('words', 'Say why it is taken off. Everybody on the case can read it.');
  const others = (await boardsToCome(tx, scope, today)).filter(
    ({ boardMeetingId, count, cap }) => boardMeetingId !== item.boardMeetingId && count < cap,
  );
  const not = whyNotPutOff(
    await lawOf(tx, scope, item.question),
    others.map(({ meetsOn }) => meetsOn),
  );
  if (not) return refuse('words', not);
  await mark(tx, scope, item, 'taken_off', words);
  await recordFor(tx, scope, { action: 'agenda.taken_off', target: item.agendaItemId, reason: words });
  await settle(tx, scope);
  await tellTakenOff(tx, scope, item.boardMeetingId);
  return 'taken off';
}

/** Writes why a case goes ahead though one side was not asked (CHK2). Only a senior manager says so. */
export async function sayWhyNotAsked(tx: Tx, scope: CaseScope<'gap:answer'>, why: string): Promise<'said' | Refused> {
  await assertStillStanding(tx, scope);
  const item = await agendaItemOf(tx, scope);
  if (!item || item.state !== 'listed') return refuse('why', 'This case is not on an agenda any more.');
  if (why === '') return refuse('why', 'Say why the Board goes ahead without asking');
  await tx.update(agendaItem).set({ notAskedWhy: why }).where(thisItem(scope, item));
  await recordFor(tx, scope, { action: 'agenda.not_asked', target: item.agendaItemId, reason: why });
  return 'said';
}

/** One case up or down the agenda. Says nothing when it is at the end already. */
export async function moveItem(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  { boardMeetingId }: MeetingRow,
  agendaItemId: string,
  up: boolean,
): Promise<void> {
  const [moved] = await tx.execute<{ moved: boolean }>(
    sql`select agenda_move(${boardMeetingId}, ${agendaItemId}, ${up}) as moved`,
  );
  if (moved?.moved) await recordFor(tx, scope, { action: 'meeting.case_moved', target: agendaItemId, detail: { up } });
}

const thisItem = ({ councilId, caseFileId }: CaseScope, { agendaItemId }: Pick<AgendaItem, 'agendaItemId'>) =>
  and(
    eq(agendaItem.councilId, councilId),
    eq(agendaItem.caseFileId, caseFileId),
    eq(agendaItem.agendaItemId, agendaItemId),
  );

const mark = (tx: Tx, scope: CaseScope, item: AgendaItem, state: AgendaItem['state'], stateWords: string) =>
  tx.update(agendaItem).set({ state, stateWords }).where(thisItem(scope, item));

async function settle(tx: Tx, scope: CaseScope): Promise<void> {
  await settlePlaces(tx, scope, scope.personId);
  await settleDay(tx, scope, scope.personId);
}
