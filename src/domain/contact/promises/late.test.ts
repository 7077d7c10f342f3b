import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase } from '../../../../tests/support/papers.ts';
import { putPromise } from '../../../../tests/support/promises.ts';
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
