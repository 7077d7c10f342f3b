import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase, uniquePdf } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

const yesterday = addDays(
  today(() => new Date()),
  -1,
);
let db: TestDatabase;
let server: RunningServer;
let made: Awaited<ReturnType<typeof makeCase>>;
let sam: Awaited<ReturnType<typeof makePerson>>;
let path: string;

beforeAll(async () => {
  db = await freshDatabase();
  made = await makeCase(db);
  sam = await makePerson(db, made.councilId, 'family', 'Sam Rowe');
  await giveStanding(db, made.councilId, made.caseFileId, sam.personId, 'parent');
  server = await startServer({ url: db.ownerUrl });
  path = `/cases/${made.caseFileId}/messages`;
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

const browser = async (person: typeof sam) => new PlainBrowser(server, await cookieFor(db, person));
/** Priya's browser with the form to write down what came. */
async function writing() {
  const priya = await browser(made.officer);
  await priya.open(`${path}/held`);
  return { priya, write: (filled: Record<string, string | File>) => priya.send(priya.formsFor('came')[0], filled) };
}
const clocks = () =>
  db.owner`select kind from promise where case_file_id = ${made.caseFileId} and kind in ('reply', 'acknowledge')`;

test('THR14 THR3 A28: a letter of yesterday is written down as its sender’s words, starts no clock, and is told to no other parent', async () => {
  const { write } = await writing();
  const letter = { kind: 'letter', from: made.parent.personId, on: yesterday, at: '9:30', words: 'DANA-BY-POST' };
  const seen = await write(letter);
  for (const words of ['What came is written down.', 'Family: Dana', 'Written down by you', 'at 9.30am'])
    expect(seen.text).toContain(words);
  expect(await clocks()).toEqual([]);
  expect((await (await browser(made.parent)).open(path)).text).toContain('DANA-BY-POST');
  expect((await (await browser(sam)).open(path)).html).not.toContain('DANA-BY-POST');
  const again = await writing();
  await again.write(letter);
  expect(
    await db.owner`select 1 from contact_entry where case_file_id = ${made.caseFileId} and words = 'DANA-BY-POST'`,
  ).toHaveLength(1);
});

test('THR14: what cannot be is refused with a sentence, and what was typed is kept', async () => {
  const { priya, write } = await writing();
  const text = { kind: 'sms', from: made.parent.personId, words: 'TYPED-BEFORE' };
  const refusals: [Record<string, string>, string][] = [
    [{ ...text, on: addDays(yesterday, 2), at: '09:00' }, 'It cannot be later than now'],
    [{ ...text, on: yesterday, at: '' }, 'Enter the time it was'],
    [{ ...text, on: yesterday, at: '25:10' }, 'Enter the time it was'],
    [{ ...text, on: '2026-02-31', at: '09:00' }, 'Enter the day it was'],
    [{ ...text, from: made.officer.personId }, 'Choose who it is from'],
    [{ ...text, kind: 'email' }, 'Choose what came'],
  ];
  for (const [filled, sentence] of refusals) {
    const seen = await write(filled);
    expect(seen.status).toBe(400);
    expect(seen.text).toContain(sentence);
    expect(priya.formsFor('came')[0]!.fields.words).toBe('TYPED-BEFORE');
  }
  expect((await write({ ...text, words: ' ' })).text).toContain('Write what it says');
  expect((await write({ ...text, words: 'é'.repeat(8001) })).text).toContain('Use 8000 characters or fewer');
});

test('THR14 MAI9: a scan comes with it, which no other family member reads until an officer lets them', async () => {
  const { priya, write } = await writing();
  const words = 'é'.repeat(7990);
  const file = new File([Uint8Array.from(uniquePdf())], 'scan.pdf', { type: 'application/pdf' });
  const seen = await write({ kind: 'letter', from: made.parent.personId, words, file });
  expect(seen.html).toContain(words);
  expect(seen.text).toContain('Letter from Dana Rowe');
  const [paper] = await db.owner<{ evidence_item_id: string; held_because: string; came_by: string }[]>`
    select evidence_item_id, held_because, came_by from evidence_item where case_file_id = ${made.caseFileId}`;
  expect(paper).toMatchObject({ held_because: 'to_council', came_by: 'letter' });
  const [hers, his] = [await browser(made.parent), await browser(sam)];
  const papers = `/cases/${made.caseFileId}/papers`;
  expect((await his.open(papers)).html).not.toContain('Letter from Dana');
  await priya.open(`${papers}/held`);
  await priya.send(
    priya.seen.forms.find(({ fields }) => fields.evidenceItemId === paper!.evidence_item_id),
    {},
    'release',
  );
  for (const one of [hers, his]) expect((await one.open(papers)).html).toContain('Letter from Dana Rowe');
  await priya.open(`${path}/held`);
  const same = await write({ kind: 'letter', from: made.parent.personId, words: 'The same scan', file });
  expect(same.text).toContain('This paper is already here');
  expect((await priya.open(path)).text).not.toContain('The same scan');
});

test('THR3: where the council promised to answer texts, one that came yesterday is answered from yesterday', async () => {
  await db.owner`insert into contact_setting (council_id, contact_setting_id, from_on, acknowledge_days, reply_days, call_back_days,
    channels, opens_at, closes_at) values (${made.councilId}, gen_random_uuid(), ${addDays(yesterday, -7)}, 1, 5, 2, '{sms}', '09:00', '17:00')`;
  const { write } = await writing();
  const seen = await write({ kind: 'sms', from: sam.personId, on: yesterday, at: '10:00', words: 'Can I come too?' });
  expect(seen.text).toContain('Priya Shah owes Sam an answer by');
  const made_on =
    await db.owner`select made_on::text as on from promise where kind = 'reply' and case_file_id = ${made.caseFileId}`;
  expect([...made_on]).toEqual([{ on: yesterday }]);
});

test('THR14: only the case’s officers write down what came; a family member does not reach the page', async () => {
  expect((await (await browser(made.parent)).open(`${path}/held`)).status).toBe(403);
  expect((await (await browser(made.parent)).open(path)).text).not.toContain('Write down a text');
});
