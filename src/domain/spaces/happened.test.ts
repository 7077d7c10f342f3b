import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { shownAs, type Happened } from './happened.ts';

const row: Happened = { action: '', side: 'council', point: 3, name: 'Dana', reason: 'a new report came' };

test('SP13: everything a command of a space records has its sentence', () => {
  const here = new URL('.', import.meta.url);
  const sources = readdirSync(here).filter((name) => name.endsWith('.server.ts'));
  const recorded = sources.flatMap((name) =>
    [...readFileSync(new URL(name, here), 'utf8').matchAll(/action: '([a-z._]+)'/g)].map((found) => found[1]!),
  );
  expect(recorded.length).toBeGreaterThan(15);
  expect(recorded.filter((action) => !(action in shownAs) && action !== 'space.read')).toEqual([]);
});
test('SP13: sentences name a side and a point, never a keystroke', () => {
  expect(shownAs['point.proposed']!(row)).toBe('The council put words forward for point 3.');
  expect(shownAs['point.reopened']!({ ...row, side: 'family' })).toBe(
    'The family opened point 3 again, because: a new report came',
  );
  expect(shownAs['hand.called']!(row)).toBe('It is Dana’s turn to speak.');
});
