import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { joinTeam, makeBoard, putOn, seatPeople, todaysDate, workingDayIn } from '../../../../tests/support/boards.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { takeOffAgenda } from '../meeting/agenda-commands.server.ts';
import { agendaItemOf } from '../meeting/agenda.server.ts';
import { answerGap } from './gap-answer.server.ts';
import { openLateLook, sayConsent } from './gap-commands.server.ts';
import { gapsOf } from './gap.server.ts';
import { giveNotices } from '../meeting/notices.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let maria: Person;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  await db.owner`update case_file set request_received_on = ${todaysDate()} where case_file_id = ${made.caseFileId}`;
  await joinTeam(db, made.officer as Person, made.teamId);
  maria = (await makePerson(db, made.councilId, 'staff', 'Maria Lewis')) as Person;
  await giveStanding(db, made.councilId, made.caseFileId, maria.personId, 'senior_manager');
});

const officer = () => made.officer as Person;
const of = () => ({ councilId: made.councilId, caseFileId: made.caseFileId });
const ended = (id: string, state: 'listed' | 'decided') =>
  Promise.all([
    db.owner`update board_meeting set started_at = now(), ended_at = now() where board_meeting_id = ${id}`,
    db.owner`update agenda_item set state = ${state} where board_meeting_id = ${id}`,
  ]);

async function aLatePaper(): Promise<string> {
  const [paper] = await db.owner`
    insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, added_by, added_side)
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), 'OT report', 'ot.pdf', 'application/pdf', 10, 'x', 1, 'ready', 'clean', ${made.parent.personId}, 'family')
    returning evidence_item_id`;
  const id = paper!.evidence_item_id as string;
  const open = () => inTransaction(of(), (tx) => openLateLook(tx, of(), id, todaysDate()));
  expect([await open(), await open()]).toEqual(['opened', 'there']);
  const seeing = await scopeFor(officer(), made.caseFileId, 'board:see');
  const [gap] = await underScope(seeing, (tx) => gapsOf(tx, seeing));
  expect(gap).toMatchObject({ kind: 'late_paper', paperTitle: 'OT report', managerName: 'Maria Lewis' });
  return gap!.seriousGapId;
}

async function answer(seriousGapId: string, what: string, words = 'It says something new') {
  const scope = (await scopeFor(maria, made.caseFileId, 'gap:answer')) as CaseScope<'gap:answer'>;
  const given = { seriousGapId, answer: what, words, on: '', reason: '', fromOn: '', toOn: '' };
  return underScope(scope, (tx) => answerGap(tx, scope, given, todaysDate(), new Date()));
}
const itemNow = async () => {
  const scope = await scopeFor(officer(), made.caseFileId, 'board:see');
  return underScope(scope, (tx) => agendaItemOf(tx, scope));
};

test('GAP8: the family says what they think, and "the Board looks again" puts the case on the next Board with room', async () => {
  const first = await makeBoard(officer(), made.teamId, workingDayIn(3));
  await putOn(officer(), made.caseFileId, first, 'placement');
  await ended(first, 'decided');
  const gap = await aLatePaper();
  const family = (await scopeFor(made.parent as Person, made.caseFileId, 'gap:consent')) as CaseScope<'gap:consent'>;
  const think = (words: string) =>
    underScope(family, (tx) =>
      sayConsent(tx, family, { seriousGapId: gap, consent: 'agrees', words, of: '' }, new Date()),
    );
  expect(await think('')).toMatchObject({ field: 'consentWords' });
  expect(await think('It says what we have said all along')).toBe('said');
  expect(await answer(gap, 'get_in_time')).toMatchObject({ field: 'answer' });
  expect(await answer(gap, 'look_again')).toMatchObject({ refused: expect.stringContaining('no Board with room') });
  const next = await makeBoard(officer(), made.teamId, workingDayIn(10));
  expect(await answer(gap, 'look_again')).toBe('answered');
  expect(await itemNow()).toMatchObject({ boardMeetingId: next, question: 'placement', state: 'listed' });
});

test('GAP8: "it changes nothing" needs to say why', async () => {
  const first = await makeBoard(officer(), made.teamId, workingDayIn(3));
  await putOn(officer(), made.caseFileId, first);
  await ended(first, 'decided');
  const gap = await aLatePaper();
  expect(await answer(gap, 'changes_nothing', '')).toMatchObject({ field: 'answerWords' });
  expect(await answer(gap, 'changes_nothing', 'The Board had all of it from the school')).toBe('answered');
});

test('MEET9: a case the Board did not come to goes on the next one as it is', async () => {
  const first = await makeBoard(officer(), made.teamId, workingDayIn(3));
  await putOn(officer(), made.caseFileId, first);
  await ended(first, 'listed');
  const next = await makeBoard(officer(), made.teamId, workingDayIn(10));
  await putOn(officer(), made.caseFileId, next);
  expect(await itemNow()).toMatchObject({ boardMeetingId: next });
  const before = await db.owner`select state_words from agenda_item where board_meeting_id = ${first}`;
  expect(before[0]!.state_words).toBe('The Board ended before it came to this case.');
});

test('MEET10: a family that had been told is told that the case was taken off, and reads why', async () => {
  const first = await makeBoard(officer(), made.teamId, workingDayIn(3));
  await makeBoard(officer(), made.teamId, workingDayIn(10));
  await seatPeople(db, made.councilId, first, [['Helen Marsh', 'school']]);
  await putOn(officer(), made.caseFileId, first);
  await inTransaction(of(), (tx) => giveNotices(tx, of(), first, 'The Board meets on Thursday.'));
  const scope = (await scopeFor(officer(), made.caseFileId, 'board:arrange')) as CaseScope<'board:arrange'>;
  await underScope(scope, (tx) => takeOffAgenda(tx, scope, 'The school asked for a week', todaysDate()));
  const sent = await db.owner`select body from outbox where council_id = ${made.councilId}`;
  expect(sent).toHaveLength(2);
  expect(sent.map(({ body }) => body as string).join()).not.toContain('Maya');
});
