import { expect, test } from 'vitest';
import { Telling } from './told.svelte.ts';

const told = (sequence: number, sentence: string, mine = false) => ({ sequence, sentence, mine });

test('SP13: what others settle is announced once; one’s own and what was there before are not', () => {
  const telling = new Telling([told(4, 'Point 1 is agreed.')]);
  const now = [told(4, 'Point 1 is agreed.'), told(5, 'A hand went up.', true), told(7, 'The council added point 2.')];
  expect(telling.hear(now)).toEqual(['The council added point 2.']);
  expect(telling.hear(now)).toEqual([]);
});
test('what happened while somebody was away waits for them, and is not read out', () => {
  const telling = new Telling([]);
  telling.leave();
  expect(telling.hear([told(1, 'Point 3 is agreed.')])).toEqual([]);
  telling.comeBack();
  expect(telling.hear([told(1, 'Point 3 is agreed.'), told(2, 'The break is over.')])).toEqual(['The break is over.']);
  expect(telling.missed).toEqual(['Point 3 is agreed.']);
  telling.putAside();
  expect(telling.missed).toEqual([]);
});
