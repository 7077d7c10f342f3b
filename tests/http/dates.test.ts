import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let maria: Person;
let path: string;
let browse: ReturnType<typeof plainBrowser>;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
  browse = plainBrowser(db, server);
  made = await makeCase(db);
  maria = await makePerson(db, made.councilId, 'staff', 'Maria Lewis');
  await giveStanding(db, made.councilId, made.caseFileId, maria.personId, 'senior_manager');
  path = `/cases/${made.caseFileId}/dates`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('DAT1: a family reads every date, why it is that day, and that staff shortage moves nothing', async () => {
  const { status, html } = await browse.see(made.parent, path);
  expect(status).toBe(200);
  expect(html).toContain('Tuesday 19 January 2027');
  expect(html).toContain('20 weeks');
  expect(html).toContain('SEND Regulations 2014 (SI 2014/1530), regulation 13(2)');
  expect(html).toContain('Too few staff');
  expect(html).not.toContain('?/milestone');
  expect(html).not.toContain('?/except');
});

test('DAT2: an officer writes a day down and puts it right by a later line; nobody edits the first', async () => {
  const first = await browse.post(made.officer, `${path}?/milestone`, {
    what: 'plan_made',
    on: addDays(todaysDate, -9),
  });
  expect(first.status).toBe(200);
  await browse.post(made.officer, `${path}?/milestone`, { what: 'plan_made', on: addDays(todaysDate, -8) });
  const { html } = await browse.see(made.parent, path);
  expect(html).toContain('A later line puts this right.');
  expect(html).toContain(inWords(addDays(todaysDate, -9)));
  const rows = db.owner`update case_milestone set "on" = '2020-01-01'`;
  await expect(rows).rejects.toThrow();
});

test('DAT2: a day that cannot be is refused and what was typed is kept', async () => {
  const { status, html } = await browse.post(made.officer, `${path}?/milestone`, {
    what: 'draft_served',
    on: addDays(todaysDate, 1),
  });
  expect(status).toBe(400);
  expect(html).toContain('There is a problem');
  expect(html).toContain(addDays(todaysDate, 1));
  expect((await browse.post(made.officer, `${path}?/milestone`, { what: 'holiday', on: todaysDate })).status).toBe(400);
});

test('DAT3 DAT4: a senior manager uses an exception; the family reads which and by whom, not what was written; it ends', async () => {
  const away = { limit: 'final_plan', reason: 'away', fromOn: '2026-09-10', toOn: '', words: 'In hospital in Leeds' };
  expect((await browse.post(made.officer, `${path}?/except`, away)).status).toBe(403);
  expect((await browse.post(maria, `${path}?/except`, { ...away, limit: 'give_advice' })).status).toBe(400);
  expect((await browse.post(maria, `${path}?/except`, { ...away, reason: 'staff_shortage' })).status).toBe(400);
  expect((await browse.post(maria, `${path}?/except`, away)).status).toBe(200);
  const family = (await browse.see(made.parent, path)).html;
  expect(family).toContain('Maria Lewis');
  expect(family).toContain('away from the area');
  expect(family).not.toContain('In hospital in Leeds');
  expect((await browse.see(made.officer, path)).html).toContain('In hospital in Leeds');
  const [row] = await db.owner`select statutory_exception_id as id from statutory_exception`;
  const ended = await browse.post(maria, `${path}?/endException`, { exception: row!.id });
  expect(ended.html).toContain('It ended on');
  expect((await browse.post(maria, `${path}?/endException`, { exception: row!.id })).status).toBe(400);
});
