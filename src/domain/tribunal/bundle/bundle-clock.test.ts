import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { addPaper, gatheredBundle } from '../../../../tests/support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';

const HOUR_MS = 3_600_000;
let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());
afterEach(() => void vi.useRealTimers());

describe('a bundle when a clock is set back', () => {
  test('BUN8 X24: a paper put in after the freeze is late, whatever hour it was then', async () => {
    const scene = await gatheredBundle(db);
    expect(await scene.freeze()).toBeNull();
    const [first, second] = [
      await addPaper(scene, { title: 'Sleep diary' }),
      await addPaper(scene, { title: 'Letter' }),
    ];
    expect(await scene.put(first, 'family')).toBeNull();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - HOUR_MS });
    expect(await scene.put(second, 'family')).toBeNull();
    const { late } = (await scene.seenBy(scene.tribunal))!.frozen!;
    expect(late.map(({ cite, title }) => `${cite} ${title}`)).toEqual(['D6A Sleep diary', 'D6B Letter']);
  });

  test('BUN7 X24: a bundle that was started again is the newest, though the one before says it was later', async () => {
    const scene = await gatheredBundle(db);
    await db.owner`update bundle set started_at = now() + interval '1 hour' where appeal_id = ${scene.appealId}`;
    expect(await scene.freeze()).toBeNull();
    await scene.start();
    expect((await scene.seenBy(scene.tribunal))!.state).toBe('gathering');
  });
});
