import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

import { History } from '../support/history.ts';
import { Live, type Writer } from '../support/live.ts';
import { startPlace } from '../support/node.ts';
import { makeScene, replay, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let server: Awaited<ReturnType<typeof startPlace>>;
let scene: Scene;

beforeAll(async () => {
  db = await freshDatabase();
  scene = await makeScene(db);
  server = await startPlace(db);
});
afterAll(async () => {
  await server.stop();
  await db.close();
});

describe('words', () => {
  test('INV1 INV2 INV3: what two people type together is saved, the same for both, and in the log', async () => {
    const history = new History();
    const lives = [scene.parent, scene.officer].map(({ cookie }) => new Live(server, cookie));
    const writers: Writer[] = [];
    for (const [index, live] of lives.entries())
      writers.push(await live.writer(scene.documents.shared, 'note', history, `c${index}`));
    for (let nth = 0; nth < 100; nth++) for (const writer of writers) writer.write();
    for (const writer of writers) await writer.saved();
    await until(() => writers[0]!.words === writers[1]!.words, 'both to read the same');
    expect(
      history.check({
        one: writers[0]!.words,
        two: writers[1]!.words,
        log: await replay(db, scene.documents.shared, 'note'),
      }),
    ).toEqual([]);
    expect(history.count('ok')).toBe(200);
    lives.forEach((live) => live.close());
  });
});
