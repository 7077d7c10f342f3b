import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { findStanding } from '#domain/people/gate.server.ts';
import {
  arrangingScope,
  joinTeam,
  makeBoard,
  putOn,
  seatPeople,
  todaysDate,
  workingDayIn,
} from '../../../../tests/support/boards.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { moveItem, putOnAgenda, sayWhyNotAsked, takeOffAgenda } from './agenda-commands.server.ts';
import { agendaItemOf, agendaOfMeeting } from './agenda.server.ts';
import { cancelMeeting, changeMeeting, holdMeeting, startMeeting, type NotTheirs } from './meeting-commands.server.ts';
import { casesOn, meetingOf, myMeetings, seatsOf, type MeetingRow } from './meetings.server.ts';
import { placesOf } from './places.server.ts';
import { giveSeat, takeSeat, writeAttendance } from './seat-commands.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  // The request came lately enough that a Board in the next weeks is in time.
  await db.owner`update case_file set request_received_on = ${todaysDate()} where council_id = ${made.councilId}`;
  await joinTeam(db, made.officer as Person, made.teamId);
});

const officer = () => made.officer as Person;
const held = async <T>(
  boardMeetingId: string,
  work: (
    tx: Parameters<typeof holdMeeting>[0],
    scope: Awaited<ReturnType<typeof arrangingScope>>,
    row: MeetingRow,
  ) => Promise<T>,
  who: Person = officer(),
): Promise<T | NotTheirs> => {
  const scope = await arrangingScope(who);
  return underScope(scope, async (tx) => {
    const row = await holdMeeting(tx, scope, boardMeetingId);
    return typeof row === 'string' ? row : await work(tx, scope, row);
  });
};
const arrangeScope = async (file = made.caseFileId) =>
  (await scopeFor(officer(), file, 'board:arrange')) as CaseScope<'board:arrange'>;
const boardOn = async (file = made.caseFileId) =>
  (await db.owner`select board_on::text from case_file where case_file_id = ${file}`)[0]!.board_on as string | null;
const grantOf = async (who: Person, file = made.caseFileId) => (await findStanding(who, file))?.grant;

describe('who sees and arranges a Board', () => {
  test('MEET1: the area’s team arranges it; whoever sits sees it; nobody else knows of it', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    const [helen] = await seatPeople(db, made.councilId, id, [['Helen Marsh', 'school']]);
    const stranger = (await makePerson(db, made.councilId, 'staff', 'Nadia Hussain')) as Person;
    for (const [who, expected] of [
      [officer(), true],
      [helen!, false],
    ] as const) {
      const scope = await arrangingScope(who);
      expect(await underScope(scope, (tx) => meetingOf(tx, scope, id))).toMatchObject({ mayArrange: expected });
      expect(await underScope(scope, (tx) => myMeetings(tx, scope, todaysDate()))).toHaveLength(1);
    }
    const scope = await arrangingScope(stranger);
    expect(await underScope(scope, (tx) => meetingOf(tx, scope, id))).toBeNull();
    expect(await held(id, async () => 'in', helen)).toBe('forbidden');
    expect(await held(id, async () => 'in', stranger)).toBe('unknown');
  });
});

