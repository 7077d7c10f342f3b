import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { findStanding } from '#domain/people/gate.server.ts';
import {
  arrangingScope,
  joinTeam,
  makeBoard,
  putOn,
  todaysDate,
  workingDayIn,
} from '../../../../tests/support/boards.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { takeOffAgenda } from '../meeting/agenda-commands.server.ts';
import { agendaItemOf } from '../meeting/agenda.server.ts';
import { answerGap, type Answering } from './gap-answer.server.ts';
import { raiseGap, sayConsent } from './gap-commands.server.ts';
import { answerBy, clockInWords, whyNotThatDay } from './gap.ts';
import { gapsOf, gapsWaitingFor, overdueInMyAreas, waitingGapOf } from './gap.server.ts';

describe('the clock', () => {
  test('GAP2: two working days, before the Board’s day when that is nearer, never before today', () => {
    expect(answerBy('2026-12-02', null)).toBe('2026-12-04');
    expect(answerBy('2026-12-02', '2026-12-17')).toBe('2026-12-04');
    expect(answerBy('2026-12-02', '2026-12-04')).toBe('2026-12-03');
    expect(answerBy('2026-12-04', '2026-12-07')).toBe('2026-12-04');
    expect(answerBy('2026-12-02', '2026-12-02')).toBe('2026-12-02');
    expect(answerBy('2026-12-24', null)).toBe('2026-12-30');
    expect(answerBy('2026-12-02', '2026-11-26')).toBe('2026-12-04');
    expect(answerBy('2099-01-05', null)).toBe('2099-01-06');
  });

  test('GAP4: what is late is said so, by whom and since when', () => {
    expect(clockInWords('2026-12-04', 'Maria Lewis', '2026-12-02')).toBe(
      'Maria Lewis answers by Friday 4 December 2026, in 2 days.',
    );
    expect(clockInWords('2026-12-01', 'Maria Lewis', '2026-12-02')).toContain('should have answered by');
  });

  test('GAP5: it is got before the Board, or looked at again within 28 days after it', () => {
    const day = (answer: 'get_in_time' | 'decide_and_look_again', on: string | null) =>
      whyNotThatDay(answer, on, '2026-12-02', '2026-12-10');
    expect(day('get_in_time', '2026-12-09')).toBeNull();
    expect(day('get_in_time', '2026-12-10')).toContain('before the Board meets');
    expect(day('get_in_time', null)).toBe('Enter the day it will be here');
    expect(day('decide_and_look_again', '2027-01-07')).toBeNull();
    expect(day('decide_and_look_again', '2027-01-08')).toContain('within 28 days');
    expect(day('decide_and_look_again', '2026-12-10')).toContain('after the Board');
  });
});

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let maria: Person;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  await joinTeam(db, made.officer as Person, made.teamId);
  maria = (await makePerson(db, made.councilId, 'staff', 'Maria Lewis')) as Person;
});

const file = () => made.caseFileId;
const parent = () => made.parent as Person;
const officer = () => made.officer as Person;
const scopeOf = async <P extends 'gap:raise' | 'gap:consent' | 'gap:answer' | 'board:see' | 'board:arrange'>(
  who: Person,
  permission: P,
) => (await scopeFor(who, file(), permission)) as CaseScope<P>;
const raise = async (who: Person, words = 'The hospital’s letter of June') => {
  const scope = await scopeOf(who, 'gap:raise');
  const done = await underScope(scope, (tx) => raiseGap(tx, scope, words, todaysDate()));
  if ('refused' in done) throw new Error(done.refused);
  return done.seriousGapId;
};
const answer = async (seriousGapId: string, given: Partial<Answering>) => {
  const scope = await scopeOf(maria, 'gap:answer');
  const blank = { seriousGapId, answer: '', words: 'It matters', on: '', reason: '', fromOn: '', toOn: '' };
  return underScope(scope, (tx) => answerGap(tx, scope, { ...blank, ...given }, todaysDate(), new Date()));
};
const consent = async (who: Person, seriousGapId: string, says: 'agrees' | 'refuses' | '', words = '', of = '') => {
  const scope = await scopeOf(who, 'gap:consent');
  return underScope(scope, (tx) => sayConsent(tx, scope, { seriousGapId, consent: says, words, of }, new Date()));
};
const gaps = async () => {
  const scope = await scopeOf(parent(), 'board:see');
  return underScope(scope, (tx) => gapsOf(tx, scope));
};

