import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { approveException } from '#domain/cases/exceptions.server.ts';
import { serveAgainRound } from './serve-again.server.ts';
import { beforeTheBoard, decided, saysHow, type BeforeTheBoard } from '../../../../tests/support/decided.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { familySees } from './family-sees.server.ts';
import { ledgerOf, openDecision, recordPosted } from './ledger.server.ts';
import type { Outcome } from '../outcomes.ts';
import { releaseDecision } from './release.server.ts';
import { logTry } from './telling.server.ts';

// Wednesday 21 October 2026; the law's last day for a no to a plan on a request of 1 September is 22 December.
const WEDNESDAY = new Date('2026-10-21T10:00:00Z');
const THURSDAY = new Date('2026-10-22T10:00:00Z');
const FRIDAY = new Date('2026-10-23T10:00:00Z');
let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

async function ready(outcome: Outcome = 'no_issue') {
  const made = await beforeTheBoard(db, '2026-10-20');
  const decisionId = await decided(db, made, outcome);
  const scope = (await scopeFor(made.officer, made.caseFileId, 'decision:tell')) as CaseScope<'decision:tell'>;
  const tried = (given: Partial<Parameters<typeof logTry>[2]> = {}, at = WEDNESDAY) => {
    const one = { decisionId, personId: made.parent.personId, by: made.officer.personId, words: '' };
    return underScope(scope, (tx) => logTry(tx, scope, { ...one, how: 'video', cameOfIt: 'told', ...given }, at));
  };
  const letOut = (at: Date, given: { wordsRead?: boolean; overrideWords?: string; asked?: string } = {}) =>
    underScope(scope, (tx) =>
      releaseDecision(tx, scope, { decisionId, wordsRead: false, overrideWords: '', asked: '', ...given }, at),
    );
  return { ...made, decisionId, scope, tried, letOut };
}
const refusal = (answer: unknown): string => {
  if (!isRefused(answer)) throw new Error('It was not refused.');
  return answer.refused;
};
const stageOf = async ({ caseFileId }: BeforeTheBoard) =>
  (await db.owner`select stage from case_file where case_file_id = ${caseFileId}`)[0]!.stage;

