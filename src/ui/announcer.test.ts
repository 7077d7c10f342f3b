import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer, batchEveryMs } from './announcer.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('UI2: the first thing is said at once and the rest in one sentence fifteen seconds later', () => {
  const announcer = new Announcer(() => Date.now());
  announcer.say('Priya joined.');
  vi.advanceTimersByTime(0);
  expect(announcer.polite).toBe('Priya joined.');

  announcer.say('Sam joined.');
  announcer.say('Point 3 was agreed.');
  announcer.say('Sam joined.');
  vi.advanceTimersByTime(batchEveryMs - 1);
  expect(announcer.polite).toBe('Priya joined.');
  vi.advanceTimersByTime(1);
  expect(announcer.polite).toBe('Sam joined. Point 3 was agreed.');
});

test('UI2: what must be heard now does not wait, and hush drops what was waiting', () => {
  const announcer = new Announcer(() => Date.now());
  announcer.say('Priya joined.');
  announcer.interrupt('The connection is lost.');
  expect(announcer.urgent).toBe('The connection is lost.');
  announcer.hush();
  vi.advanceTimersByTime(batchEveryMs * 2);
  expect(announcer.polite).toBe('');
});
