import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { madeUpList } from '../support/lists.ts';
import { freshDataFolder } from '../support/papers.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { visitor, type Visitor } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let tess: Visitor;
let officer: Visitor;
let councilId: string;
beforeAll(async () => {
  db = await freshDatabase();
  ({ councilId } = await makeCouncil(db));
  const make = (name: string) => makePerson(db, councilId, 'staff', name);
  const [bell, rao] = [await make('Tess Bell'), await make('Sunil Rao')];
  await joinTeam(db, await makeTribunalTeam(db, councilId), bell);
  server = await startServer({ url: db.ownerUrl, dataDir: freshDataFolder() });
  const as = async (who: Person) => visitor(server, await cookieFor(db, who));
  [tess, officer] = [await as(bell), await as(rao)];
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const LIST = '/tribunal/import';
const send = (who: Visitor, text: string, name = 'our appeals.csv') =>
  who.send(LIST, {}, { name, bytes: Buffer.from(text) });
/** Presses a button of the list's page and waits until the list is there. */
async function press(path: string, action: string, fields: Record<string, string>, then: string): Promise<string> {
  expect((await tess.post(`${path}?/${action}`, fields)).status).toBe(303);
  return until(
    async () => {
      const html = await tess.page(path);
      return html.includes(then) ? html : null;
    },
    `the page says ${then}`,
    60_000,
  );
}
/** What the form of the columns would send as it stands. */
const chosenIn = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<select id="(\w+)"[\s\S]*?<\/select>/g)].map(([select, field]) => [
      field!,
      /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '',
    ]),
  );

test('IMP1 IMP2 IMP4: without JavaScript a list is brought, tried and imported, and the same again changes nothing', async () => {
  const brought = await send(tess, madeUpList(500));
  expect(brought.status).toBe(303);
  const path = brought.headers.get('location')!;
  const html = await tess.page(path);
  expect(html).toContain('It is written in UTF-8, with commas between the columns.');
  expect(chosenIn(html)).toMatchObject({ number: 'Appeal number', childBornOn: 'DOB', ground: 'Ground', stage: '' });
  const tried = await press(path, 'try', chosenIn(html), 'What it would do');
  expect(tried).toContain('Import 500 of the rows');
  const [none] = await db.owner`select count(*)::int as count from appeal where council_id = ${councilId}`;
  expect(none!.count).toBe(0);
  expect(await press(path, 'import', {}, 'What was done')).toContain('500');
  const again = (await send(tess, madeUpList(500))).headers.get('location')!;
  const second = await tess.page(again);
  expect(second).toContain('This same file was imported on');
  const nothing = await press(again, 'try', chosenIn(second), 'What it would do');
  expect(nothing).toContain('Every appeal of this list is in the register, as the list has it.');
  expect(nothing).not.toContain('?/import');
});

test('I14 IMP3: rejected rows are shown with their reasons and come down as a file in which nothing runs', async () => {
  const list = 'Appeal number,Child,Ground\nEH1,"=cmd|\' /C calc\'!A0",Cease\nEH936/25/77777,@SUM(A1),\t-Something\n';
  const path = (await send(tess, list, '=1+1.csv')).headers.get('location')!;
  const tried = await press(path, 'try', chosenIn(await tess.page(path)), 'What it would do');
  expect(tried).toContain('This is no appeal number');
  const file = await tess.get(`${path}/rejected`);
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(file.headers.get('content-disposition')).toContain('attachment');
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer());
  expect(text.startsWith('\ufeff"Appeal number","Child","Ground","Row","What is wrong"\r\n')).toBe(true);
  expect(text).toContain(`"'=cmd|`);
  expect(text).toContain(`"'@SUM(A1)"`);
  expect(text).not.toMatch(/(^|,)"[\s]*[=+\-@]/m);
});

test('IMP1: a wrong choice of columns and a file that is none come back with a sentence at the field', async () => {
  const path = (await send(tess, 'One,Two\nEH936/25/00001,Cease\n')).headers.get('location')!;
  const refused = await tess.post(`${path}?/try`, { number: 'One' });
  expect(refused.status).toBe(400);
  const html = await refused.text();
  expect(html).toContain('href="#ground"');
  expect(chosenIn(html)).toMatchObject({ number: 'One' });
  for (const [text, says] of [
    ['PK\u0003\u0004rest', 'This is a workbook'],
    ['words', 'no columns'],
  ] as const) {
    const answer = await send(tess, text);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(says);
  }
  expect(await (await tess.send(LIST, {}, null)).text()).toContain('Choose the list');
});

test('TR3 A13: nobody but the team brings, sees or downloads a list', async () => {
  const path = (await send(tess, 'One,Two\nEH936/25/00001,Cease\n')).headers.get('location')!;
  for (const page of [LIST, path, `${path}/rejected`]) expect((await officer.get(page)).status).toBe(404);
  expect((await send(officer, 'a,b\n1,2\n')).status).toBe(404);
  for (const action of ['try', 'import', 'stop', 'drop'])
    expect((await officer.post(`${path}?/${action}`, {})).status).toBe(404);
  expect((await tess.post(`${path}?/drop`, {})).status).toBe(303);
  expect(await tess.page(LIST)).not.toContain(path);
});
