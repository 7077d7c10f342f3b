import { expect, test } from 'vitest';
import { Refresher } from './refresher.ts';

test('asked ten times while one run is under way, it runs once more, and no two at once', async () => {
  const gate: (() => void)[] = [];
  let running = 0;
  let most = 0;
  let runs = 0;
  const refresher = new Refresher(async () => {
    runs += 1;
    most = Math.max(most, ++running);
    await new Promise<void>((go) => gate.push(go));
    running -= 1;
  });
  const all = Array.from({ length: 10 }, () => refresher.run());
  gate.shift()!();
  await expect.poll(() => gate.length).toBe(1);
  gate.shift()!();
  await Promise.all(all);
  expect([runs, most]).toEqual([2, 1]);
});
test('a run that fails does not stop the next', async () => {
  let runs = 0;
  const refresher = new Refresher(() => (++runs === 1 ? Promise.reject(new Error('offline')) : Promise.resolve()));
  await refresher.run();
  await refresher.run();
  expect(runs).toBe(2);
});
