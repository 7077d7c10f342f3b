import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPaper, bundleOn, type TestBundle } from '../support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { plainBrowser } from '../support/plain-pages.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';
import { hiddenField } from '../support/visitor.ts';

let db: TestDatabase;
let server: RunningServer;
let scene: TestBundle;
let path: string;
let browse: ReturnType<typeof plainBrowser>;
let letter: string;
let own: string;

beforeAll(async () => {
  const dataDir = freshDataFolder();
  db = await freshDatabase();
  const made = await makeCase(db);
  scene = await bundleOn(db, made);
  letter = await addPaper(made, { title: 'Letter with the decision' });
  own = await addPaper(made, { title: 'A week at home', kind: 'family_own', by: made.parent });
  server = await startServer({ url: db.ownerUrl, dataDir });
  browse = plainBrowser(db, server);
  path = `/cases/${made.caseFileId}/appeals/${scene.appealId}/bundle`;
}, 240_000);
afterAll(async () => {
  await server.stop();
  await db.close();
});

const done = { status: 303 };

test('BUN4: without JavaScript the council gathers, the family puts its own in, and a form that says too little comes back', async () => {
  const { tribunal, parent, officer } = scene;
  expect((await browse.see(parent, path)).html).toContain('Nobody has started it yet.');
  expect(await browse.post(tribunal, `${path}?/start`, {})).toMatchObject(done);
  expect(await browse.post(tribunal, `${path}?/put`, { paper: letter, part: 'core', as: 'paper' })).toMatchObject(done);
  expect(await browse.post(parent, `${path}?/put`, { paper: own, part: 'family', as: 'paper' })).toMatchObject(done);
  const { html } = await browse.see(parent, path);
  for (const words of [
    'A1',
    'Letter with the decision',
    'D2',
    'A week at home',
    'Your evidence: 1 of 100 pages; 99 left',
  ])
    expect(html).toContain(words);
  expect(html).not.toContain('Freeze the bundle');
  const short = await browse.post(tribunal, `${path}?/put`, { paper: letter, part: '' });
  expect(short.status).toBe(400);
  expect(short.html).toContain('href="#part"');
  expect(await browse.post(officer, `${path}?/freeze`, {})).toMatchObject({ status: 403 });
  expect(await browse.post(parent, `${path}?/freeze`, {})).toMatchObject({ status: 403 });
});

test('BUN7 BUN10 A14: frozen and made, both sides download it; a guessed id, another appeal and another parent get nothing', async () => {
  const { tribunal, parent, councilId, caseFileId } = scene;
  const { html } = await browse.see(tribunal, `${path}?check=1`);
  const shownSha256 = hiddenField(html, 'shownSha256');
  expect(await browse.post(tribunal, `${path}?/freeze`, { shownSha256 })).toMatchObject(done);
  expect(await browse.post(parent, `${path}?/make`, {})).toMatchObject(done);
  const isMade = async () => (await browse.see(parent, path)).html.includes('Download the bundle');
  await until(isMade, 'the bundle to be made', 60_000);
  const [, id] = new RegExp(`${path}/([0-9a-f-]{36})`).exec((await browse.see(parent, path)).html)!;
  for (const who of [parent, tribunal]) {
    const file = await browse.see(who, `${path}/${id}`);
    expect(file.status).toBe(200);
    expect(file.html.startsWith('%PDF-1.7')).toBe(true);
  }
  const other = await makePerson(db, councilId, 'family', 'Alex Rowe');
  await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
  expect(await browse.see(other, `${path}/${id}`)).toMatchObject({ status: 404 });
  expect(await browse.see(other, path)).toMatchObject({ status: 404 });
  expect(await browse.see(tribunal, `${path}/01890000-0000-7000-8000-000000000000`)).toMatchObject({ status: 404 });
});

test('J04 BUN10: the address of the file does not go round the preflight; the page says who to ask, and never why', async () => {
  const { parent, caseFileId } = scene;
  const [{ id }] = (await db.owner`select pack_book_id as id from pack_book where bundle_id is not null`) as never as [
    { id: string },
  ];
  await db.owner`update adult set restriction = 'send_nothing', restriction_words = 'A court order.'
    where case_file_id = ${caseFileId} and person_id = ${parent.personId}`;
  const file = await browse.see(parent, `${path}/${id}`);
  expect(file).toMatchObject({ status: 303, location: `${path}?kept=no` });
  const { html } = await browse.see(parent, `${path}?kept=no`);
  expect(html).toContain('You can read its papers here, and cannot download it.');
  expect(html).not.toContain('Download the bundle');
  expect(html).not.toContain('court order');
});
