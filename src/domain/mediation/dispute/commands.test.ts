import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { changesSince, whoLooked } from '#domain/cases/history.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { actAs, DISPUTED_ON, makeDisputedCase, raiseOne, sentenceOf } from '../../../../tests/support/disputes.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { disputeFor, disputesOf, issuesOf } from './disputes.server.ts';
import { endDispute, reopenDispute } from './ending.server.ts';
import { addIssue, changeIssue, settleIssue } from './issues.server.ts';
import { raiseDispute } from './raise.server.ts';
import { writeAdviserContacted, writeAppealed, writeDecided } from './written.server.ts';

const TODAY = DISPUTED_ON;
let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeDisputedCase>>;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeDisputedCase(db);
});
afterAll(() => db.close());

type Work<T> = Parameters<typeof actAs<T>>[2];
const as = <T>(person: Person, work: Work<T>, permission?: CasePermission) =>
  actAs(person, made.caseFileId, work, permission);
const raise = (person: Person, given?: Parameters<typeof raiseOne>[2]) => raiseOne(person, made.caseFileId, given);
const rowOf = (person: Person, disputeId: string) =>
  as(person, (tx, scope) => disputeFor(tx, scope, disputeId), 'dispute:see');
const decided = (disputeId: string, given: Partial<Parameters<typeof writeDecided>[3]>, person = made.parent) =>
  as(person, (tx, scope) =>
    writeDecided(
      tx,
      scope,
      disputeId,
      { ground: 'plan_contents', noticeSentOn: '', rightsHolder: 'parent', ...given },
      TODAY,
    ),
  );

