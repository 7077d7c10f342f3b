import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { joinTeam, makeBoard, putOn, seatPeople, todaysDate, workingDayIn } from '../../../../tests/support/boards.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { calendarFile } from './calendar-file.server.ts';
import { raiseGap } from '../gap/gap-commands.server.ts';
import { gapsOf } from '../gap/gap.server.ts';
import { noticesUpTo } from './notice.ts';
import { noticesOf, openNotices } from './notices.server.ts';
import { boardRounds } from '../rounds.server.ts';
import type { MeetingRow } from './meetings.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  await joinTeam(db, made.officer as Person, made.teamId);
});

const [tellFamilies, findLatePapers] = boardRounds as [(typeof boardRounds)[0], (typeof boardRounds)[0]];
const officer = () => made.officer as Person;
/** Six seats filled one by one are one message: the round waits until nothing has changed for a while. */
const rested = () =>
  db.owner`update board_meeting set changed_at = now() - interval '11 minutes' where council_id = ${made.councilId}`;
const aBoard = async (days: number) => {
  const id = await makeBoard(officer(), made.teamId, workingDayIn(days));
  const [helen] = await seatPeople(db, made.councilId, id, [['Helen Marsh', 'school']]);
  await putOn(officer(), made.caseFileId, id);
  return { id, helen: helen! };
};
const proofs = async (id: string) => {
  const scope = await scopeFor(officer(), made.caseFileId, 'board:see');
  return underScope(scope, (tx) => noticesOf(tx, scope, id));
};
const tell = () => tellFamilies.go(made.councilId);

