import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../scripts/demo/seed.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { freshDataFolder } from './support/papers.ts';

const MADE_WITHIN_MS = 10_000;

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

test('the demonstration is made quickly, once, through the real commands', async () => {
  const startedAt = performance.now();
  expect(await seed(db.ownerUrl)).toBe(true);
  expect(performance.now() - startedAt).toBeLessThan(MADE_WITHIN_MS);
  expect(await seed(db.ownerUrl)).toBe(false);

  const [made] =
    await db.owner`select (select count(*)::int from case_file) as cases, (select count(distinct stage)::int from case_file) as stages,
    (select count(*)::int from evidence_item where state = 'ready') as papers, (select count(*)::int from evidence_page) as pages`;
  expect(made).toEqual({ cases: 14, stages: 7, papers: 4, pages: expect.any(Number) });
  expect(made!.pages).toBeGreaterThanOrEqual(9);
});

test('a demonstration that was broken off says so instead of pretending', async () => {
  await db.owner`alter table history disable trigger history_never_changes`;
  await db.owner`delete from history where action = 'demo.made'`;
  await expect(seed(db.ownerUrl)).rejects.toThrow('broken off');
});
