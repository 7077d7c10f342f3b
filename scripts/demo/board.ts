import { isRefusal } from '#domain/access/decide.ts';
import { isRefused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { putOnAgenda, sayWhyNotAsked } from '#domain/board/meeting/agenda-commands.server.ts';
import { decidingContentOf } from '#domain/board/desk/deciding-content.server.ts';
import { saveDraft } from '#domain/board/desk/deciding-draft.server.ts';
import { decide } from '#domain/board/desk/deciding.server.ts';
import { deskItemOf } from '#domain/board/desk/desk-item.server.ts';
import { holdMeeting, isNotTheirs, startMeeting } from '#domain/board/meeting/meeting-commands.server.ts';
import { seatsOf, type MeetingRow } from '#domain/board/meeting/meetings.server.ts';
import { addReason } from '#domain/board/desk/reasons.server.ts';
import { boardMeeting } from '#domain/board/schema.server.ts';
import { giveSeat, writeAttendance } from '#domain/board/meeting/seat-commands.server.ts';
import type { Seat } from '#domain/board/seats.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { Tx } from '#server/db.ts';
import { boardCases, type BoardDemo } from './board-cases.ts';
import { freezeFor, furnishForBoard } from './board-papers.ts';
import type { StaffKey } from './council.ts';
import type { People, Teams } from './enter.ts';
import { scopeOn } from './scope.ts';

const sitting: [StaffKey, Seat][] = [
  ['anwen', 'chair'],
  ['helen', 'school'],
  ['omar', 'psychology'],
  ['grace', 'notes'],
];

/** Today's Board of the north: it is meeting now, has decided two cases, which wait to be told, and two are to come. */
export async function holdBoard(
  files: ReadonlyMap<string, string>,
  people: People,
  teams: Teams,
  today: CalendarDate,
): Promise<void> {
  const boardMeetingId = await arrangeToday(people, teams, today);
  for (const one of boardCases) await prepare(one, files.get(one.first)!, people, boardMeetingId, today);
  await onMeeting(people.maria, boardMeetingId, async (tx, scope, held) => {
    const everybody = new Set((await seatsOf(tx, scope, boardMeetingId)).map(({ boardSeatId }) => boardSeatId));
    done(await writeAttendance(tx, scope, held, everybody));
  });
  await onMeeting(people.maria, boardMeetingId, async (tx, scope, held) =>
    done(await startMeeting(tx, scope, held, today)),
  );
  for (const one of boardCases) if (one.decided) await decideOne(one.decided, files.get(one.first)!, people);
}

const done = (answer: unknown): void => {
  if (answer === null || isRefused(answer))
    throw new Error(answer?.refused ?? 'The demonstration asked for what is not there.');
};

async function meetingScope(who: Person): Promise<Scope<'meeting:arrange'>> {
  const answer = await authorise(who, null, 'meeting:arrange');
  if (isRefusal(answer)) throw new Error(`The gate refused meeting:arrange: ${answer.because}.`);
  return answer as Scope<'meeting:arrange'>;
}

async function onMeeting(
  who: Person,
  boardMeetingId: string,
  work: (tx: Tx, scope: Scope<'meeting:arrange'>, held: MeetingRow) => Promise<void>,
): Promise<void> {
  const scope = await meetingScope(who);
  await underScope(scope, async (tx) => {
    const held = await holdMeeting(tx, scope, boardMeetingId);
    if (isNotTheirs(held)) throw new Error('The demonstration’s own Board is not Maria’s to arrange.');
    await work(tx, scope, held);
  });
}

/** The demonstration is made on any day of the week, and a Board is arranged on working days only: so this one is entered. */
async function arrangeToday({ maria, ...people }: People, teams: Teams, today: CalendarDate): Promise<string> {
  const scope = await meetingScope(maria);
  const [made] = await underScope(scope, (tx) =>
    tx
      .insert(boardMeeting)
      .values({
        ...{ councilId: scope.councilId, teamId: teams.north, meetsOn: today, papersOutOn: addDays(today, -7) },
        ...{ startsAt: '10:00', endsAt: '14:00', place: 'County Hall, room 4', arrangedBy: scope.personId },
      })
      .returning({ boardMeetingId: boardMeeting.boardMeetingId }),
  );
  const { boardMeetingId } = made!;
  for (const [key, seat] of sitting)
    await onMeeting(maria, boardMeetingId, async (tx, arranging, held) =>
      done(
        await giveSeat(tx, arranging, held, {
          personId: people[key as Exclude<StaffKey, 'maria'>].personId,
          seat,
          substituteFor: '',
        }),
      ),
    );
  return boardMeetingId;
}

async function prepare(
  one: BoardDemo,
  caseFileId: string,
  people: People,
  boardMeetingId: string,
  today: CalendarDate,
): Promise<void> {
  await furnishForBoard(one, caseFileId, people, today);
  const arranging = await scopeOn(people.priya, caseFileId, 'board:arrange');
  done(
    await underScope(arranging, (tx) => putOnAgenda(tx, arranging, { boardMeetingId, question: one.question }, today)),
  );
  if (!one.familySays) {
    const answering = await scopeOn(people.maria, caseFileId, 'gap:answer');
    const why =
      'We have rung Sade four times and written twice. The law’s date has passed, and Leo should not wait for us.';
    done(await underScope(answering, (tx) => sayWhyNotAsked(tx, answering, why)));
  }
  await freezeFor(one, caseFileId, people);
}

async function decideOne(
  { reasons, draft }: NonNullable<BoardDemo['decided']>,
  caseFileId: string,
  { anwen, grace }: People,
): Promise<void> {
  const notes = await scopeOn(grace, caseFileId, 'board:decide');
  const item = (await underScope(notes, (tx) => deskItemOf(tx, notes)))!;
  for (const reason of reasons) {
    const added = await underScope(notes, (tx) => addReason(tx, notes, item.agendaItemId, reason));
    if (added && 'faults' in added) throw new Error(Object.values(added.faults).join(' '));
    done(added);
  }
  done(await underScope(notes, (tx) => saveDraft(tx, notes, item.agendaItemId, draft, null)));
  const chair = await scopeOn(anwen, caseFileId, 'board:decide');
  const saved = await underScope(chair, async (tx) => {
    const { shownSha256 } = await decidingContentOf(tx, chair, item);
    return decide(tx, chair, item.agendaItemId, { shownSha256, lookedAtWords: true, allTheSame: '' });
  });
  done(saved);
}
