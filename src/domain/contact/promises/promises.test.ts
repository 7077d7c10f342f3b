import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { putPromise } from '../../../../tests/support/promises.ts';
import { keepPromise, reportOn, sayWhatIsBeingDone } from './promise-commands.server.ts';
import { promisesOf } from './promises.server.ts';

let db: TestDatabase;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
});
afterAll(() => db.close());

const NOW = new Date('2026-11-04T09:00:00Z');
const listFor = async (person: Person) => {
  const scope = await scopeFor(person, made.caseFileId, 'promise:see');
  return underScope(scope, (tx) => promisesOf(tx, scope, '2026-11-04'));
};
const one = async (person: Person, promiseId: string) =>
  (await listFor(person)).find((each) => each.promiseId === promiseId)!;
const keep = async (promiseId: string, on: string, words: string) => {
  const scope = await scopeFor(made.officer, made.caseFileId, 'promise:keep');
  return underScope(scope, (tx) => keepPromise(tx, scope as never, promiseId, { on, words }, NOW));
};
const report = async (person: Person, promiseId: string, says: 'done' | 'not_done', words = '') => {
  const scope = await scopeFor(person, made.caseFileId, 'promise:answer');
  return underScope(scope, (tx) => reportOn(tx, scope as never, promiseId, { says, words }));
};

describe('what was promised', () => {
  test('PRO3: kept takes a day that is possible and how it can be told, and is written down once', async () => {
    const promiseId = await putPromise(db, made);
    expect(await keep(promiseId, '2026-02-30', 'Sent.')).toMatchObject({ field: 'keptOn' });
    expect(await keep(promiseId, '2026-11-05', 'Sent.')).toMatchObject({ field: 'keptOn' });
    expect(await keep(promiseId, '2026-10-04', 'Sent.')).toMatchObject({ field: 'keptOn' });
    expect(await keep(promiseId, '2026-11-03', '')).toMatchObject({ field: 'keptWords' });
    expect(await keep(promiseId, '2026-11-03', 'The plan went out by post.')).toBe('kept');
    expect(await keep(promiseId, '2026-11-02', 'No, earlier.')).toMatchObject({ field: 'form' });
    const kept = await one(made.parent, promiseId);
    expect(kept.state).toEqual({ is: 'kept', on: '2026-11-03', lateBy: 1 });
    expect(kept).toMatchObject({ keptBy: 'Priya Shah', keptWords: 'The plan went out by post.' });
  });

  test('PRO3: the family says "not done" of what the council says is done: both stand, the last of each', async () => {
    const promiseId = await putPromise(db, made);
    await keep(promiseId, '2026-11-02', 'The plan went out by post.');
    await report(made.officer, promiseId, 'done');
    await report(made.parent, promiseId, 'done');
    await report(made.parent, promiseId, 'not_done', 'The plan that came is last year’s.');
    const both = await one(made.officer, promiseId);
    expect(both.state.is).toBe('kept');
    expect(both.reports.family).toMatchObject({
      says: 'not_done',
      by: 'Dana',
      words: 'The plan that came is last year’s.',
    });
    expect(both.reports.council).toMatchObject({ says: 'done', by: 'Priya' });
    await expect(db.owner`delete from promise_report where promise_id = ${promiseId}`).rejects.toThrow();
  });

  test('PRO5: what is being done about a late one is said in an officer’s words', async () => {
    const promiseId = await putPromise(db, made);
    const scope = await scopeFor(made.officer, made.caseFileId, 'promise:keep');
    const say = (words: string) =>
      underScope(scope, (tx) => sayWhatIsBeingDone(tx, scope as never, promiseId, words, NOW));
    expect(await say('')).toMatchObject({ field: 'doing' });
    await say('The therapist starts on Monday.');
    expect((await one(made.parent, promiseId)).doing).toMatchObject({
      words: 'The therapist starts on Monday.',
      by: 'Priya Shah',
    });
  });

  test('A01 PRO3: a promise of another case, or of none, is none of this one', async () => {
    const elsewhere = await putPromise(db, await makeCase(db, 'Ben'));
    for (const promiseId of [elsewhere, v7(), 'no id'])
      expect(await keep(promiseId, '2026-11-03', 'Done.')).toMatchObject({
        refused: 'That promise is not on this case.',
      });
    expect((await listFor(made.parent)).map((each) => each.promiseId)).not.toContain(elsewhere);
  });
});