describe('the family is told', () => {
  test('MEET10: in good time, once, by a message that names no child; and again when who sits or the day changes', async () => {
    const { id } = await aBoard(7);
    expect(await tell(), 'it has not rested').toBe(0);
    await rested();
    expect(await tell()).toBe(1);
    expect(await tell()).toBe(0);
    const [message] =
      await db.owner`select o.body, o."to" from outbox o where o.council_id = ${made.councilId} order by created_at desc limit 1`;
    expect(message!.body).toContain(`/cases/${made.caseFileId}/board`);
    expect(message!.body).not.toContain('Maya');
    expect(await proofs(id)).toMatchObject([{ name: 'Dana', reachable: true, sentAt: null, openedAt: null }]);
    expect((await proofs(id))[0]!.words).toContain('Helen Marsh: leads a school.');
    await seatPeople(db, made.councilId, id, [['Anil Rao', 'health']]);
    expect(await tell()).toBe(1);
    expect(await proofs(id)).toHaveLength(2);
  });

  test('MEET10: not before there is somebody to name, nor long before, nor to who is excluded', async () => {
    const far = await aBoard(40);
    await rested();
    expect(await tell()).toBe(0);
    expect(noticesUpTo('2026-12-01')).toBe('2026-12-15');
    await db.owner`update board_meeting set meets_on = ${workingDayIn(5)} where board_meeting_id = ${far.id}`;
    await db.owner`update board_seat set removed_at = now() where board_meeting_id = ${far.id}`;
    expect(await tell()).toBe(0);
    await db.owner`update board_seat set removed_at = null where board_meeting_id = ${far.id}`;
    const lee = await makePerson(db, made.councilId, 'family', 'Lee Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, lee.personId, 'parent');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${made.caseFileId}, ${lee.personId}, 'A court order', ${officer().personId})`;
    expect(await tell()).toBe(1);
  });

  test('MEET10: somebody with no address and no number is written down as not reached', async () => {
    const { id } = await aBoard(7);
    await db.owner`update person set email = null, mobile = null where person_id = ${made.parent.personId}`;
    await rested();
    expect(await tell()).toBe(1);
    expect(await proofs(id)).toMatchObject([{ reachable: false }]);
  });

  test('MEET11: opening the page is the proof, and the first time counts', async () => {
    const { id } = await aBoard(7);
    await rested();
    await tell();
    const scope = await scopeFor(made.parent as Person, made.caseFileId, 'board:see');
    const first = new Date('2026-05-03T20:42:00Z');
    await underScope(scope, (tx) => openNotices(tx, scope, first));
    await underScope(scope, (tx) => openNotices(tx, scope, new Date('2026-05-04T08:00:00Z')));
    expect((await proofs(id))[0]!.openedAt).toEqual(first);
  });
});

describe('a paper after the decision', () => {
  const letOut = () => db.owner`
    insert into release (council_id, case_file_id, decision_id, released_by, sent_on)
    select council_id, case_file_id, decision_id, decided_by, '2026-11-05' from decision where case_file_id = ${made.caseFileId}`;
  const addPaper = (at: string) => db.owner`
    insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, added_by, added_side, added_at)
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), 'OT report', 'ot.pdf', 'application/pdf', 10, 'x', 1, 'ready', 'clean', ${made.parent.personId}, 'family', ${at})`;
  const decide = (item: string, outcome: string) => db.owner`
    insert into decision (council_id, case_file_id, decision_id, agenda_item_id, pack_id, question, outcome, sentence, this_week, next_step, record, sha256, had_important_pages, decided_by, decided_at)
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), ${item}, gen_random_uuid(), 'issue', ${outcome}, 'No', '', '', '{}', '', false, ${officer().personId}, '2026-11-01T12:00:00Z')`;

  test('GAP8 GAP9: one that came after a no opens one quick look, told to the officer alone until it is out; one before does not', async () => {
    const { id } = await aBoard(7);
    const [item] = await db.owner`select agenda_item_id from agenda_item where board_meeting_id = ${id}`;
    await decide(item!.agenda_item_id as string, 'no_issue');
    await addPaper('2026-10-31T12:00:00Z');
    expect(await findLatePapers.go(made.councilId)).toBe(0);
    await addPaper('2026-11-02T12:00:00Z');
    expect(await findLatePapers.go(made.councilId)).toBe(1);
    expect(await findLatePapers.go(made.councilId)).toBe(0);
    const [gap] = await db.owner`select kind, words from serious_gap where case_file_id = ${made.caseFileId}`;
    expect(gap).toMatchObject({ kind: 'late_paper', words: 'OT report' });
    const sent = await db.owner`select 1 from outbox where council_id = ${made.councilId}`;
    expect(sent).toHaveLength(1);
    const seen = async (who: Person) => {
      const scope = await scopeFor(who, made.caseFileId, 'board:see');
      return underScope(scope, (tx) => gapsOf(tx, scope));
    };
    expect([await seen(made.parent as Person), (await seen(officer())).length]).toEqual([[], 1]);
    await letOut();
    expect(await seen(made.parent as Person)).toMatchObject([{ kind: 'late_paper', paperTitle: 'OT report' }]);
    await addPaper('2026-11-03T12:00:00Z');
    expect(await findLatePapers.go(made.councilId)).toBe(1);
    expect(await db.owner`select 1 from outbox where council_id = ${made.councilId}`).toHaveLength(3);
  });

  test('GAP9 TELL8: what the family says to be missing is taken in until they are told, decided or not', async () => {
    const { id } = await aBoard(7);
    const [item] = await db.owner`select agenda_item_id from agenda_item where board_meeting_id = ${id}`;
    const raise = async (who: Person) => {
      const scope = (await scopeFor(who, made.caseFileId, 'gap:raise')) as CaseScope<'gap:raise'>;
      return underScope(scope, (tx) => raiseGap(tx, scope, 'The hospital letter', todaysDate()));
    };
    await decide(item!.agenda_item_id as string, 'no_issue');
    await db.owner`update agenda_item set state = 'decided' where board_meeting_id = ${id}`;
    expect(await raise(officer())).toMatchObject({ refused: expect.stringContaining('The Board has met') });
    expect(await raise(made.parent as Person)).toHaveProperty('seriousGapId');
    await letOut();
    expect(await raise(made.parent as Person)).toMatchObject({ refused: expect.stringContaining('The Board has met') });
  });

  test('GAP8: not after a yes to finding out more, whose papers were asked for', async () => {
    const { id } = await aBoard(7);
    const [item] = await db.owner`select agenda_item_id from agenda_item where board_meeting_id = ${id}`;
    await decide(item!.agenda_item_id as string, 'assess');
    await addPaper('2026-11-02T12:00:00Z');
    expect(await findLatePapers.go(made.councilId)).toBe(0);
  });
});

test('MEET12: the calendar file has the day, hours and place in every season, says nothing of a case, and can be called off', () => {
  const row = {
    ...{ boardMeetingId: 'b1', meetsOn: '2027-07-08', startsAt: '10:00', endsAt: '14:00', place: 'County Hall' },
    ...{ changedAt: new Date('2026-11-23T10:00:00Z'), cancelledAt: null },
  } as MeetingRow;
  const summer = calendarFile(row, 'https://ground.example');
  expect(summer).toContain('DTSTART:20270708T090000Z');
  expect(summer).toContain('UID:b1@ground.example');
  expect(calendarFile({ ...row, meetsOn: '2027-01-07' }, 'https://ground.example')).toContain(
    'DTSTART:20270107T100000Z',
  );
  const off = calendarFile({ ...row, cancelledAt: new Date('2026-11-24T10:00:00Z') }, 'https://ground.example');
  expect(off).toContain('METHOD:CANCEL');
  const number = (file: string) => Number(/SEQUENCE:(\d+)/.exec(file)![1]);
  expect(number(off)).toBeGreaterThan(number(summer));
});