describe('the agenda', () => {
  test('MEET4: of 40 cases put on at once exactly 30 get on', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    const files = await Promise.all(
      Array.from({ length: 40 }, () => makeCaseFile(db, made.councilId, made.teamId, 'Ben')),
    );
    for (const file of files) await giveStanding(db, made.councilId, file, officer().personId, 'case_officer');
    const answers = await Promise.all(
      files.map(async (file) => {
        const scope = await arrangeScope(file);
        const wanted = { boardMeetingId: id, question: 'issue' as const };
        return underScope(scope, (tx) => putOnAgenda(tx, scope, wanted, todaysDate()));
      }),
    );
    expect(answers.filter((answer) => !isRefused(answer))).toHaveLength(30);
    const refused = answers.filter(isRefused);
    expect(new Set(refused.map((answer) => answer.refused))).toEqual(
      new Set(['This Board has 30 cases, which is all it takes. Choose another day, or ask whoever arranges it.']),
    );
    const scope = await arrangingScope(officer());
    expect(await underScope(scope, (tx) => casesOn(tx, id))).toBe(30);
    const positions = (await underScope(scope, (tx) => agendaOfMeeting(tx, scope, id))).map(({ position }) => position);
    expect(positions).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
  });

  test('MEET9: the day of the Board on every screen is the agenda’s, on and off and when the day moves', async () => {
    const first = await makeBoard(officer(), made.teamId, workingDayIn(7));
    await makeBoard(officer(), made.teamId, workingDayIn(14));
    await putOn(officer(), made.caseFileId, first);
    expect(await boardOn()).toBe(workingDayIn(7));
    const later = { ...(await planOf(first)), meetsOn: workingDayIn(9) };
    expect(await held(first, (tx, scope, row) => changeMeeting(tx, scope, row, later, todaysDate()))).toBe('changed');
    expect(await boardOn()).toBe(workingDayIn(9));
    const scope = await arrangeScope();
    expect(await underScope(scope, (tx) => takeOffAgenda(tx, scope, 'Put on too soon', todaysDate()))).toBe(
      'taken off',
    );
    expect(await boardOn()).toBeNull();
  });

  test('MEET7: a case moves up and down past its neighbour', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    const tom = await makeCaseFile(db, made.councilId, made.teamId, 'Tom');
    await giveStanding(db, made.councilId, tom, officer().personId, 'case_officer');
    await putOn(officer(), made.caseFileId, id);
    const second = await putOn(officer(), tom, id);
    await held(id, (tx, scope, row) => moveItem(tx, scope, row, second, true));
    const scope = await arrangingScope(officer());
    const order = await underScope(scope, (tx) => agendaOfMeeting(tx, scope, id));
    expect(order.map(({ child }) => child)).toEqual(['Tom Rowe', 'Maya Rowe']);
  });

  test('GAP6: a case is not taken off when no other Board meets in time; the law’s day is said', async () => {
    await db.owner`update case_file set request_received_on = ${'2026-01-05'} where case_file_id = ${made.caseFileId}`;
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    await makeBoard(officer(), made.teamId, workingDayIn(14));
    await putOn(officer(), made.caseFileId, id);
    const scope = await arrangeScope();
    const off = () => underScope(scope, (tx) => takeOffAgenda(tx, scope, 'A report is late', todaysDate()));
    expect(await off()).toMatchObject({ field: 'words', refused: expect.stringContaining('must decide by') });
    await db.owner`insert into statutory_exception (council_id, case_file_id, statutory_exception_id, "limit", reason, from_on, words, approved_by)
      values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), 'decide_no_plan', 'personal', ${'2026-04-01'}, 'In hospital', ${officer().personId})`;
    expect(await off()).toBe('taken off');
  });

  test('MEET9: a Board with cases on it is not called off, and a case stands on one agenda at a time', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    const other = await makeBoard(officer(), made.teamId, workingDayIn(14));
    await putOn(officer(), made.caseFileId, id);
    await expect(putOn(officer(), made.caseFileId, other)).rejects.toThrow('already');
    expect(await held(id, cancelMeeting)).toMatchObject({ field: 'cancel' });
    expect(await held(other, cancelMeeting)).toBe('done');
  });
});

async function planOf(id: string) {
  const scope = await arrangingScope(officer());
  return (await underScope(scope, (tx) => meetingOf(tx, scope, id)))!;
}