describe('something fundamental is missing', () => {
  test('GAP1 GAP2: anybody raises it; a named senior manager of the area gets it, a place on the case and a message', async () => {
    const other = await makeCaseFile(db, made.councilId, made.teamId, 'Ben');
    await giveStanding(db, made.councilId, other, maria.personId, 'senior_manager');
    await raise(parent());
    expect(await findStanding(maria, file())).toMatchObject({ role: 'senior_manager', grant: 'specific' });
    expect(await gaps()).toMatchObject([{ raisedByName: 'Dana', managerName: 'Maria Lewis', kind: 'missing' }]);
    const [mail] = await db.owner`select count(*)::int as count from outbox o join person p on p.email = o."to"
      where p.person_id = ${maria.personId} and o.body like '%There is an update%' and o.body not like '%Maya%'`;
    expect(mail!.count).toBe(1);
    const scope = await arrangingScope(maria);
    expect(await underScope(scope, (tx) => gapsWaitingFor(tx, scope))).toMatchObject([{ caseFileId: file() }]);
  });

  test('GAP2: somebody who is excluded from the case is not its manager', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${made.councilId}, ${file()}, ${maria.personId}, 'Her nephew', ${officer().personId})`;
    await raise(parent());
    expect(await gaps()).toMatchObject([{ managerId: null, managerName: 'A senior manager' }]);
  });

  test('GAP3: the family says it themselves, or an officer on the phone with one of them; the last word counts', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    const id = await raise(officer());
    expect(await consent(officer(), id, 'agrees')).toMatchObject({ field: 'of' });
    expect(await consent(officer(), id, 'agrees', 'Yes, wait', officer().personId)).toMatchObject({ field: 'of' });
    expect(await consent(parent(), id, '')).toMatchObject({ field: 'consent' });
    expect(await consent(parent(), id, 'refuses', 'We have waited enough')).toBe('said');
    expect(await consent(officer(), id, 'agrees', 'All right, then', parent().personId)).toBe('said');
    expect(await gaps()).toMatchObject([
      { consent: 'agrees', consentOfName: 'Dana', consentByName: 'Priya Shah', consentWords: 'All right, then' },
    ]);
  });

  test('GAP4: what is overdue is shown to the area, and to nobody who may not see the case', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    await raise(parent());
    await db.owner`update serious_gap set answer_by = ${addDays(todaysDate(), -1)} where case_file_id = ${file()}`;
    const stranger = (await makePerson(db, made.councilId, 'staff', 'Nadia Hussain')) as Person;
    const seen = async (who: Person) => {
      const scope = await arrangingScope(who);
      return underScope(scope, (tx) => overdueInMyAreas(tx, scope, todaysDate()));
    };
    expect(await seen(officer())).toMatchObject([{ managerName: 'Maria Lewis' }]);
    expect(await seen(stranger)).toEqual([]);
  });

  test('GAP5 GAP6: an exception needs the family’s yes and a reason of the law; only then may the case leave its Board', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    await db.owner`update case_file set request_received_on = '2026-01-05' where case_file_id = ${file()}`;
    await putOn(officer(), file(), await makeBoard(officer(), made.teamId, workingDayIn(7)));
    const id = await raise(parent());
    const exception = { answer: 'exception', reason: 'personal', fromOn: addDays(todaysDate(), -3) };
    expect(await answer(id, exception)).toMatchObject({ refused: expect.stringContaining('Ask the family first') });
    await consent(parent(), id, 'refuses');
    expect(await answer(id, exception)).toMatchObject({ refused: expect.stringContaining('does not agree to wait') });
    await consent(parent(), id, 'agrees');
    expect(await answer(id, { ...exception, reason: 'short_of_staff' })).toMatchObject({ field: 'reason' });
    const off = await scopeOf(officer(), 'board:arrange');
    const takeOff = () => underScope(off, (tx) => takeOffAgenda(tx, off, 'Maya is in hospital', todaysDate()));
    expect(await takeOff()).toMatchObject({ field: 'words' });
    expect(await answer(id, exception)).toBe('answered');
    expect(await gaps()).toMatchObject([{ answer: 'exception', statutoryExceptionId: expect.any(String) }]);
    expect(await takeOff()).toBe('taken off');
  });

  test('GAP5: postponing is not among the answers, and an answer stays', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    const id = await raise(parent());
    expect(await answer(id, { answer: 'postpone' })).toMatchObject({ field: 'answer' });
    expect(await answer(id, { answer: 'changes_nothing' })).toMatchObject({ field: 'answer' });
    expect(await answer(id, { answer: 'get_in_time', on: workingDayIn(1), words: '' })).toMatchObject({
      field: 'answerWords',
    });
    expect(await answer(id, { answer: 'get_in_time', on: workingDayIn(1) })).toBe('answered');
    expect(await answer(id, { answer: 'get_in_time', on: workingDayIn(1) })).toMatchObject({ field: 'answer' });
    expect(await consent(parent(), id, 'agrees')).toMatchObject({
      refused: expect.stringContaining('answered already'),
    });
  });

  test('GAP7: while it waits the Board does not decide; once it is decided nothing more is raised', async () => {
    await giveStanding(db, made.councilId, file(), maria.personId, 'senior_manager');
    const item = await putOn(officer(), file(), await makeBoard(officer(), made.teamId, workingDayIn(7)));
    const id = await raise(parent());
    const scope = await scopeOf(parent(), 'board:see');
    expect(await underScope(scope, (tx) => waitingGapOf(tx, scope))).toMatchObject({ seriousGapId: id });
    await answer(id, { answer: 'get_in_time', on: workingDayIn(1) });
    expect(await underScope(scope, (tx) => waitingGapOf(tx, scope))).toBeNull();
    await db.owner`update agenda_item set state = 'decided' where agenda_item_id = ${item}`;
    await expect(raise(officer())).rejects.toThrow('The Board has met');
    expect(await underScope(scope, (tx) => agendaItemOf(tx, scope))).toMatchObject({ state: 'decided' });
  });
});
