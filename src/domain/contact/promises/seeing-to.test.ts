import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { putPromise } from '../../../../tests/support/promises.ts';
import { reportOn } from './promise-commands.server.ts';
import { promisesOf } from './promises.server.ts';
import { promisesRound, seeToPromises } from './seeing-to.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

type Case = Awaited<ReturnType<typeof makeCase>>;
/** A case of a council of its own, so that one test's round does nothing of another's. */
const fresh = (): Promise<Case> => makeCase(db);
const at = (day: string) => new Date(`${day}T09:00:00Z`);
const row = async (promiseId: string) => (await db.owner`select * from promise where promise_id = ${promiseId}`)[0]!;
const sent = async ({ councilId }: Case): Promise<string[]> =>
  (await db.owner`select "to" from outbox where council_id = ${councilId} order by "to"`).map((each) => each['to']);
const addressOf = async ({ personId }: Person): Promise<string> =>
  (await db.owner`select email from person where person_id = ${personId}`)[0]!['email'];
/** Due on Monday 2 November 2026, promised four weeks before. */
const due = (of: Case, ownerId: string | null = null) => putPromise(db, of, { ownerId });

async function managerIn({ councilId, teamId }: Case): Promise<Person> {
  const manager = await makePerson(db, councilId, 'staff', 'Ruth Adeyemi');
  const other = await makeCaseFile(db, councilId, teamId, 'Ben');
  await giveStanding(db, councilId, other, manager.personId, 'senior_manager');
  return manager;
}

