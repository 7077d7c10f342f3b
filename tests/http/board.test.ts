import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { joinTeam, makeBoard, putOn, seatPeople, todaysDate, workingDayIn } from '../support/boards.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { hiddenField, visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

async function area() {
  const made = await makeCase(db);
  await db.owner`update case_file set request_received_on = ${todaysDate()} where case_file_id = ${made.caseFileId}`;
  await joinTeam(db, made.officer as Person, made.teamId);
  const maria = (await makePerson(db, made.councilId, 'staff', 'Maria Lewis')) as Person;
  await giveStanding(db, made.councilId, made.caseFileId, maria.personId, 'senior_manager');
  const as = async (who: Person) => visitor(server, await cookieFor(db, who));
  return {
    ...made,
    maria: await as(maria),
    priya: await as(made.officer as Person),
    dana: await as(made.parent as Person),
    as,
    home: `/cases/${made.caseFileId}`,
    board: (days = 7) => makeBoard(made.officer as Person, made.teamId, workingDayIn(days)),
  };
}
const plan = (meetsOn: string) => ({
  ...{ meetsOn, startsAt: '10:00', endsAt: '14:00', place: 'County Hall', quorum: '3', cap: '30', capReason: '' },
});

describe('meetings, without JavaScript', () => {
  test('MEET1 MEET2 MEET4: a series is arranged; a cap of 36 is refused with everything kept', async () => {
    const { priya } = await area();
    const refused = await priya.post('/board/new', { ...plan(workingDayIn(7)), cap: '36', weeks: '3' });
    expect(refused.status).toBe(400);
    const html = await refused.text();
    expect(html).toContain('A Board takes 35 cases at most, whatever the reason');
    expect(html).toContain('value="County Hall"');
    const made = await priya.post('/board/new', { ...plan(workingDayIn(7)), weeks: '3' });
    expect(made.status).toBe(200);
    expect((await made.text()).match(/href="\/board\/[0-9a-f-]{36}"/g)).toHaveLength(3);
    expect(await priya.page('/board')).toContain('0 of 30 cases');
  });

  test('MEET4 MEET5 MEET6: seats, a substitute, attendance, a change and the start, each by its form', async () => {
    const { priya, councilId, board, as } = await area();
    const id = await board();
    const people = await Promise.all(
      ['Helen Marsh', 'Anil Rao', 'Bea Hall', 'Jon Reed'].map((name) => makePerson(db, councilId, 'staff', name)),
    );
    const page = `/board/${id}`;
    const seat = (at: number, of: string, substituteFor = '') =>
      priya.post(`${page}?/giveSeat`, { personId: people[at]!.personId, seat: of, substituteFor });
    expect((await seat(0, 'chair')).status).toBe(303);
    expect((await seat(1, 'health')).status).toBe(303);
    const again = await seat(1, 'school');
    expect([again.status, await again.text()]).toEqual([400, expect.stringContaining('They have a seat already.')]);
    const anil = (await db.owner`select board_seat_id from board_seat where person_id = ${people[1]!.personId}`)[0]!;
    expect((await seat(2, '', anil.board_seat_id as string)).status).toBe(303);
    expect((await seat(3, 'notes')).status).toBe(303);
    const html = await priya.page(page);
    expect(html).toContain('knows about health, today for Anil Rao');
    expect(html).toContain('2 people who decide sit; 3 must be there.');
    const start = await priya.post(`${page}?/start`, {});
    expect([start.status, await start.text()]).toEqual([400, expect.stringContaining('This Board meets on')]);
    const over = await priya.post(`${page}?/change`, {
      ...plan(workingDayIn(8)),
      cap: '31',
      papersOutOn: workingDayIn(1),
    });
    expect(await over.text()).toContain('Say why this Board takes more than 30 cases');
    const moved = { ...plan(workingDayIn(8)), papersOutOn: workingDayIn(1) };
    expect((await priya.post(`${page}?/change`, moved)).status).toBe(303);
    expect(await priya.page(page)).toContain(inWords(workingDayIn(8)));
    const took = { boardSeatId: anil.board_seat_id as string };
    expect((await priya.post(`${page}?/takeSeat`, took)).status).toBe(303);
    const came =
      await db.owner`select board_seat_id from board_seat where board_meeting_id = ${id} and removed_at is null limit 1`;
    expect((await priya.post(`${page}?/attendance`, { came: came[0]!.board_seat_id as string })).status).toBe(303);
    expect(await priya.page(page)).toContain('. Is here');

    const helen = await as(people[0]! as Person);
    expect(await helen.page(page)).toContain('Put it in your calendar');
    expect(await helen.page(page)).not.toContain('?/giveSeat');
    expect((await helen.post(`${page}?/cancel`, {})).status).toBe(403);
    const file = await helen.get(`${page}/calendar`);
    expect(file.headers.get('content-type')).toContain('text/calendar');
    expect(await file.text()).toContain('SUMMARY:Board');
    const jon = await as((await makePerson(db, councilId, 'staff', 'Nadia Hussain')) as Person);
    expect([(await jon.get(page)).status, (await jon.post(`${page}?/cancel`, {})).status]).toEqual([404, 404]);
    expect((await priya.post(`${page}?/cancel`, {})).status).toBe(303);
    expect(await priya.page(page)).toContain('Will not meet');
  });

  test('MEET5: a Board of today starts with enough people and ends', async () => {
    const { priya, councilId, board } = await area();
    const id = await board();
    await db.owner`update board_meeting set meets_on = ${todaysDate()} where board_meeting_id = ${id}`;
    await seatPeople(db, councilId, id, [
      ['Helen Marsh', 'chair'],
      ['Anil Rao', 'health'],
      ['Bea Hall', 'school'],
    ]);
    await db.owner`update board_seat set attended = true where board_meeting_id = ${id}`;
    expect((await priya.post(`/board/${id}?/start`, {})).status).toBe(303);
    expect(await priya.page(`/board/${id}`)).toContain('Is meeting now');
    expect((await priya.post(`/board/${id}?/end`, {})).status).toBe(303);
    expect(await priya.page(`/board/${id}`)).toContain('Has met');
  });
});