describe('places on the case', () => {
  test('MEET8: everybody who sits may read it, until 28 days after; not who is excluded, nor twice over', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    const [helen, anil, maria] = (await seatPeople(db, made.councilId, id, [
      ['Helen Marsh', 'school'],
      ['Anil Rao', 'health'],
      ['Maria Lewis', 'chair'],
    ])) as [Person, Person, Person];
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${anil.personId}, 'Her uncle', ${officer().personId})`;
    await giveStanding(db, made.councilId, made.caseFileId, maria.personId, 'senior_manager');
    await putOn(officer(), made.caseFileId, id);

    expect(await findStanding(helen, made.caseFileId)).toMatchObject({ grant: 'specific', role: 'board_member' });
    expect(await findStanding(anil, made.caseFileId)).toMatchObject({ excluded: true, grant: 'none' });
    expect(await findStanding(maria, made.caseFileId)).toMatchObject({ role: 'senior_manager' });
    const scope = await arrangeScope();
    const places = await underScope(scope, async (tx) => placesOf(tx, scope, await seatsOf(tx, scope, id)));
    expect(places).toEqual([
      { name: 'Helen Marsh', not: null },
      { name: 'Anil Rao', not: 'may not see this case, and was not given it' },
      { name: 'Maria Lewis', not: 'is on this case as senior manager, and does not decide it as well' },
    ]);
    const [place] =
      await db.owner`select (ends_at at time zone 'Europe/London')::date - ${workingDayIn(7)}::date as days
      from standing where person_id = ${helen.personId}`;
    expect(place!.days).toBe(29);
  });

  test('MEET8: a seat taken away ends its places, a seat given makes them, and a case taken off ends them all', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
    await makeBoard(officer(), made.teamId, workingDayIn(14));
    const [helen] = await seatPeople(db, made.councilId, id, [['Helen Marsh', 'school']]);
    await putOn(officer(), made.caseFileId, id);
    const bea = (await makePerson(db, made.councilId, 'staff', 'Bea Hall')) as Person;
    const scope = await arrangingScope(officer());
    const [seat] = await underScope(scope, (tx) => seatsOf(tx, scope, id));
    const wanted = { personId: bea.personId, seat: 'chair' as const, substituteFor: seat!.boardSeatId };
    expect(await held(id, (tx, with_, row) => giveSeat(tx, with_, row, wanted))).toBe('given');
    expect([await grantOf(helen!), await grantOf(bea)]).toEqual(['none', 'specific']);
    const substitute = (await underScope(scope, (tx) => seatsOf(tx, scope, id))).find(
      ({ name }) => name === 'Bea Hall',
    )!;
    expect(substitute.seat).toBe('school');
    expect(await held(id, (tx, with_, row) => takeSeat(tx, with_, row, substitute.boardSeatId))).toBe('taken');
    expect([await grantOf(helen!), await grantOf(bea)]).toEqual(['specific', 'none']);
    const onCase = await arrangeScope();
    await underScope(onCase, (tx) => takeOffAgenda(tx, onCase, 'Put on too soon', todaysDate()));
    expect(await grantOf(helen!)).toBe('none');
  });
});

describe('a Board meets', () => {
  test('MEET5 MEET6: it does not start under quorum; a person and their substitute cannot both be there', async () => {
    const id = await makeBoard(officer(), made.teamId, workingDayIn(0));
    await db.owner`update board_meeting set meets_on = ${todaysDate()} where board_meeting_id = ${id}`;
    await seatPeople(db, made.councilId, id, [
      ['Maria Lewis', 'chair'],
      ['Helen Marsh', 'school'],
      ['Anil Rao', 'health'],
      ['Sue Note', 'notes'],
    ]);
    const scope = await arrangingScope(officer());
    const seats = await underScope(scope, (tx) => seatsOf(tx, scope, id));
    const came = (names: string[]) =>
      new Set(seats.filter(({ name }) => names.includes(name)).map(({ boardSeatId }) => boardSeatId));
    const write = (names: string[]) => held(id, (tx, with_, row) => writeAttendance(tx, with_, row, came(names)));
    const start = () => held(id, (tx, with_, row) => startMeeting(tx, with_, row, todaysDate()));
    await write(['Maria Lewis', 'Helen Marsh', 'Sue Note']);
    expect(await start()).toMatchObject({ field: 'start', refused: expect.stringContaining('needs 3 to start') });
    await write(['Maria Lewis', 'Helen Marsh', 'Anil Rao']);
    expect(await start()).toBe('done');
  });
});

test('CHK2: only a senior manager’s words let a case go ahead that nobody was asked about', async () => {
  const id = await makeBoard(officer(), made.teamId, workingDayIn(7));
  await putOn(officer(), made.caseFileId, id);
  const maria = (await makePerson(db, made.councilId, 'staff', 'Maria Lewis')) as Person;
  await giveStanding(db, made.councilId, made.caseFileId, maria.personId, 'senior_manager');
  const scope = (await scopeFor(maria, made.caseFileId, 'gap:answer')) as CaseScope<'gap:answer'>;
  expect(await underScope(scope, (tx) => sayWhyNotAsked(tx, scope, ''))).toMatchObject({ field: 'why' });
  expect(await underScope(scope, (tx) => sayWhyNotAsked(tx, scope, 'Nobody answers the door'))).toBe('said');
  expect(await underScope(scope, (tx) => agendaItemOf(tx, scope))).toMatchObject({
    notAskedWhy: 'Nobody answers the door',
  });
  await expect(scopeFor(officer(), made.caseFileId, 'gap:answer')).rejects.toThrow('forbidden');
});
