import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMonths } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder } from '../support/papers.ts';
import { giveDuty, joinTeam, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

const PAGE = '/measures/month';
const BASELINE = `${PAGE}/baseline`;
/** The last whole month: its tenth day. */
const DUE = addMonths(`${today(() => new Date()).slice(0, 8)}10`, -1);

let db: TestDatabase;
let server: RunningServer;
let director: Visitor;
let officer: Visitor;
let parent: Visitor;
beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  const { councilId, teamId } = await makeCouncil(db);
  const enter = async (kind: 'staff' | 'family', name: string) => {
    const person = await makePerson(db, councilId, kind, name);
    return { person, visits: visitor(server, await cookieFor(db, person)) };
  };
  const [dilys, priya, dana] = [
    await enter('staff', 'Dilys Hart'),
    await enter('staff', 'Priya Shah'),
    await enter('family', 'Dana Okoro'),
  ];
  [director, officer, parent] = [dilys.visits, priya.visits, dana.visits];
  await giveDuty(db, dilys.person, 'director');
  await joinTeam(db, teamId, priya.person);
  for (let n = 0; n < 40; n++) {
    const file = await makeCaseFile(db, councilId, teamId, `Child${n}`);
    // Of forty replies three are late: three is hidden, and so is what it could be worked out from.
    await db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, due_on, due_source, made_on, kept_on, team_id)
      values (${councilId}, ${file}, ${v7()}, 'reply', ${v7()}, 1, 'Reply', 'Meadowshire', 'Priya Shah', ${DUE}, '', ${DUE}, ${n < 3 ? null : DUE}, ${teamId})`;
  }
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('MON1 MON6 A21: the page names nobody, hides what is small and what it could be worked out from, and needs no program', async () => {
  const html = await director.page(PAGE);
  expect(html).toContain('Promises kept in time');
  expect(html).toContain('North team');
  for (const name of ['Dilys', 'Priya', 'Hart', 'Shah', 'Okoro', 'Child1']) expect(html).not.toContain(name);
  expect(html).toContain('Not shown');
  expect(html).not.toMatch(/>\s*3\s*</);
  expect(html).not.toContain('92.5%');
  expect(html).not.toContain('<script');
  expect(html).not.toContain('style="');
});

test('MON8 I14: the CSV holds the numbers of the page', async () => {
  const answer = await officer.get(`${PAGE}/csv`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
  const csv = await answer.text();
  expect(csv).toContain('"Reply: within 5 working days","North team","Due"');
  expect(csv).not.toMatch(/Priya|Dilys|Child|^"[=+@-]/m);
});

test('MON9 A22: a figure opens the cases of one’s team; who has none lists none, and a family knows of no such page', async () => {
  const list = `${PAGE}/cases?figure=reply:missed`;
  const html = await officer.page(list);
  for (const child of ['Child0', 'Child1', 'Child2']) expect(html).toContain(child);
  expect(html).not.toContain('Child5,');
  expect(await director.page(list)).not.toMatch(/Child\d/);
  for (const path of [PAGE, list, `${PAGE}/csv`, BASELINE]) expect((await parent.get(path)).status).toBe(404);
  for (const wrong of ['', 'constructor', "tray'--"])
    expect((await officer.get(`${PAGE}/cases?figure=${encodeURIComponent(wrong)}`)).status).toBe(404);
  for (const odd of ['month=2026-99', 'month=1066-10', 'team=me', 'month=9999-12&team=%27'])
    expect((await officer.get(`${PAGE}?${odd}`)).status).toBe(200);
});

test('MON5: the director enters how it was before, with its source; nobody else does, and what was typed is kept', async () => {
  const typed = { period: '2024/25', source: '=HYPERLINK("x")', reply_percent: '41', complaints: '1,225' };
  expect((await officer.get(BASELINE)).status).toBe(404);
  expect((await officer.post(BASELINE, typed)).status).toBe(404);
  const refused = await director.post(BASELINE, { ...typed, source: '' });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('value="1,225"');
  expect((await director.post(BASELINE, typed)).status).toBe(200);
  expect(await (await director.post(BASELINE, typed)).text()).toContain('Nothing was entered twice');
  expect(await officer.page(PAGE)).toContain('41%');
  // What somebody typed as its source runs in no spreadsheet.
  expect(await (await officer.get(`${PAGE}/csv`)).text()).toContain('2024/25. =HYPERLINK');
});
