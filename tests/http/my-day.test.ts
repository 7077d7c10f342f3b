import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeFamily, type TestFamily } from '../support/families.ts';
import { joinTeam, makeCouncil, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { putPromise } from '../support/promises.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

const todaysDate = today(() => new Date());
let db: TestDatabase;
let server: RunningServer;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let priya: Awaited<ReturnType<typeof makePerson>>;
let maya: TestFamily;
let browser: PlainBrowser;

beforeAll(async () => {
  db = await freshDatabase();
  council = await makeCouncil(db);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  maya = await makeFamily(db, council, priya, { heardDaysAgo: 40 });
  await db.owner`update case_file set waits_for = 'The school has not written yet' where case_file_id = ${maya.caseFileId}`;
  await putPromise(
    db,
    { ...council, caseFileId: maya.caseFileId },
    { words: 'Send the plan', dueOn: addDays(todaysDate, -3) },
  );
  server = await startServer({ url: db.ownerUrl });
  browser = new PlainBrowser(server, await cookieFor(db, priya));
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('DAY1 DAY3: an officer comes in to what is late, in words and days, and to the longest silence', async () => {
  const { status, text, html } = await browser.open('/my-day');
  expect(status).toBe(200);
  for (const words of [
    '3 days late',
    'Clause 1: Send the plan',
    'last heard from a person 40 days ago',
    inWords(todaysDate),
  ])
    expect(text).toContain(words);
  expect(html).toContain(`href="/cases/${maya.caseFileId}/promises"`);
  expect((await browser.open('/home')).html).toContain('href="/my-day"');
});

test('UPD1 UPD6: without JavaScript, one press sends what stands there to be read, once', async () => {
  await browser.open('/my-day');
  const [form] = browser.formsFor('update');
  const sent = await browser.send(form);
  expect(sent.text).toContain('Sent to 1 person of 1 family.');
  expect(sent.text).toContain('No family waits for a word from you today.');
  expect((await browser.send(form)).text).toContain('Nobody was told.');
  const entries =
    await db.owner`select words from contact_entry where case_file_id = ${maya.caseFileId} and kind = 'update'`;
  expect(entries).toHaveLength(1);
  expect(entries[0]!.words).toContain('Hello Dana. Nothing has changed for Maya');
  expect(entries[0]!.words).toContain('The school has not written yet.');
});

test('DAY4, A30: a case of an excluded officer is on no page of theirs, and a family has no such pages', async () => {
  const shut = await makeFamily(db, council, priya, { child: 'Zebedee', heardDaysAgo: 90 });
  await putPromise(db, { ...council, caseFileId: shut.caseFileId }, { dueOn: todaysDate });
  await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${council.councilId}, ${shut.caseFileId}, ${priya.personId}, 'Kin', ${priya.personId})`;
  for (const path of ['/my-day', '/my-day/updates', `/my-day/updates?case=${shut.caseFileId}`])
    expect((await browser.open(path)).html).not.toContain('Zebedee');
  const dana = new PlainBrowser(server, await cookieFor(db, maya.parent));
  for (const path of ['/my-day', '/my-day/updates', '/team/holding-replies'])
    expect((await dana.open(path)).status).toBe(404);
});

test('HOL1: a member of the team writes the reply of a stage, looks at it first, and takes it back', async () => {
  expect((await browser.open('/team/holding-replies')).status).toBe(404);
  await joinTeam(db, council.teamId, priya);
  const page = await browser.open('/team/holding-replies');
  expect(page.text).toContain('Holding replies of North team');
  const form = browser.formsFor('save').find(({ fields }) => fields.stage === 'board');
  const words = 'Hello {name}. I have your message. You hear by {date}.';
  const preview = await browser.send(form, { words }, 'preview');
  expect(preview.text).toContain('Not saved yet.');
  expect(preview.text).toContain('Hello Dana. I have your message. You hear by Tuesday 14 April 2026.');
  expect((await browser.send(form, { words: 'Hello {nobody}, {date}' })).text).toContain('{nobody} is not a field');
  const saved = await browser.send(form, { words });
  expect(saved.text).toContain(`Written by Priya Shah, ${inWords(todaysDate)}`);
  const back = await browser.send(browser.formsFor('takeBack')[0]);
  expect(back.text).not.toContain('Written by');
});
