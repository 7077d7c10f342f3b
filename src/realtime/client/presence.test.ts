import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Presence, type At } from './presence.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a hundred moves in a second are told at most five times, and the last one always is', () => {
  const told: At[] = [];
  const presence = new Presence((at) => told.push(at));
  for (let move = 0; move < 100; move++) {
    presence.at({ place: `p${move}` });
    vi.advanceTimersByTime(10);
  }
  vi.advanceTimersByTime(1_000);
  expect(told.length).toBeLessThanOrEqual(6);
  expect(told.at(-1)).toEqual({ place: 'p99', typing: false, page: null });
});

test('standing still says nothing', () => {
  const tell = vi.fn();
  const presence = new Presence(tell);
  presence.at({ place: null });
  expect(tell).not.toHaveBeenCalled();
});

test('somebody who stops typing is no longer said to be typing', () => {
  const told: At[] = [];
  const presence = new Presence((at) => told.push(at));
  presence.at({ place: 'p3', typing: true });
  vi.advanceTimersByTime(5_000);
  expect(told.map((at) => at.typing)).toEqual([true, false]);
});

test('after a new connection the place is told again', () => {
  const told: At[] = [];
  const presence = new Presence((at) => told.push(at));
  presence.at({ place: 'p3' });
  vi.advanceTimersByTime(1_000);
  presence.again();
  expect(told).toHaveLength(2);
});
