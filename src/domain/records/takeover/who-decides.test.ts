import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { writeCapacity } from './capacity.server.ts';
import { sayInvolvement, withdrawInvolvement } from './involvement.server.ts';
import { overdueTakeovers } from './overdue.server.ts';
import { takeoverRound } from './rounds.server.ts';
import type { CapacityGiven, Said } from './takeover.ts';
import { capacitiesOf, familyHere, involvementsOf } from './who-is-here.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
let young: Person;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());
beforeEach(async () => {
  made = await makeCase(db);
  young = await makePerson(db, made.councilId, 'family', 'Maya Rowe');
  // Their day was Friday 26 June 2026.
  await db.owner`update case_file set child_born_on = '2010-03-04' where case_file_id = ${made.caseFileId}`;
});
afterEach(() => void vi.useRealTimers());

const AFTER = '2026-06-27';
const comes = () => giveStanding(db, made.councilId, made.caseFileId, young.personId, 'young_person');
const said = (more: Partial<Said> = {}): Said => ({
  ...{ personId: made.parent.personId, stays: 'yes', words: 'Help me read the letters', until: '' },
  ...more,
});
async function say(by: Person, more: Partial<Said> = {}, today = AFTER) {
  const scope = await scopeFor(by, made.caseFileId, 'involvement:say');
  return underScope(scope, (tx) => sayInvolvement(tx, scope, said(more), today));
}
async function rolesNow() {
  const scope = await scopeFor(made.officer, made.caseFileId, 'involvement:see');
  const here = await underScope(scope, (tx) => familyHere(tx, scope));
  return Object.fromEntries(here.map(({ name, role }) => [name, role]));
}
async function saidOf(by: Person) {
  const scope = await scopeFor(by, made.caseFileId, 'involvement:see');
  return underScope(scope, (tx) => involvementsOf(tx, scope));
}
const wakes = async (work: () => Promise<unknown>): Promise<string[]> => {
  const heard: string[] = [];
  const listening = await db.owner.listen('common_ground', (payload) => void heard.push(payload));
  await work();
  await vi.waitFor(() => expect(heard.some((one) => one.startsWith('access:'))).toBe(true), 2000);
  await listening.unlisten();
  return heard;
};

