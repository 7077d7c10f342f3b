import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeFamily, wantsNews, type TestFamily } from '../support/families.ts';
import { makeCouncil, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

const FAMILIES = 200;
let db: TestDatabase;
let server: RunningServer;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let browser: PlainBrowser;
let quiet: TestFamily;
let restricted: TestFamily;

beforeAll(async () => {
  db = await freshDatabase();
  council = await makeCouncil(db);
  const priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  for (let made = 0; made < FAMILIES; made += 1)
    await makeFamily(db, council, priya, { child: `Child${made}`, parentName: `Parent${made} Rowe`, heardDaysAgo: 30 });
  quiet = await makeFamily(db, council, priya, { child: 'Quinn', parentName: 'Quiet Rowe' });
  await wantsNews(db, quiet, 'only_changes');
  restricted = await makeFamily(db, council, priya, { child: 'Rae', parentName: 'Rob Ellis' });
  await db.owner`update adult set restriction = 'send_nothing', restriction_words = 'A court order of May.' where case_file_id = ${restricted.caseFileId}`;
  server = await startServer({ url: db.ownerUrl });
  browser = new PlainBrowser(server, await cookieFor(db, priya));
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const written = async () =>
  Number(
    (
      await db.owner`select count(*) as many from contact_entry where council_id = ${council.councilId} and kind = 'update'`
    )[0]!.many,
  );

test('UPD1: the reason and the next day are asked for, and what was typed and ticked stays', async () => {
  await browser.open('/my-day/updates');
  const form = browser.formsFor('check')[0]!;
  const refused = await browser.send(form, { waitsFor: '', nextOn: '2026-01-01', words: 'Mine {oops}' });
  expect(refused.status).toBe(400);
  for (const words of ['Say why it waits', 'must be after today', '{oops} is not a field', 'Mine {oops}'])
    expect(refused.text).toContain(words);
  const again = browser.formsFor('check')[0]!;
  const ticked = ({ fields }: typeof again) => Object.keys(fields).filter((name) => name.startsWith('case-')).length;
  expect(ticked(again)).toBe(ticked(form));
  await browser.open('/my-day/updates?choose');
  const nobody = await browser.send(browser.formsFor('check')[0], { waitsFor: 'School' });
  expect(nobody.text).toContain('Choose at least one family');
});

test('UPD5 UPD6: 200 families in one act without JavaScript: who gets what and who does not is said before, and a second press does nothing', async () => {
  await browser.open('/my-day/updates');
  const form = browser.formsFor('check')[0]!;
  const all = { ...form.fields, waitsFor: 'the reports are late', [`case-${quiet.caseFileId}`]: 'on' };
  const check = await browser.send({ ...form, fields: all });
  expect(check.text).toContain(`This goes to ${FAMILIES} people of ${FAMILIES} families`);
  expect(check.text).toContain('Who does not get it (2)');
  expect(check.text).toContain('Quiet asked to hear only when something happens.');
  expect(check.text).toContain('A court order of May.');
  expect(await written()).toBe(0);
  const send = browser.formsFor('send')[0]!;
  const before = performance.now();
  const sent = await browser.send(send);
  const tookMs = Math.round(performance.now() - before);
  console.info(`An update to ${FAMILIES} families: ${tookMs} ms over HTTP.`);
  expect(sent.text).toContain(`Sent to ${FAMILIES} people of ${FAMILIES} families.`);
  expect(await written()).toBe(FAMILIES);
  const [made] = await db.owner`select
    (select count(*) from promise where council_id = ${council.councilId} and kind = 'update' and kept_on is null) as promises,
    (select count(distinct chain_id) from history where council_id = ${council.councilId} and action = 'contact.written') as histories,
    (select count(distinct to_person_id) from contact_sending where council_id = ${council.councilId}) as told`;
  expect(Object.values(made!).map(Number)).toEqual([FAMILIES, FAMILIES, FAMILIES]);
  expect((await browser.send(send)).text).toContain('Nobody was told.');
  expect(await written()).toBe(FAMILIES);
});

test('DAY5: My day with 200 cases is answered', async () => {
  const took: number[] = [];
  for (let asked = 0; asked < 20; asked += 1) {
    const before = performance.now();
    expect((await browser.open('/my-day')).status).toBe(200);
    took.push(performance.now() - before);
  }
  took.sort((a, b) => a - b);
  console.info(
    `My day with ${FAMILIES} cases: median ${Math.round(took[9]!)} ms, p95 ${Math.round(took[18]!)} ms over HTTP.`,
  );
});