describe('one case and its Board, without JavaScript', () => {
  test('CHK2 MEET7 MEET9: put on, shown first while not asked, let go ahead with a reason, moved, taken off', async () => {
    const { priya, maria, home, board, councilId, teamId } = await area();
    const id = await board();
    await board(14);
    const none = await priya.post(`${home}/board?/putOn`, { question: 'issue' });
    expect([none.status, await none.text()]).toEqual([400, expect.stringContaining('Choose a Board of this area')]);
    const on = await priya.post(`${home}/board?/putOn`, { boardMeetingId: id, question: 'issue' });
    expect(on.headers.get('location')).toBe(`${home}/board`);
    const agenda = await priya.page(`/board/${id}`);
    expect(agenda.indexOf('Not asked: 1')).toBeGreaterThan(0);
    expect(agenda.indexOf('Not asked: 1')).toBeLessThan(agenda.indexOf('The agenda'));
    expect(agenda).toContain('Nothing yet.');
    expect((await priya.post(`${home}/board?/notAsked`, { why: 'No' })).status).toBe(403);
    const silent = await maria.post(`${home}/board?/notAsked`, { why: '' });
    expect([silent.status, await silent.text()]).toEqual([
      400,
      expect.stringContaining('Say why the Board goes ahead'),
    ]);
    expect((await maria.post(`${home}/board?/notAsked`, { why: 'Nobody opens the door' })).status).toBe(303);
    const after = await priya.page(`/board/${id}`);
    expect(after).not.toContain('Not asked: 1');
    expect(after).toContain('Maya Rowe, MC-');

    const steered = await priya.post(`${home}?/steer`, {
      nowSentence: 'So',
      boardOn: workingDayIn(9),
      stage: 'pre_board_check',
    });
    expect(await steered.text()).toContain('the day is its Board’s');
    const second = (
      await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
      values (${councilId}, gen_random_uuid(), 'MC-2', 'Ben', 'Carter', '2017-05-02', ${teamId}, 'board', ${todaysDate()}) returning case_file_id`
    )[0]!;
    const officer = (await db.owner`select person_id from team_member where team_id = ${teamId}`)[0]!;
    await giveStanding(db, councilId, second.case_file_id as string, officer.person_id as string, 'case_officer');
    await putOn(
      { councilId, personId: officer.person_id as string, kind: 'staff', complete: true },
      second.case_file_id as string,
      id,
    );
    const item = hiddenField(await priya.page(`/board/${id}`), 'agendaItemId');
    expect((await priya.post(`/board/${id}?/move`, { agendaItemId: item, way: 'down' })).status).toBe(303);
    const order = await priya.page(`/board/${id}`);
    expect(order.lastIndexOf('Ben Carter</a>')).toBeLessThan(order.lastIndexOf('Maya Rowe</a>'));

    const silentOff = await priya.post(`${home}/board?/takeOff`, { words: '' });
    expect(await silentOff.text()).toContain('Say why it is taken off');
    expect((await priya.post(`${home}/board?/takeOff`, { words: 'Put on too soon' })).status).toBe(303);
    expect(await priya.page(`${home}/board`)).toContain('This case is not on the agenda of a Board.');
  });

  test('MEET11: the family reads who sits in easy words, and the officer sees that they opened it', async () => {
    const { dana, priya, home, board, councilId, caseFileId, officer, parent } = await area();
    const id = await board();
    await seatPeople(db, councilId, id, [['Helen Marsh', 'school']]);
    await putOn(officer as Person, caseFileId, id);
    await db.owner`insert into board_notice (council_id, case_file_id, board_notice_id, board_meeting_id, person_id, words)
      values (${councilId}, ${caseFileId}, gen_random_uuid(), ${id}, ${parent.personId}, 'words')`;
    await db.owner`insert into communication_plan (council_id, case_file_id, person_id, first_by, formats, no_news)
      values (${councilId}, ${caseFileId}, ${parent.personId}, 'call', '{large_print,interpreter}', 'weekly')`;
    expect(await priya.page(`${home}/board`)).toContain('We have no address and no number of Dana.');
    const html = await dana.page(`${home}/board`);
    expect(html).toContain('The Board is a group of people.');
    expect(html).toContain('<strong>Helen Marsh</strong>: leads a school');
    expect(html).toMatch(/class="[^"]*\blarge\b/);
    const seen = await priya.page(`${home}/board`);
    expect(seen).toMatch(/Dana opened it on \w+day \d/);
    expect(seen).toContain('Dana asked for: large print, an interpreter.');
  });

  test('GAP1 GAP3 GAP5: something is missing: said by the family, agreed on the phone, answered by the manager', async () => {
    const { dana, priya, maria, home, board, officer, caseFileId, parent } = await area();
    await putOn(officer as Person, caseFileId, await board());
    const page = `${home}/board/missing`;
    expect(await (await dana.post(`${page}?/raise`, { words: '' })).text()).toContain(
      'Say what is missing, in your own words',
    );
    expect((await dana.post(`${page}?/raise`, { words: 'The hospital’s letter' })).status).toBe(303);
    const html = await priya.page(page);
    expect(html).toContain('Maria Lewis answers by');
    const seriousGapId = hiddenField(html, 'seriousGapId');
    const nobody = await priya.post(`${page}?/consent`, { seriousGapId, consent: 'agrees', consentWords: 'Yes' });
    expect(await nobody.text()).toContain(`href="#of-${seriousGapId}"`);
    const said = { seriousGapId, consent: 'agrees', consentWords: 'Yes', of: parent.personId };
    expect((await priya.post(`${page}?/consent`, said)).status).toBe(303);
    expect(await dana.page(page)).toContain('Priya Shah wrote it down on the phone.');
    expect(await maria.page('/home')).toContain('It waits for your answer');
    const late = { seriousGapId, answer: 'get_in_time', answerWords: 'It is on its way', on: workingDayIn(7) };
    const refused = await maria.post(`${page}?/answer`, late);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('before the Board meets')]);
    expect((await maria.post(`${page}?/answer`, { ...late, on: workingDayIn(1) })).status).toBe(303);
    expect(await dana.page(page)).toContain('get it before the board meets');
    expect(await maria.page('/home')).not.toContain('It waits for your answer');
  });
});
