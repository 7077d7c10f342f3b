import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Mortal } from '../support/crash.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Meeting } from '../support/meeting.ts';
import { makeScene, replay, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';

const RESTART_MAX_MS = 10_000;

let db: TestDatabase;
let scene: Scene;
let mortal: Mortal;
let meeting: Meeting;

beforeAll(async () => {
  db = await freshDatabase();
  return () => db.close();
});
afterEach(async () => {
  meeting.leave();
  await mortal.close();
});

async function open(dieAt?: Parameters<typeof Mortal.start>[1]) {
  scene = await makeScene(db);
  mortal = await Mortal.start(db.ownerUrl, dieAt);
  meeting = new Meeting(db, scene);
  await meeting.gather([mortal], 5);
}

/** Everyone goes on typing into a dead line, is told so, and the server comes back. */
async function comeBack() {
  await until(() => !mortal.alive, 'the server to be dead');
  await until(
    () => meeting.writers.every(({ document }) => document.waiting > 0),
    'everyone to be told of unsaved changes',
    3_000,
  );
  const down = performance.now();
  await mortal.live();
  expect(performance.now() - down).toBeLessThan(RESTART_MAX_MS);
  meeting.stop();
  await meeting.settle();
  await meeting.holds(mortal);
}

describe('the server is killed while five people type', () => {
  test('X01: at any moment: nothing that was said to be saved is gone', async () => {
    await open();
    meeting.type();
    await until(() => meeting.history.count('ok') > 100, 'a hundred saved changes');
    await mortal.kill();
    await comeBack();
    expect(meeting.history.count('ok')).toBe(meeting.history.written.length);
  });

  test('X02: between COMMIT and the acknowledgement: what is sent again is recognised', async () => {
    await open({ point: 'after-commit', hit: 40 });
    meeting.type();
    await until(() => !mortal.alive, 'the server to be dead');
    // INV14: what the crash left stored without anybody having been told of it.
    const stored = await replay(db, scene.documents.shared, 'note');
    const untold = meeting.history.written.filter(({ token, outcome }) => outcome !== 'ok' && stored.includes(token));
    expect([mortal.deathsAt('after-commit'), untold.length > 0]).toEqual([1, true]);
    await comeBack();
  });

  test('X03: between receiving and COMMIT: it was never said to be saved, and is sent again', async () => {
    await open({ point: 'before-commit', hit: 40 });
    meeting.type();
    await until(() => !mortal.alive, 'the server to be dead');
    const stored = await replay(db, scene.documents.shared, 'note');
    const lost = meeting.history.written.filter(({ token }) => !stored.includes(token));
    expect([mortal.deathsAt('before-commit'), lost.length > 0]).toEqual([1, true]);
    expect(lost.filter(({ outcome }) => outcome === 'ok')).toEqual([]);
    await comeBack();
  });
});
