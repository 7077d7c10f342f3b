import { afterAll, beforeAll, expect, test } from 'vitest';
import { seed } from '../scripts/demo/seed.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { freshDataFolder } from './support/papers.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

test('the demonstration is made once, through the real commands', async () => {
  expect(await seed(db.ownerUrl)).toBe(true);
  expect(await seed(db.ownerUrl)).toBe(false);

  const [made] =
    await db.owner`select (select count(*)::int from case_file) as cases, (select count(distinct stage)::int from case_file) as stages,
    (select count(*)::int from evidence_item where state = 'ready') as papers, (select count(*)::int from evidence_page) as pages,
    (select count(*)::int from given) as given, (select array_agg(outcome order by outcome) from decision) as decided,
    (select count(*)::int from agenda_item where state = 'listed') as waiting, (select array_agg(distinct state order by state) from point) as points`;
  const points = ['agreed', 'come_back_to', 'not_agreed', 'proposed'];
  expect(made).toEqual({
    cases: 14,
    stages: 7,
    papers: 8,
    pages: expect.any(Number),
    given: 2,
    points,
    decided: ['issue', 'no_assess'],
    waiting: 2,
  });
  expect(made!.pages).toBeGreaterThanOrEqual(9);
});

test('a demonstration that was broken off says so instead of pretending', async () => {
  await db.owner`alter table history disable trigger history_never_changes`;
  await db.owner`delete from history where action = 'demo.made'`;
  await expect(seed(db.ownerUrl)).rejects.toThrow('broken off');
});
