import { expect, test } from 'vitest';
import { asksFirstFor } from '../../../../tests/support/families.ts';
import { sayInThread } from '../../../../tests/support/thread.ts';
import { TUESDAY, threadScene } from '../../../../tests/support/thread-scene.ts';
import { noteCall } from './log-contact.server.ts';

const { scene, as, read, write } = threadScene();
const letters = () =>
  scene.db
    .owner`select "to", body from outbox where council_id = ${scene.made.councilId} and channel = 'letter' order by outbox_id`;
const whys = async () => (await read(scene.made.officer)).entries.map(({ whyNotAsAsked }) => whyNotAsAsked);

test('THR16: who asked for letters first gets one, at the address that was checked, and what was checked is kept', async () => {
  await asksFirstFor(scene.db, scene.made, 'letter');
  expect(await write(scene.made.officer, {})).toBe('posted');
  expect([...(await letters())]).toEqual([{ to: 'Dana Rowe\n7 Mill Lane, Meadowford', body: 'On Monday.' }]);
  expect(await whys()).toEqual(['']);
  const [made] = await scene.db
    .owner`select d.detail from history h join history_detail d using (council_id, chain_id, sequence)
    where h.chain_id = ${scene.made.caseFileId} and h.action = 'contact.letter_made'`;
  expect(made!.detail).toMatchObject({ toPersonId: scene.made.parent.personId, facts: { name: 'Dana Rowe' } });
  expect(await write(scene.made.officer, { to: scene.sam.personId, words: 'To Sam.' })).toBe('written');
});

test.each([
  ["address = ''", 'We have no address.'],
  ["restriction = 'send_nothing', restriction_words = 'A court order.'", 'A court order.'],
  [
    "restriction = 'ask_first', restriction_words = 'Ask the court.'",
    'A person must ask first, each time: Ask the court.',
  ],
  ["responsibility = 'not_checked'", 'Nobody has checked whether'],
])('THR16 J04: no letter goes by itself where %s, and why is kept for the council alone', async (change, because) => {
  await asksFirstFor(scene.db, scene.made, 'letter');
  await scene.db.owner.unsafe(`update adult set ${change} where case_file_id = '${scene.made.caseFileId}'`);
  expect(await write(scene.made.officer, {})).toBe('written');
  expect(await letters()).toHaveLength(0);
  expect((await whys())[0]).toMatch(/^Dana asked: “Write me a letter first”\. /);
  expect((await whys())[0]).toContain(because);
  expect((await read(scene.made.parent)).entries[0]!.whyNotAsAsked).toBe('');
});

test('THR16: who wrote here is answered here; what goes to everybody or by text goes so, with why', async () => {
  await asksFirstFor(scene.db, scene.made, 'letter');
  await write(scene.made.officer, { to: 'all', words: 'To both.' });
  await write(scene.made.officer, { how: 'sms', words: 'By text.' });
  await sayInThread(scene.made.parent, scene.made.caseFileId, { words: 'When?' }, TUESDAY);
  expect(await write(scene.made.officer, { words: 'The answer.' })).toBe('written');
  expect(await letters()).toHaveLength(0);
  expect((await whys()).filter(Boolean).sort()).toEqual([
    'Dana asked: “Write me a letter first”. It went by text.',
    'Dana asked: “Write me a letter first”. What goes to everybody goes here.',
  ]);
});

test('THR16: who asked to be rung first, and was not, has why beside it; after a call nothing stands against it', async () => {
  await asksFirstFor(scene.db, scene.made, 'call');
  await write(scene.made.officer, {});
  expect(await whys()).toEqual(['Dana asked: “Ring me first”. Nobody rang first: it is not hard news.']);
  const note = { with: scene.made.parent.personId, direction: 'out', came: 'spoke', words: '' } as const;
  const when = { when: { on: '', at: '' }, promised: { words: '', by: '' } };
  await as(scene.made.officer, 'contact:log', (tx, scope) => noteCall(tx, scope, { ...note, ...when }, TUESDAY));
  await write(scene.made.officer, { words: 'As I said.' });
  expect((await whys()).filter(Boolean)).toHaveLength(1);
});
