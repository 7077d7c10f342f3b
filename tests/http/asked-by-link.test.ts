import { afterAll, beforeAll, expect, test } from 'vitest';
import { inWords } from '../../src/domain/calendar/words.ts';
import { Caller } from '../support/caller.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { inviteSomebody } from '../support/invited.ts';
import { makeCase } from '../support/papers.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let thread: string;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  server = await startServer({ url: db.ownerUrl });
  thread = `/cases/${made.caseFileId}/messages`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const browser = async (person: typeof made.officer) => new PlainBrowser(server, await cookieFor(db, person));
const invite = (fullName: string, given = {}) =>
  inviteSomebody(db, made.officer, made.caseFileId, {
    ...{ fullName, email: `${fullName.split(' ')[0]!.toLowerCase()}@example.org`, mobile: null },
    ...given,
  });
const dayIn = (location: string | null) => inWords(/&ringBy=(\d{4}-\d{2}-\d{2})$/.exec(location!)![1]!);

test('THR15 THR7: who asks to be rung is told by which day; the officer owes it, nobody else of the family reads of it, and a call keeps it', async () => {
  const { path } = await invite('Ellie Carter');
  const phone = new Caller(server);
  const sent = await phone.post(`${path}?/callMe`);
  const by = dayIn(sent.location);
  expect((await phone.get(sent.location!)).body).toContain(`We will ring you by ${by}.`);
  const [receipt] =
    await db.owner`select body from outbox where "to" = 'ellie@example.org' and body like '%thank you%'`;
  expect(receipt!.body).toContain(`We will ring you by ${by}.`);
  expect(dayIn((await phone.post(`${path}?/callMe`)).location)).toBe(by);
  const priya = await browser(made.officer);
  const owed = (await priya.open(thread)).text;
  expect(owed.split(`Priya Shah is to ring Ellie Carter by ${by}`)).toHaveLength(2);
  expect(owed.split('Asked by the link of an invitation.')).toHaveLength(2);
  expect((await (await browser(made.parent)).open(thread)).html).not.toMatch(/Ellie|will ring you/);
  expect((await phone.get(thread)).status).toBe(303);
  const { html } = await priya.open(`${thread}/call`);
  const [ellie] = await db.owner<
    { person_id: string }[]
  >`select person_id from person where full_name = 'Ellie Carter'`;
  expect(html).toContain('Ellie Carter, who was invited and asked to be rung');
  const call = priya.seen.forms.find(({ fields }) => 'words' in fields);
  const spoke = await priya.send(call, { with: ellie!.person_id, direction: 'out', came: 'spoke' });
  expect(spoke.text).toContain('The call is written down.');
  expect(spoke.text).not.toContain('to ring Ellie');
  expect((await priya.open(`${thread}/call`)).html).not.toContain('who was invited');
});

test('THR15: who asked to be rung with a code and then comes in reads it as their own, and is one person', async () => {
  const { path, code } = await invite('Grace Carter', { mobile: '07700900155' });
  const phone = new Caller(server);
  await phone.post(`${path}?/continue`);
  expect((await phone.post(`${path}/code?/ring`)).location).toContain('&ringBy=');
  await phone.post(`${path}/code?/code`, { code: await code() });
  expect((await phone.get(thread)).body).toContain('Priya Shah will ring you by');
  expect(await db.owner`select 1 from person where full_name = 'Grace Carter'`).toHaveLength(1);
});

test('THR15: by the link of somebody who is no family nothing is promised, and whoever invited them is told as before', async () => {
  const { path } = await invite('Lee Marsh', { role: 'practitioner' });
  const sent = await new Caller(server).post(`${path}?/callMe`);
  expect(sent.location).toMatch(/\?sent=[0-9A-F]{8}$/);
  expect(await db.owner`select 1 from person where full_name = 'Lee Marsh'`).toHaveLength(0);
});