describe('letting a decision out', () => {
  test('TELL1: not before the right person has told it; then page, message and the dates of that day, once', async () => {
    const made = await ready();
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('The case officer meets them face to face or by video');
    expect(await made.tried()).toBe('logged');
    expect(await made.letOut(WEDNESDAY)).toEqual({ skipped: [] });
    const [row] =
      await db.owner`select sent_on::text, appeal_by::text, overrides from release where decision_id = ${made.decisionId}`;
    expect(row).toEqual({ sent_on: '2026-10-21', appeal_by: '2026-12-21', overrides: '' });
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('out already');
    const served = await underScope(made.scope, (tx) => ledgerOf(tx, made.scope, made.decisionId));
    expect(served.map(({ channel, sentAt, serveAgainOn }) => [channel, sentAt, serveAgainOn])).toEqual([
      ['page', null, '2026-10-30'],
      ['message', null, null],
    ]);
    const [message] = await db.owner`select subject, body from outbox where council_id = ${made.councilId}`;
    expect(`${message!.subject} ${message!.body}`).not.toMatch(/Maya|plan|decided/i);
  });

  test('TELL1: a no to assess waits for a Family Communication Officer, who need not be on the case', async () => {
    const made = await ready('no_assess');
    await db.owner`update case_file set request_received_on = '2026-09-20' where case_file_id = ${made.caseFileId}`;
    await made.tried({ how: 'call' });
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('A Family Communication Officer rings');
    await made.tried({ how: 'call', by: made.ros.personId });
    expect(isRefused(await made.letOut(WEDNESDAY))).toBe(false);
    const stranger = await makePerson(db, made.councilId, 'staff', 'Nobody Here');
    const other = await ready('no_assess');
    expect(refusal(await other.tried({ by: stranger.personId }))).toContain('Choose who spoke');
    expect(refusal(await other.tried({ personId: made.parent.personId }))).toContain('Choose who of the family');
    expect(await other.tried({ decisionId: v7() })).toBeNull();
  });

  test('TELL4 TELL5: a Friday holds it, and so do their own words; on the good day it goes', async () => {
    const made = await ready();
    await saysHow(db, made, made.parent, 'Thursdays');
    await made.tried();
    expect(refusal(await made.letOut(FRIDAY))).toContain('The next good day is Monday 26 October 2026');
    expect(refusal(await made.letOut(THURSDAY))).toContain('“Thursdays”');
    expect(refusal(await made.letOut(FRIDAY, { overrideWords: 'I want to' }))).toContain('Friday');
    expect(isRefused(await made.letOut(WEDNESDAY))).toBe(false);
  });

  test('TELL6 TELL7: on the law’s last day it goes on a Friday, with a call, a reason and what was missing kept', async () => {
    const made = await ready();
    await db.owner`update case_file set request_received_on = '2026-07-03' where case_file_id = ${made.caseFileId}`;
    expect(refusal(await made.letOut(FRIDAY, { overrideWords: 'The law’s last day' }))).toContain(
      'before Dana reads this',
    );
    await made.tried({ how: 'call', cameOfIt: 'no_answer' }, FRIDAY);
    expect(refusal(await made.letOut(FRIDAY))).toContain('Say why');
    expect(isRefused(await made.letOut(FRIDAY, { overrideWords: 'The law’s last day is today.' }))).toBe(false);
    const [row] = await db.owner`select overrides, override_words from release where decision_id = ${made.decisionId}`;
    expect(row!.overrides).toContain('on a Friday');
    expect(row!.override_words).toBe('The law’s last day is today.');
  });

  test('TELL6: an exception the law lists excuses the date, so it overrides nothing', async () => {
    const made = await ready();
    await db.owner`update case_file set request_received_on = '2026-07-03' where case_file_id = ${made.caseFileId}`;
    const manager = (await scopeFor(made.maria, made.caseFileId, 'dates:except')) as CaseScope<'dates:except'>;
    const away = {
      limit: 'decide_no_plan',
      reason: 'away',
      fromOn: '2026-08-01',
      toOn: null,
      words: 'Abroad',
    } as const;
    await underScope(manager, (tx) => approveException(tx, manager, away));
    await made.tried();
    expect(refusal(await made.letOut(FRIDAY, { overrideWords: 'The law’s last day is today.' }))).toContain('Friday');
  });

  test('TELL9: a letter that can be appealed does not go out without saying who helps', async () => {
    const made = await ready();
    await db.owner`update council set mediation_adviser = '' where council_id = ${made.councilId}`;
    await made.tried();
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('mediation adviser');
    const good = await ready('issue');
    await db.owner`update council set mediation_adviser = '' where council_id = ${good.councilId}`;
    await good.tried({ how: 'call' });
    expect(isRefused(await good.letOut(FRIDAY))).toBe(false);
  });

  test('TELL8: a yes moves the case on only when it is let out; a no leaves it', async () => {
    const yes = await ready('issue');
    expect(await stageOf(yes)).toBe('pre_board_check');
    await yes.tried({ how: 'call' });
    await yes.letOut(WEDNESDAY);
    expect(await stageOf(yes)).toBe('draft_plan');
    const no = await ready('no_issue');
    await no.tried();
    await no.letOut(WEDNESDAY);
    expect(await stageOf(no)).toBe('pre_board_check');
  });

  test('TELL2: two officers who press at once let it out once', async () => {
    const made = await ready();
    await made.tried();
    const pressed = await Promise.all([made.letOut(WEDNESDAY), made.letOut(WEDNESDAY)]);
    expect(pressed.filter(isRefused)).toHaveLength(1);
    const rows = await db.owner`select channel from notice where decision_id = ${made.decisionId}`;
    expect(rows).toHaveLength(2);
  });

  test('A08: nothing is told, sent or shown to whom nothing may be sent, and that is said', async () => {
    const made = await ready();
    const marek = await makePerson(db, made.councilId, 'family', 'Marek Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, marek.personId, 'parent');
    await db.owner`update adult set restriction = 'send_nothing', restriction_words = 'A court order.' where person_id = ${marek.personId}`;
    expect(refusal(await made.tried({ personId: marek.personId }))).toContain('Nothing is told to Marek');
    await made.tried();
    expect(await made.letOut(WEDNESDAY)).toEqual({ skipped: ['Marek'] });
    const rows = await db.owner`select person_id from notice where person_id = ${marek.personId}`;
    expect(rows).toEqual([]);
    const sent =
      await db.owner`select what, recipient->>'name' as name, length(sha256) as length from sending where target_id = ${made.decisionId}`;
    expect(sent).toEqual([{ what: 'decision', name: 'Dana Rowe', length: 64 }]);
    const his = await scopeFor(marek, made.caseFileId, 'decision:see');
    expect((await underScope(his, (tx) => familySees(tx, his, '2026-10-22'))).state).toBe('met');
  });

  test('TELL12: it waits until somebody has checked who they are to the child, and asks first where a restriction says so', async () => {
    const made = await ready();
    await made.tried();
    const adultIs = (facts: string) =>
      db.owner.unsafe(`update adult set ${facts} where person_id = '${made.parent.personId}'`);
    await adultIs(`responsibility = 'not_checked'`);
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('Nobody has checked');
    await adultIs(`responsibility = 'held', restriction = 'ask_first', restriction_words = 'Ask the social worker.'`);
    expect(refusal(await made.letOut(WEDNESDAY))).toContain('Ask the social worker.');
    expect(isRefused(await made.letOut(WEDNESDAY, { asked: 'Amy Bell, social worker' }))).toBe(false);
  });
});

describe('proof of notice', () => {
  async function out() {
    const made = await ready();
    await made.tried();
    await made.letOut(WEDNESDAY);
    return made;
  }
  const channels = async (made: Awaited<ReturnType<typeof out>>) =>
    (await underScope(made.scope, (tx) => ledgerOf(tx, made.scope, made.decisionId))).map(({ channel }) => channel);

  test('TELL10 TELL11: opened once, by who opened it; unopened for seven working days it is posted, once', async () => {
    const opened = await out();
    const reading = await scopeFor(opened.parent, opened.caseFileId, 'plan:write');
    await underScope(reading, (tx) => openDecision(tx, reading, opened.decisionId, THURSDAY));
    await underScope(reading, (tx) => openDecision(tx, reading, opened.decisionId, FRIDAY));
    const [page] = await underScope(opened.scope, (tx) => ledgerOf(tx, opened.scope, opened.decisionId));
    expect(page!.openedAt).toEqual(THURSDAY);

    const unopened = await out();
    expect(await serveAgainRound.go(unopened.councilId)).toBe(1);
    expect(await serveAgainRound.go(unopened.councilId)).toBe(0);
    expect(await serveAgainRound.go(opened.councilId)).toBe(0);
    expect(await channels(unopened)).toEqual(['page', 'message', 'post']);
    expect(await channels(opened)).toEqual(['page', 'message']);
  });

  test('TELL11: the day it was posted is written down once, and cannot be before it went out or after today', async () => {
    const made = await out();
    await serveAgainRound.go(made.councilId);
    const served = await underScope(made.scope, (tx) => ledgerOf(tx, made.scope, made.decisionId));
    const { noticeId } = served.find(({ channel }) => channel === 'post')!;
    const post = (postedOn: string, id = noticeId) =>
      underScope(made.scope, (tx) => recordPosted(tx, made.scope, { noticeId: id, postedOn }, '2026-11-03'));
    expect(refusal(await post('2026-11-04'))).toContain('Enter the day');
    expect(refusal(await post('2026-10-20'))).toContain('before it was let out');
    expect(await post('2026-11-02', v7())).toBeNull();
    expect(await post('2026-11-02')).toBe('posted');
    expect(await post('2026-11-03')).toBeNull();
  });

  test('TELL11: somebody we can reach by no message is written to at once', async () => {
    const made = await ready();
    await db.owner`update person set email = null, mobile = null where person_id = ${made.parent.personId}`;
    await made.tried();
    await made.letOut(WEDNESDAY);
    expect(await channels(made)).toEqual(['page', 'post']);
  });

  test('X43: a message is sent when a provider has taken it, and not before', async () => {
    const made = await out();
    const sentAt = async () =>
      (await underScope(made.scope, (tx) => ledgerOf(tx, made.scope, made.decisionId))).find(
        ({ channel }) => channel === 'message',
      )!.sentAt;
    expect(await sentAt()).toBeNull();
    await db.owner`update outbox set tries = 3, last_error = 'ECONNREFUSED' where council_id = ${made.councilId}`;
    expect(await sentAt()).toBeNull();
    await db.owner`update outbox set sent_at = ${FRIDAY} where council_id = ${made.councilId}`;
    expect(await sentAt()).toEqual(FRIDAY);
  });
});
