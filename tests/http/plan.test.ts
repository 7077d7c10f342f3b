import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase } from '../support/papers.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let path: string;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  path = `/cases/${made.caseFileId}/plan`;
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const plan = {
  ...{
    calledName: 'Dee',
    firstBy: 'call',
    noNews: 'three_weekly',
    goodTimes: 'after 10',
    notOn: 'on nights',
    withMe: 'Jo',
  },
  ...{
    'ring-0': 'morning',
    'ring-4': 'never',
    'format-interpreter': 'on',
    language: 'Polish',
    keepAddressPrivate: 'yes',
  },
};

test('CON2 CON3 CON5: a family says what to call them first, when to ring and what keeping an address private does; an officer reads it', async () => {
  const dana = new PlainBrowser(server, await cookieFor(db, made.parent));
  const page = await dana.open(path);
  expect(page.text.indexOf('What would you like to be called?')).toBeLessThan(
    page.text.indexOf('How do you want to hear first?'),
  );
  expect(page.text).toContain('Council people who work on this case can still see it.');
  const form = { action: '?/default', fields: {} };
  const refused = await dana.send({ ...form, action: '' }, { ...plan, calledName: ' ', firstBy: '' });
  expect(refused.status).toBe(400);
  for (const words of ['Tell us what to call you', 'Choose how you want to hear first', 'on nights'])
    expect(refused.html).toContain(words);
  expect(refused.html).toMatch(/<option value="never" selected[^>]*>Not on this day/);
  expect((await dana.send({ ...form, action: '' }, plan)).text).toContain('Saved.');
  const priya = new PlainBrowser(server, await cookieFor(db, made.officer));
  const { text } = await priya.open(path);
  for (const words of [
    'How to tell Dee',
    'Ring me first',
    'Every three weeks',
    'Monday: in the morning. Friday: not on this day',
    'Polish',
    'an officer is warned',
  ])
    expect(text).toContain(words);
});

test('CON1, A28: a plan somebody forged in another’s name is not written', async () => {
  const priya = new PlainBrowser(server, await cookieFor(db, made.officer));
  await priya.open(path);
  expect((await priya.send({ action: '', fields: {} }, { ...plan, calledName: 'Mine' })).status).toBe(403);
  const [called] = await db.owner`select called_name from person where person_id = ${made.officer.personId}`;
  expect(called!.called_name).toBe('Priya');
});
