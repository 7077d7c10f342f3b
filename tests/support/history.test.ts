import { expect, test } from 'vitest';
import { History } from './history.ts';

/** Three writers who wrote four things each and were told that all is saved but the last of each. */
function run() {
  const history = new History();
  let text = '';
  for (const writer of ['c1', 'c2', 'c3']) {
    for (let nth = 0; nth < 4; nth++) text += `${history.invoke(writer)} `;
    history.allBut(writer, 1);
    history.giveUp(writer);
  }
  return { history, text };
}
const broken = (history: History, read: Record<string, string>) =>
  history.check(read).map(({ invariant, says }) => `${invariant}: ${says}`);

test('a clean run passes', () => {
  const { history, text } = run();
  expect(broken(history, { fresh: text, log: text })).toEqual([]);
  expect([history.count('ok'), history.count('unknown')]).toEqual([9, 3]);
});

test('what was never said to be saved may be there or not', () => {
  const { history, text } = run();
  expect(broken(history, { fresh: text.replace('⟦c2-000003⟧', '') })).toEqual([]);
});

test('INV1: a saved edit that was dropped is caught', () => {
  const { history, text } = run();
  expect(broken(history, { fresh: text.replace('⟦c2-000001⟧', '') })).toEqual([
    'INV1: ⟦c2-000001⟧ was said to be saved and is not in what fresh reads',
  ]);
});

test('INV3: an edit that is there twice is caught', () => {
  const { history, text } = run();
  expect(broken(history, { fresh: text + '⟦c3-000000⟧' })).toEqual([
    'INV3: ⟦c3-000000⟧ is 2 times in what fresh reads',
  ]);
});

test('INV3: an edit nobody made is caught', () => {
  const { history, text } = run();
  expect(broken(history, { fresh: text + '⟦c9-000000⟧' })).toEqual([
    'INV3: ⟦c9-000000⟧ is in what fresh reads and nobody wrote it',
  ]);
});

test('INV3: an edit that was refused for good and is there all the same is caught', () => {
  const history = new History();
  const token = history.invoke('c1');
  history.giveUp('c1', 'failed');
  expect(broken(history, { fresh: token })).toEqual(['INV3: ⟦c1-000000⟧ was refused and is in what fresh reads']);
});

test('INV2: two readers who read different texts are caught', () => {
  const { history, text } = run();
  const [a, b] = ['⟦c1-000000⟧', '⟦c2-000003⟧'];
  expect(broken(history, { fresh: text, log: text.replace(a, '#').replace(b, a).replace('#', b) })).toHaveLength(1);
});

test('what was once said to be saved stays so, whatever is said later', () => {
  const history = new History();
  history.invoke('c1');
  history.allBut('c1', 0);
  history.giveUp('c1', 'failed');
  expect(history.count('ok')).toBe(1);
});
