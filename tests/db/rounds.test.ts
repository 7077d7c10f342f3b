import { afterAll, beforeAll, expect, test } from 'vitest';
import { doRound } from '../../src/server/rounds.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCouncil } from '../support/people.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('a round is done once for every council, and by one node at a time', async () => {
  await makeCouncil(db);
  await makeCouncil(db);
  const seen: string[] = [];
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const slow = {
    name: 'test.slow',
    everyMs: 60_000,
    go: async (councilId: string) => {
      seen.push(councilId);
      begin();
      await held;
      return 1;
    },
  };
  const first = doRound(slow);
  await begun;
  expect(await doRound(slow)).toBeNull();
  letGo();
  expect(await first).toBe(new Set(seen).size);
  expect(seen.length).toBeGreaterThanOrEqual(2);
});
