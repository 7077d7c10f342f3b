import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { asksFirstFor, makeFamily, type TestFamily } from '../support/families.ts';
import { makeCouncil, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

let db: TestDatabase;
let server: RunningServer;
let priya: PlainBrowser;
let letter: TestFamily;
let nowhere: TestFamily;
let ring: TestFamily;

beforeAll(async () => {
  db = await freshDatabase();
  const council = await makeCouncil(db);
  const officer = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
  const family = (child: string, parentName: string) => makeFamily(db, council, officer, { child, parentName });
  letter = await family('Maya', 'Lena Rowe');
  nowhere = await family('Noah', 'Nell Carter');
  ring = await family('Ruby', 'Rita Bell');
  await asksFirstFor(db, letter, 'letter');
  await asksFirstFor(db, nowhere, 'letter', '');
  await asksFirstFor(db, ring, 'call');
  server = await startServer({ url: db.ownerUrl });
  priya = new PlainBrowser(server, await cookieFor(db, officer));
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

test('THR16 UPD6: an update goes as a letter to who asked for that; for who cannot have it so, why is said before and kept', async () => {
  await priya.open('/my-day/updates');
  const check = await priya.send(priya.formsFor('check')[0], { waitsFor: 'the report is late' });
  const because = {
    nowhere: 'Nell asked: “Write me a letter first”. We have no address.',
    ring: 'Rita asked: “Ring me first”. Nobody rang first: it is not hard news.',
  };
  for (const words of ['1 person by letter too', 'Who asked to be told in another way (2)', ...Object.values(because)])
    expect(check.text).toContain(words);
  expect((await priya.send(priya.formsFor('send')[0])).text).toContain('1 person by letter too');
  const posted = await db.owner`select "to", body from outbox where channel = 'letter'`;
  expect([...posted]).toMatchObject([
    { to: 'Lena Rowe\n7 Mill Lane, Meadowford', body: expect.stringContaining('Hello Lena') },
  ]);
  for (const [one, why] of [
    [nowhere, because.nowhere],
    [ring, because.ring],
  ] as const) {
    expect((await priya.open(`/cases/${one.caseFileId}/messages`)).text).toContain(`Not as they asked: ${why}`);
    const theirs = new PlainBrowser(server, await cookieFor(db, one.parent));
    const seen = await theirs.open(`/cases/${one.caseFileId}/messages`);
    expect(seen.text).toContain('the report is late');
    expect(seen.text).not.toContain('Not as they asked');
  }
});

test('THR16 THR12: the letter of an update and of a message are printed and posted from the thread', async () => {
  const thread = `/cases/${letter.caseFileId}/messages`;
  await priya.open(thread);
  const sent = await priya.send(priya.formsFor('write')[0], {
    to: letter.parent.personId,
    words: 'The visit is on Monday.',
  });
  expect(sent.text).toContain('They asked for letters first, so it is a letter as well');
  expect(sent.text.split('The letter to Lena Rowe is not posted yet.')).toHaveLength(3);
  const links = [...sent.html.matchAll(/href="([^"]*\/messages\/letter\/[^"]+)"/g)].map(([, href]) => href!);
  expect(links).toHaveLength(2);
  for (const [at, words] of ['The visit is on Monday.', 'Hello Lena'].entries()) {
    const page = await priya.open(links[at]!);
    expect(page.text).toContain('7 Mill Lane');
    expect(page.text).toContain(words);
    expect((await priya.send(priya.formsFor('posted')[0])).text).toContain('It was posted on');
  }
  expect((await priya.open(thread)).text).not.toContain('not posted yet');
});