describe('what a promise waits for', () => {
  test('PRO6: its owner is reminded two working days before, once; without an account the case’s officers are', async () => {
    const own = await fresh();
    const promiseId = await due(own, own.officer.personId);
    await db.owner`update promise set asked_at = ${at('2026-10-19')} where promise_id = ${promiseId}`;
    expect(await seeToPromises(own.councilId, at('2026-10-28'))).toBe(0);
    expect(await seeToPromises(own.councilId, at('2026-10-29'))).toBe(1);
    expect(await seeToPromises(own.councilId, at('2026-10-30'))).toBe(0);
    expect(await sent(own)).toEqual([await addressOf(own.officer)]);
  });

  test('PRO4: both sides are asked two weeks on, and again on its day while it is not done', async () => {
    const own = await fresh();
    const promiseId = await due(own);
    expect(await seeToPromises(own.councilId, at('2026-10-18'))).toBe(0);
    expect(await seeToPromises(own.councilId, at('2026-10-19'))).toBe(1);
    expect(await sent(own)).toEqual([await addressOf(own.parent), await addressOf(own.officer)].sort());
    await db.owner`update promise set reminded_at = ${at('2026-10-29')} where promise_id = ${promiseId}`;
    expect(await seeToPromises(own.councilId, at('2026-11-01'))).toBe(0);
    expect(await seeToPromises(own.councilId, at('2026-11-02'))).toBe(1);
    expect(await seeToPromises(own.councilId, at('2026-11-02'))).toBe(0);
    expect((await row(promiseId))['raised_at']).toBeNull();
  });

  test('PRO4: no message says what was promised, to whom or about whom', async () => {
    const own = await fresh();
    await due(own);
    await seeToPromises(own.councilId, at('2026-11-03'));
    const bodies = await db.owner`select subject || body as words from outbox where council_id = ${own.councilId}`;
    expect(bodies.length).toBeGreaterThan(1);
    for (const { words } of bodies) expect(words).not.toMatch(/Maya|Rowe|plan|promise|late|Meadowshire/);
  });

  test('PRO5: the day after its date a senior manager of the area is put on the case and told, before anybody chases', async () => {
    const own = await fresh();
    const manager = await managerIn(own);
    const promiseId = await due(own);
    await db.owner`update promise set asked_at = ${at('2026-11-02')}, reminded_at = ${at('2026-10-29')} where promise_id = ${promiseId}`;
    expect(await seeToPromises(own.councilId, at('2026-11-02'))).toBe(0);
    expect(await seeToPromises(own.councilId, at('2026-11-03'))).toBe(1);
    expect(await sent(own)).toEqual(
      [await addressOf(manager), await addressOf(own.officer), await addressOf(own.parent)].sort(),
    );
    const scope = await scopeFor(manager, own.caseFileId, 'promise:keep');
    const [seen] = await underScope(scope, (tx) => promisesOf(tx, scope, '2026-11-04'));
    expect(seen!.raised).toMatchObject({ to: 'Ruth Adeyemi' });
    expect(seen!.state).toEqual({ is: 'late', days: 2 });
    expect(await seeToPromises(own.councilId, at('2026-11-20'))).toBe(0);
  });

  test('PRO5: with no senior manager in the area it is still said, to the officers, that it is late', async () => {
    const own = await fresh();
    const promiseId = await due(own);
    await seeToPromises(own.councilId, at('2026-11-03'));
    expect(await row(promiseId)).toMatchObject({ raised_to: null });
    expect((await row(promiseId))['raised_at']).not.toBeNull();
    expect(await sent(own)).toContain(await addressOf(own.officer));
  });

  test('PRO5: written down as done, and said by the family not to be, it goes before a manager too', async () => {
    const own = await fresh();
    const promiseId = await due(own);
    await db.owner`update promise set kept_on = '2026-11-02', kept_words = 'Sent', asked_at = ${at('2026-11-02')} where promise_id = ${promiseId}`;
    expect(await seeToPromises(own.councilId, at('2026-11-05'))).toBe(0);
    const scope = await scopeFor(own.parent, own.caseFileId, 'promise:answer');
    await underScope(scope, (tx) => reportOn(tx, scope as never, promiseId, { says: 'not_done', words: '' }));
    expect(await seeToPromises(own.councilId, at('2026-11-05'))).toBe(1);
    expect((await row(promiseId))['raised_at']).not.toBeNull();
  });

  test('PRO2: what has no date, and what was replaced, is never late', async () => {
    const own = await fresh();
    await putPromise(db, own, { dueOn: null });
    const replaced = await due(own);
    await db.owner`update promise set replaced_at = now() where promise_id = ${replaced}`;
    expect(await seeToPromises(own.councilId, at('2026-12-30'))).toBe(1);
    expect(await row(replaced)).toMatchObject({ asked_at: null, raised_at: null });
  });

  test('A30 PRO5: somebody excluded from the case is neither told nor given a place on it', async () => {
    const own = await fresh();
    const manager = await managerIn(own);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${own.councilId}, ${own.caseFileId}, ${manager.personId}, 'Knows the family', ${own.officer.personId})`;
    const promiseId = await due(own);
    await seeToPromises(own.councilId, at('2026-11-03'));
    expect(await row(promiseId)).toMatchObject({ raised_to: null });
    expect(await sent(own)).not.toContain(await addressOf(manager));
  });
});

describe('a round that is done twice', () => {
  test('X28 PRO5: two nodes at once do each thing once', async () => {
    const own = await fresh();
    await managerIn(own);
    await due(own);
    const both = await Promise.all([1, 2, 3].map(() => seeToPromises(own.councilId, at('2026-11-03'))));
    expect(both.reduce((sum, count) => sum + count, 0)).toBe(2);
    const kinds =
      await db.owner`select action, count(*)::int as times from history where chain_id = ${own.caseFileId} group by action order by action`;
    expect(kinds.map((each) => ({ ...each }))).toEqual([
      { action: 'promise.asked', times: 1 },
      { action: 'promise.raised', times: 1 },
    ]);
  });

  test('X28 PRO5: a clock that goes back and on again raises nothing a second time', async () => {
    const own = await fresh();
    await due(own);
    vi.useFakeTimers({ toFake: ['Date'], now: at('2026-11-03') });
    try {
      expect(await promisesRound.go(own.councilId)).toBe(2);
      vi.setSystemTime(at('2026-10-01'));
      expect(await promisesRound.go(own.councilId)).toBe(0);
      vi.setSystemTime(at('2026-11-30'));
      expect(await promisesRound.go(own.councilId)).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