describe('raising', () => {
  test('DIS15 DIS23: “I don’t agree” is enough and the officers are told that there is an update; nothing at all is asked for again', async () => {
    const disputeId = await raise(made.parent);
    expect(await rowOf(made.parent, disputeId)).toMatchObject({
      ownWords: 'I don’t agree.',
      raisedSide: 'family',
      rightsHolder: 'parent',
      ground: null,
      noticeSentOn: null,
    });
    const [told] = await db.owner`select count(*)::int as many, count(distinct "to")::int as people from outbox`;
    expect(told).toEqual({ many: 2, people: 2 });
    const empty = await as(made.parent, (tx, scope) =>
      raiseDispute(tx, scope, { ownWords: '  ', about: null, forPersonId: '' }, TODAY),
    );
    expect(sentenceOf(empty)).toContain('A few words are enough');
  });

  test('DIS14 A18: another parent finds nothing of it: no row, no change told, no look; the officers of the case see it', async () => {
    const before = new Date(Date.now() - 1000);
    const disputeId = await raise(made.parent, { ownWords: 'Only mine' });
    expect(await rowOf(made.otherParent, disputeId)).toBeNull();
    expect(await as(made.otherParent, (tx, scope) => disputesOf(tx, scope), 'dispute:see')).toEqual([]);
    const told = await as(made.otherParent, (tx, scope) => changesSince(tx, scope, before), 'case:see');
    expect(told).toEqual([]);
    expect(await as(made.otherParent, (tx, scope) => whoLooked(tx, scope), 'case:history')).toEqual([]);
    expect(await rowOf(made.officer, disputeId)).not.toBeNull();
    expect(await rowOf(made.dro, disputeId)).not.toBeNull();
    const council = await as(made.officer, (tx, scope) => changesSince(tx, scope, before), 'case:see');
    expect(council.map(({ did }) => did)).toContain('wrote down that the family does not agree');
    expect(sentenceOf(await decided(disputeId, {}, made.otherParent))).toBe('null');
  });

  test('DIS14: a supporter, and a mediator of something else, find nothing of a dispute they have no place in', async () => {
    const disputeId = await raise(made.parent);
    for (const [kind, role] of [
      ['family', 'supporter'],
      ['practitioner', 'mediator'],
    ] as const) {
      const one = await makePerson(db, made.councilId, kind, 'Jo Vale');
      await giveStanding(db, made.councilId, made.caseFileId, one.personId, role);
      expect(await rowOf(one, disputeId)).toBeNull();
    }
  });

  test('DIS15: an officer writes it down for one of the family, who then finds it as their own', async () => {
    const disputeId = await raise(made.officer, { forPersonId: made.otherParent.personId });
    expect(await rowOf(made.otherParent, disputeId)).toMatchObject({ raisedSide: 'family' });
    expect(await rowOf(made.parent, disputeId)).toBeNull();
    const forNobody = await as(made.officer, (tx, scope) =>
      raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: made.officer.personId }, TODAY),
    );
    expect(sentenceOf(forNobody)).toContain('Choose who of the family');
    expect(await rowOf(made.officer, await raise(made.officer))).toMatchObject({ raisedSide: 'council' });
  });

  test('DIS14: whoever lost their place writes nothing, and another case finds nothing', async () => {
    const disputeId = await raise(made.parent);
    const gone = await makePerson(db, made.councilId, 'family', 'Kit Rowe');
    const standingId = await giveStanding(db, made.councilId, made.caseFileId, gone.personId, 'parent');
    const scope = (await scopeFor(gone, made.caseFileId, 'dispute:raise')) as CaseScope<'dispute:raise'>;
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${standingId}`;
    await expect(
      underScope(scope, (tx) => raiseDispute(tx, scope, { ownWords: 'No', about: null, forPersonId: '' }, TODAY)),
    ).rejects.toThrow(AccessEnded);
    const elsewhere = await makeCase(db, 'Zed');
    const look = (tx: Tx, other: CaseScope) => disputeFor(tx, other, disputeId);
    const found = await actAs(elsewhere.officer, elsewhere.caseFileId, look, 'dispute:see');
    expect(found).toBeNull();
  });
});

describe('what is written down of it', () => {
  test('DIS16: a section says which area an issue belongs to; without one it is chosen; nothing is no issue', async () => {
    const disputeId = await raise(made.parent);
    const add = (words: string, planSection = '', area = '') =>
      as(made.parent, (tx, scope) => addIssue(tx, scope, disputeId, { words, planSection, area }));
    await add('Physio', 'G', 'education');
    await add('A bus', '', 'social_care');
    expect(sentenceOf(await add(' '))).toContain('Write what this is about');
    expect(sentenceOf(await add('Help', 'Z'))).toContain('Choose a section');
    const issues = await as(made.officer, (tx, scope) => issuesOf(tx, scope, disputeId));
    expect(issues.map(({ number, area, planSection }) => [number, area, planSection])).toEqual([
      [1, 'health', 'G'],
      [2, 'social_care', null],
    ]);
  });

  test('DIS17: an issue is changed, settled, and open again; who said so is kept; one of another dispute is not there', async () => {
    const disputeId = await raise(made.parent);
    const added = await as(made.parent, (tx, scope) =>
      addIssue(tx, scope, disputeId, { words: 'Speech', planSection: '', area: '' }),
    );
    const { issueId } = added as { issueId: string };
    const other = await raise(made.parent);
    const change = (of: string) =>
      as(made.parent, (tx, scope) =>
        changeIssue(tx, scope, of, issueId, { words: 'Speech therapy', planSection: 'F', area: '' }),
      );
    expect(await change(other)).toBeNull();
    expect(await change(disputeId)).toBe('changed');
    const settle = (person: Person, settled: boolean) =>
      as(person, (tx, scope) => settleIssue(tx, scope, disputeId, issueId, settled, new Date()));
    const issue = async () => (await as(made.officer, (tx, scope) => issuesOf(tx, scope, disputeId)))[0]!;
    expect(await settle(made.officer, true)).toBe('settled');
    expect(await issue()).toMatchObject({
      words: 'Speech therapy',
      planSection: 'F',
      settledBy: made.officer.personId,
    });
    expect(await settle(made.parent, false)).toBe('open');
    expect(await issue()).toMatchObject({ settledAt: null, settledBy: null });
  });

  test('DIS5 X27: a letter of 31 June, of tomorrow, or after what came of it, is refused on its field', async () => {
    const disputeId = await raise(made.parent);
    const sent = async (noticeSentOn: string) => {
      const answer = await decided(disputeId, { noticeSentOn });
      return isRefused(answer) ? `${answer.field}: ${answer.refused}` : answer;
    };
    expect(await sent('2026-06-31')).toContain('noticeSentOn: The day the letter was sent: enter a day there is');
    expect(await sent(addDays(TODAY, 1))).toContain('cannot be in the future');
    expect(await sent('2026-10-05')).toBe('written');
    const rung = (on: string) => as(made.parent, (tx, scope) => writeAdviserContacted(tx, scope, disputeId, on, TODAY));
    expect(sentenceOf(await rung('2026-10-04'))).toContain(
      'cannot be before the letter was sent, Monday 5 October 2026',
    );
    expect(await rung('2026-10-20')).toBe('written');
    expect(await sent('2026-10-21')).toContain('cannot be after the adviser was rung');
    expect(sentenceOf(await decided(disputeId, { ground: 'weather' }))).toContain('Choose what was decided');
    expect(sentenceOf(await decided(disputeId, { rightsHolder: 'dog' }))).toContain('Choose who may appeal');
  });

  test('DIS7: an appeal long after its last day is written down like any other', async () => {
    const disputeId = await raise(made.parent);
    await decided(disputeId, { noticeSentOn: '2025-01-10' });
    const appealed = (on: string) => as(made.parent, (tx, scope) => writeAppealed(tx, scope, disputeId, on, TODAY));
    expect(sentenceOf(await appealed('2025-01-09'))).toContain('cannot be before the letter was sent');
    expect(await appealed(TODAY)).toBe('written');
    expect(await rowOf(made.parent, disputeId)).toMatchObject({ appealedOn: TODAY });
    expect(await appealed('')).toBe('written');
  });

  test('DIS17: an ended dispute takes no change, and either side opens it again with everything in it', async () => {
    const disputeId = await raise(made.parent);
    const end = (how: string) => as(made.parent, (tx, scope) => endDispute(tx, scope, disputeId, how, new Date()));
    expect(sentenceOf(await end(''))).toContain('Choose how it ended');
    expect(sentenceOf(await end('appealed'))).toContain('on which day the appeal was sent');
    expect(await end('settled')).toBe('ended');
    expect(await rowOf(made.parent, disputeId)).toMatchObject({ endedHow: 'settled', endedBy: made.parent.personId });
    expect(sentenceOf(await decided(disputeId, {}))).toContain('This disagreement is closed');
    expect(await as(made.officer, (tx, scope) => reopenDispute(tx, scope, disputeId))).toBe('open');
    expect(await decided(disputeId, {})).toBe('written');
  });
});