describe('a young person takes over', () => {
  test('A31 YPT3: on the day itself and before it nobody’s place can be changed, and the day after nothing has', async () => {
    await comes();
    expect(await say(young, {}, '2026-06-26')).toMatchObject({ field: 'personId' });
    expect(await say(made.officer, {}, '2026-03-04')).toMatchObject({ field: 'personId' });
    expect(await rolesNow()).toEqual({ Dana: 'parent', Maya: 'young_person' });
  });

  test('A31 YPT4: who stays becomes a supporter, who does not is not on the case any more', async () => {
    const other = await makePerson(db, made.councilId, 'family', 'Sam Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'parent');
    await comes();
    expect(await say(young)).toBe('said');
    expect(await say(young, { personId: other.personId, stays: 'no', words: '' })).toBe('said');
    expect(await rolesNow()).toEqual({ Dana: 'supporter', Maya: 'young_person' });
    await expect(scopeFor(made.parent, made.caseFileId, 'plan:write')).rejects.toThrow('forbidden');
    await expect(scopeFor(other, made.caseFileId, 'case:see')).rejects.toThrow('unknown');
  });

  test('YPT4: an officer writes what the young person said, who must be on the case; and nobody says it of themself', async () => {
    expect(await say(made.officer)).toMatchObject({ field: 'personId' });
    await comes();
    expect(await say(made.officer, { words: '' })).toHaveProperty('wrong.words');
    expect(await say(made.officer)).toBe('said');
    const { row } = (await saidOf(young))[0]!;
    expect(row).toMatchObject({ saidBy: young.personId, writtenBy: made.officer.personId });
    expect(await say(young, { personId: young.personId, stays: 'no' })).toMatchObject({ field: 'personId' });
    await expect(scopeFor(made.parent, made.caseFileId, 'involvement:say')).rejects.toThrow('forbidden');
  });

  test('YPT4: until a day means that day and no longer, by London’s clock', async () => {
    await comes();
    expect(await say(young, { until: '2026-10-31' })).toBe('said');
    const [row] =
      await db.owner`select ends_at from standing where case_file_id = ${made.caseFileId} and person_id = ${made.parent.personId} and ended_at is null`;
    // The clocks went back on 25 October: midnight in London is midnight in UTC.
    expect((row!['ends_at'] as Date).toISOString()).toBe('2026-11-01T00:00:00.000Z');
  });

  test('A28 YPT4: a parent reads what was said of them and of nobody else', async () => {
    const other = await makePerson(db, made.councilId, 'family', 'Sam Rowe');
    await giveStanding(db, made.councilId, made.caseFileId, other.personId, 'parent');
    await comes();
    await say(young, { words: 'She helps me' });
    expect(await saidOf(other)).toEqual([]);
    expect(await saidOf(young)).toHaveLength(1);
  });

  test('A31 B08 YPT6: taken back, their place ends in the same transaction and every node is woken at once', async () => {
    await comes();
    await say(young);
    const { row } = (await saidOf(young))[0]!;
    const scope = await scopeFor(young, made.caseFileId, 'involvement:say');
    const heard = await wakes(() => underScope(scope, (tx) => withdrawInvolvement(tx, scope, row.involvementId)));
    expect(heard).toContain(`access:${made.councilId}:${made.parent.personId}`);
    expect(await rolesNow()).toEqual({ Maya: 'young_person' });
    await expect(scopeFor(made.parent, made.caseFileId, 'case:see')).rejects.toThrow('unknown');
    expect(await underScope(scope, (tx) => withdrawInvolvement(tx, scope, row.involvementId))).toBeNull();
    expect(await underScope(scope, (tx) => withdrawInvolvement(tx, scope, 'x'))).toBeNull();
  });
});

describe('who decides where they cannot', () => {
  const given: CapacityGiven = {
    ...{
      decision: 'Which college',
      has: 'no',
      alternative: 'parent',
      parentId: '',
      name: '',
      why: 'Asked with pictures',
    },
  };
  async function write(more: Partial<CapacityGiven>) {
    const scope = await scopeFor(made.officer, made.caseFileId, 'case:steer');
    return underScope(scope, (tx) => writeCapacity(tx, scope, { ...given, ...more }));
  }
  async function readBy(person: Person) {
    const scope = await scopeFor(person, made.caseFileId, 'involvement:see');
    return underScope(scope, (tx) => capacitiesOf(tx, scope));
  }

  test('A31 YPT5: a parent decides in their place, stays a parent, and reads the decision and no reason', async () => {
    await comes();
    expect(await write({ parentId: young.personId })).toHaveProperty('wrong.parentId');
    expect(await write({ parentId: made.parent.personId })).toBe('written');
    expect(await write({ decision: 'Who comes to meetings', has: 'yes', alternative: '' })).toBe('written');
    expect(await rolesNow()).toMatchObject({ Dana: 'parent' });
    expect((await readBy(made.parent)).map(({ decision, why }) => [decision, why])).toEqual([['Which college', '']]);
    expect((await readBy(young)).map(({ why }) => why)).toEqual(['Asked with pictures', 'Asked with pictures']);
  });

  test('YPT5: what was written is never changed', async () => {
    await write({ parentId: made.parent.personId });
    await expect(db.owner`update capacity set has = true`).rejects.toThrow('never change');
    await expect(db.owner`delete from capacity`).rejects.toThrow('never change');
  });

  test('YPT7: a case is on its officer’s list from the day after, until somebody wrote what is so', async () => {
    const scope = await scopeFor(made.officer, made.caseFileId, 'case:steer');
    const list = (today: string) => underScope(scope, (tx) => overdueTakeovers(tx, today));
    expect(await list('2026-06-26')).toEqual([]);
    expect((await list(AFTER)).map(({ caseFileId }) => caseFileId)).toEqual([made.caseFileId]);
    const parent = await scopeFor(made.parent, made.caseFileId, 'involvement:see');
    expect(await underScope(parent, (tx) => overdueTakeovers(tx, AFTER))).toEqual([]);
    await write({ parentId: made.parent.personId });
    expect(await list(AFTER)).toEqual([]);
  });
});

describe('telling', () => {
  const go = (day: string) => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date(`${day}T12:00:00Z`) });
    return takeoverRound.go(made.councilId);
  };
  const messages = () => db.owner<{ to: string; body: string; subject: string }[]>`
    select "to", body, subject from outbox where council_id = ${made.councilId}`;

  test('YPT2: three months ahead and once it has come, once each, in words that tell nothing', async () => {
    expect(await go('2026-03-25')).toBe(0);
    expect(await go('2026-03-26')).toBe(1);
    expect(await go('2026-06-26')).toBe(0);
    expect(await messages()).toHaveLength(2);
    expect(await go('2026-06-27')).toBe(1);
    expect(await go('2026-07-01')).toBe(0);
    expect(await go('2027-01-10')).toBe(0);
    expect(await messages()).toHaveLength(4);
    expect(JSON.stringify(await messages())).not.toMatch(/Maya|decides|capacity|school age/i);
  });

  test('YPT2: two nodes at once tell a family once', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-06-27T12:00:00Z') });
    const told = await Promise.all([takeoverRound.go(made.councilId), takeoverRound.go(made.councilId)]);
    expect(told[0]! + told[1]!).toBe(1);
    expect(await messages()).toHaveLength(2);
  });
});
