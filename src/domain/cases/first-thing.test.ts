import { expect, test } from 'vitest';
import { firstThing } from './first-thing.ts';
import { stages } from './stage.ts';

test('CAS20: every step has one thing to do, and it is never a page that is not offered', () => {
  for (const stage of stages) {
    expect(
      firstThing(stage, () => true),
      stage,
    ).not.toBeNull();
    expect(
      firstThing(stage, () => false),
      stage,
    ).toBeNull();
  }
  expect(firstThing('board', () => true)?.path).toBe('/decision');
  expect(firstThing('board', (path) => path === '/pack')?.path).toBe('/pack');
});
