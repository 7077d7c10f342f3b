import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Limits } from '../../src/realtime/limits.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import type { Place } from '../support/live.ts';
import { Meeting } from '../support/meeting.ts';
import { startPlace } from '../support/node.ts';
import { Proxy } from '../support/proxy.ts';
import { makeScene, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';

/** A heartbeat ten times quicker than in production, so that a dead line is noticed within the test. */
const quickPings = { pingIntervalMs: 500, pingTimeoutMs: 500 };

let db: TestDatabase;
let scene: Scene;
let node: Awaited<ReturnType<typeof startPlace>>;
let proxy: Proxy;
let meeting: Meeting;
let away: Place;

beforeAll(async () => {
  db = await freshDatabase();
  return () => db.close();
});
afterEach(async () => {
  meeting.leave();
  await proxy.close();
  await node.stop();
});

/** The first person is behind a proxy, two others are not. */
async function open(changed: Partial<Limits> = {}) {
  scene = await makeScene(db);
  node = await startPlace(db, { limits: changed });
  proxy = await Proxy.before(Number(new URL(node.url).port));
  away = { origin: node.origin, socketUrl: proxy.url };
  meeting = new Meeting(db, scene);
  await meeting.gather([away, node, node], 3);
}

describe('a connection that is gone', () => {
  test('X13: 300 changes made offline, while others change the same text, all arrive and nobody loses a word', async () => {
    await open();
    const [offline, ...others] = meeting.writers;
    for (const writer of meeting.writers) writer.write();
    await meeting.settle();
    proxy.open = false;
    proxy.cut();
    for (let nth = 0; nth < 300; nth++) {
      offline!.write();
      if (nth % 3 === 0) others.forEach((writer) => writer.write());
    }
    expect(offline!.document.waiting).toBe(300);
    for (const writer of others) await writer.saved();
    expect(others[0]!.words).not.toContain('⟦c0-000001⟧');
    proxy.open = true;
    await meeting.settle();
    expect(meeting.history.count('ok')).toBe(303 + 200);
    await meeting.holds(node);
  });

  test.each([['up'], ['down']] as const)(
    'X14: half open, %s dead: it is noticed, and nothing is called saved',
    async (way) => {
      await open(quickPings);
      const [half] = meeting.writers;
      half!.write();
      await half!.saved();
      proxy[way] = 'swallow';
      half!.write();
      const saved = meeting.history.count('ok');
      await until(() => !meeting.lives[0]!.wire.socket.connected, 'the dead line to be noticed', 3_000);
      expect([half!.document.waiting, meeting.history.count('ok')]).toEqual([1, saved]);
      expect(proxy.counted.swallowed).toBeGreaterThan(0);
      proxy[way] = 'pass';
      proxy.cut();
      await meeting.settle();
      await meeting.holds(node);
    },
  );

  test('INV1: a line that breaks twenty times in the middle of typing loses and doubles nothing', async () => {
    await open();
    meeting.type();
    for (let nth = 0; nth < 20; nth++) {
      const { connections } = proxy.counted;
      const [first] = meeting.writers;
      await until(
        () => first!.document.loaded && first!.document.waiting > 0 && meeting.lives[0]!.wire.socket.connected,
        'words on their way',
      );
      proxy.cut();
      await until(() => proxy.counted.connections > connections, 'the next connection');
    }
    await meeting.settle();
    await meeting.holds(node);
    expect(proxy.counted.connections).toBeGreaterThan(20);
  });
});
