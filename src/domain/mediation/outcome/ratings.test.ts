import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { myRating, rateMediation } from './ratings.server.ts';

let db: TestDatabase;
let made: TestMediation;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
});
afterAll(() => db.close());

const rate = async (rating: number, words = '') => {
  const scope = (await scopeFor(made.parent, made.caseFileId, 'mediation:rate')) as CaseScope<'mediation:rate'>;
  return underScope(scope, (tx) => rateMediation(tx, scope, made.mediationId, { rating, words }, new Date()));
};
/** What this person finds of it: their own rating by the program, and how many rows by the database. */
const found = async (person: Person) => {
  const scope = await scopeFor(person, made.caseFileId, 'mediation:join');
  return underScope(scope, async (tx) => [
    (await myRating(tx, scope, made.mediationId))?.rating ?? null,
    (await tx.execute('select 1 from mediation_rating')).length,
  ]);
};

test('OUT8: once it is over, 1 to 5, theirs to change; nobody else finds it, by the program or by the database', async () => {
  expect(await rate(4)).toMatchObject({ field: 'rating' });
  await db.owner`update mediation set closed_at = now(), state = 'closed' where mediation_id = ${made.mediationId}`;
  expect(await rate(6)).toMatchObject({ field: 'rating' });
  expect(await rate(4, 'It helped to be heard.')).toBe('rated');
  expect(await rate(2, 'I thought again.')).toBe('rated');
  expect(await found(made.parent)).toEqual([2, 1]);
  for (const person of [made.supporter, made.officer, made.manager, made.mediator])
    expect(await found(person)).toEqual([null, 0]);
  const [told] = await db.owner`
    select count(*)::int as rows from history where chain_id = ${made.caseFileId} and action like '%rat%'`;
  expect(told!['rows']).toBe(0);
});
