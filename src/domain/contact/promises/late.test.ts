import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase } from '../../../../tests/support/papers.ts';
import { putPromise } from '../../../../tests/support/promises.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { latePromisesOn } from './late.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('PRO7 A07: an officer comes home to what is late on their own cases, the longest first, and to no other’s', async () => {
  const own = await makeCase(db);
  const others = await makeCase(db, 'Ben');
  const words = [
    await putPromise(db, own, { dueOn: '2026-11-02', clauseNumber: 1 }),
    await putPromise(db, own, { dueOn: '2026-10-30', clauseNumber: 2 }),
    await putPromise(db, own, { dueOn: '2026-11-04', clauseNumber: 3 }),
    await putPromise(db, own, { dueOn: null, clauseNumber: 4 }),
    await putPromise(db, own, { dueOn: '2026-10-30', clauseNumber: 5 }),
    await putPromise(db, others),
  ];
  await db.owner`update promise set kept_on = '2026-10-29' where promise_id = ${words[4]!}`;
  const scope = (await authorise(own.officer, null, 'signed-in')) as Scope;
  const both = [own.caseFileId, others.caseFileId];
  const late = await underScope(scope, (tx) => latePromisesOn(tx, scope, both, '2026-11-04'));
  expect(late).toEqual([
    { caseFileId: own.caseFileId, kind: 'clause', clauseNumber: 2, step: 1, ownerName: 'Priya Shah', days: 5 },
    { caseFileId: own.caseFileId, kind: 'clause', clauseNumber: 1, step: 1, ownerName: 'Priya Shah', days: 2 },
  ]);
  expect(await underScope(scope, (tx) => latePromisesOn(tx, scope, [], '2026-11-04'))).toEqual([]);
});

test('PRO7 THR1: an answer that is owed too long is late as anything promised is, until somebody answers', async () => {
  const { caseFileId, officer, parent } = await makeCase(db);
  const scope = (await authorise(officer, null, 'signed-in')) as Scope;
  const late = async () =>
    (await underScope(scope, (tx) => latePromisesOn(tx, scope, [caseFileId], '2026-11-11'))).map(({ kind, days }) => [
      kind,
      days,
    ]);
  const ring = { kind: 'call', came: 'asked_to_call_back', words: '' } as const;
  await sayInThread(parent, caseFileId, { words: 'Hello?' }, new Date('2026-11-02T10:00:00Z'));
  await sayInThread(parent, caseFileId, ring, new Date('2026-11-04T10:00:00Z'));
  expect(await late()).toEqual([
    ['acknowledge', 8],
    ['call_back', 5],
    ['reply', 2],
  ]);
  const spoke = { kind: 'call', came: 'spoke', words: 'We spoke.', withPersonId: parent.personId } as const;
  await sayInThread(officer, caseFileId, spoke, new Date('2026-11-11T10:00:00Z'));
  expect(await late()).toEqual([]);
});
