import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { workingDayIn } from '../support/boards.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { PlainBrowser } from '../support/plain-browser.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';
import { makeSpace, type MadeSpace } from '../support/space.ts';

let db: TestDatabase;
let server: RunningServer;
let room: MadeSpace;
let dana: PlainBrowser;
let priya: PlainBrowser;
let space: string;

beforeAll(async () => {
  db = await freshDatabase();
  server = await startServer({ url: db.ownerUrl });
});
afterAll(async () => {
  await server.stop();
  await db.close();
});
beforeEach(async () => {
  room = await makeSpace(db);
  space = `/cases/${room.file}/space`;
  const browserOf = async (person: MadeSpace['dana']) => new PlainBrowser(server, await cookieFor(db, person));
  [dana, priya] = [await browserOf(room.dana), await browserOf(room.priya)];
});

/** Dana adds a point; Priya writes the council's words on it and puts them forward. */
async function putForward(words: string) {
  await dana.open(space);
  await dana.send(dana.formsFor('addPoint')[0], { title: 'Help with speech' });
  await priya.open(space);
  await priya.send(
    priya.formsFor('saveWords').find(({ fields }) => fields['point']),
    { words },
    'propose',
  );
}

describe('the shared page without JavaScript', () => {
  test('a point’s whole life: added, written, put forward, agreed, opened again', async () => {
    await putForward('Speech therapy\nevery week');
    expect(priya.seen.text).toContain('Put forward at');
    await dana.open(space);
    expect(dana.seen.text).toContain('The council put words forward for point 1.');
    await dana.send(dana.formsFor('agree')[0]);
    expect(dana.seen.text).toMatch(/Agreed Speech therapy every week These were the council’s words/);
    expect(dana.formsFor('saveWords').filter(({ fields }) => fields['point'])).toEqual([]);
    await priya.open(`${space}/points/1`);
    await priya.send(priya.formsFor('reopen')[0]);
    expect(priya.seen.status).toBe(400);
    expect(priya.seen.text).toContain('There is a problem');
    await priya.send(priya.formsFor('reopen')[0], { reason: 'The therapist left' });
    expect(priya.seen.text).toContain('Opened again, because: The therapist left');
    expect(priya.formsFor('agree')).toEqual([]);
    await priya.send(priya.formsFor('saveWords')[0], { words: 'Every fortnight' });
    expect(priya.seen.text).toContain('Every fortnight');
  });

  test('both sides’ words and the notes stay apart, and what somebody typed comes back when it cannot be kept', async () => {
    await putForward('Once a month');
    await dana.open(space);
    const old = dana.formsFor('saveWords').find(({ fields }) => fields['point']);
    await dana.send(old, { words: 'Every week' });
    expect(dana.seen.text).toContain('Once a month');
    await dana.send(old, { words: 'Twice a week' });
    expect(dana.seen.status).toBe(400);
    expect(dana.seen.text).toContain('Somebody on your side changed these words');
    expect(dana.seen.text).toContain('The words as they are now: Every week');
    const kept = dana.formsFor('saveWords').find(({ fields }) => fields['point'])!;
    expect(kept.fields['words']).toBe('Twice a week');
    await dana.send(kept);
    expect(dana.seen.status).toBe(200);
    await dana.send(
      dana.formsFor('saveWords').find(({ fields }) => fields['name'] === 'note'),
      { words: 'Began at two' },
    );
    await priya.open(`${space}?view=reading`);
    expect(priya.seen.text).toMatch(/Family Twice a week.*Council Once a month.*Notes of this meeting Began at two/);
  });

  test('SP3: agreeing from a page whose words were replaced says so and agrees nothing', async () => {
    await putForward('Once a month');
    await dana.open(space);
    const old = dana.formsFor('agree')[0];
    await priya.send(
      priya.formsFor('saveWords').find(({ fields }) => fields['point']),
      { words: 'Never' },
      'propose',
    );
    await dana.send(old);
    expect(dana.seen.status).toBe(400);
    expect(dana.seen.text).toContain('Those words were replaced while you were reading. Nothing was agreed.');
  });

  test('B17: a form sent twice is done once', async () => {
    await dana.open(space);
    const form = dana.formsFor('addPoint')[0];
    await dana.send(form, { title: 'Transport' });
    await dana.send(form, { title: 'Transport' });
    expect(dana.seen.status).toBe(200);
    expect(dana.seen.text).toContain('Point 1. Transport');
    expect(dana.seen.text).not.toContain('Point 2.');
  });

  test('hands, a break, quiet, and the line without which nobody leaves', async () => {
    await dana.open(space);
    await dana.send(dana.formsFor('raiseHand')[0], { words: 'Please slow down' });
    await dana.send(dana.formsFor('takeBreak')[0], { length: '10', sayWho: 'yes' });
    expect(dana.seen.text).toMatch(/Dana asked for a break\. Break until \d+\.\d\d[ap]m\./);
    await dana.send(dana.formsFor('quiet')[0]);
    expect(dana.seen.text).toContain('Quiet mode: on');
    await priya.open(`${space}?tab=people`);
    expect(priya.seen.text).toContain('“Please slow down”');
    await priya.send(priya.formsFor('close')[0], { hearBy: '2020-01-01' });
    expect(priya.seen.text).toContain('Choose who the family will hear from.');
    const form = { hearFrom: room.priya.personId, hearHow: 'call' };
    await priya.send(priya.formsFor('close')[0], { ...form, hearBy: '2020-01-01' });
    expect(priya.seen.text).toContain('The date must be after today.');
    const day = workingDayIn(7);
    await priya.send(priya.formsFor('close')[0], { ...form, hearBy: day });
    expect(priya.seen.text).toContain('You will hear from Priya Shah by');
    await dana.open(space);
    expect(dana.formsFor('addPoint')).toEqual([]);
    expect(dana.formsFor('saveWords')).toEqual([]);
  });

  test('whoever’s place ended finds no such page', async () => {
    await dana.open(space);
    const form = dana.formsFor('addPoint')[0];
    await room.dana.end();
    expect((await dana.send(form, { title: 'Late' })).status).toBe(404);
    expect((await dana.open(space)).status).toBe(404);
  });
});
