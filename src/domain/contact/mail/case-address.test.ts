import { afterAll, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCaseFile, makeCouncil } from '../../../../tests/support/people.ts';
import { caseMailAddress } from './case-address.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  process.env.MAIL_DOMAIN = 'cases.meadowshire.example';
  process.env.MAIL_IN_SECRET = 'a secret'.replace(' ', '-').repeat(5);
  db = await freshDatabase();
});
afterAll(() => db.close());

test('MAI1: a case has one address, made once, that nobody can guess', async () => {
  const { councilId, teamId } = await makeCouncil(db);
  const [one, other] = [await makeCaseFile(db, councilId, teamId), await makeCaseFile(db, councilId, teamId)];
  const addressOf = (caseFileId: string) =>
    inTransaction({ councilId, caseFileId }, (tx) => caseMailAddress(tx, { councilId, caseFileId }));
  const asked = await Promise.all([1, 2, 3].map(() => addressOf(one)));
  expect(new Set(asked).size).toBe(1);
  expect(asked[0]).toMatch(/^[b-df-hj-km-np-tv-xz2-9]{16}@cases\.meadowshire\.example$/);
  expect(await addressOf(other)).not.toBe(asked[0]);
});
