import { expect, test } from 'vitest';
import { shareInWords, shareOf } from '#domain/cases/share.ts';
import { splitAgainShown, splitShown } from '#domain/cases/small-numbers.ts';
import { spreadOf } from '#domain/cases/spread.ts';

test('PIL1: 53 of 105 is 50.5% with a range of about 41% to 60%; of thin data only the range is said', () => {
  expect(shareInWords(53, 105)).toBe('50.5% (range about 41% to 60%)');
  const { low, high } = shareOf(53, 105);
  // Worked out by hand from Wilson's formula.
  expect([low.toFixed(2), high.toFixed(2)]).toEqual(['41.07', '59.85']);
  expect(shareInWords(7, 20)).toBe('somewhere between 18% and 57%');
});

test('PIL1: the range never leaves 0 and 100, and nothing is a share of nothing or of less than itself', () => {
  for (const whole of [1, 5, 40, 1000])
    for (const part of [0, 1, whole]) {
      const { percent, low, high } = shareOf(part, whole);
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(100);
      expect(low).toBeLessThanOrEqual(percent + 1e-9);
      expect(high).toBeGreaterThanOrEqual(percent - 1e-9);
    }
  for (const [part, whole] of [
    [0, 0],
    [3, 2],
    [-1, 2],
    [Number.NaN, 2],
  ] as const)
    expect(() => shareOf(part, whole)).toThrow(RangeError);
});

test('PIL2: the median of an even number of cases is halfway between the middle two', () => {
  expect(spreadOf([30, 10, 21])).toEqual({ median: 21, least: 10, most: 30 });
  expect(spreadOf([30, 10, 21, 22])).toEqual({ median: 21.5, least: 10, most: 30 });
  expect(spreadOf([])).toBeNull();
});

test('PIL3: no part is shown under five, nor the whole it could be worked out from', () => {
  expect(splitShown([3, 12, 9])).toEqual({ parts: [null, 12, 9], whole: null });
  expect(splitShown([53, 52])).toEqual({ parts: [53, 52], whole: 105 });
  expect(splitShown([105, 0])).toEqual({ parts: [105, null], whole: null });
});

/** Every way to split `whole` in three. */
const inThree = (whole: number): number[][] =>
  Array.from({ length: whole + 1 }, (_, a) =>
    Array.from({ length: whole - a + 1 }, (_, b) => [a, b, whole - a - b]),
  ).flat();

test('PIL3 A21: nobody works out a hidden part from two splits of the same people, also not by knowing this rule', () => {
  const most = 18;
  const byShown = new Map<string, number[][]>();
  for (let whole = 0; whole <= most; whole++)
    for (const first of inThree(whole))
      for (const again of inThree(whole)) {
        const split = splitShown(first);
        const shown = JSON.stringify([split, splitAgainShown(split, again)]);
        byShown.set(shown, [...(byShown.get(shown) ?? []), [...first, ...again]]);
      }
  const wrong = [...byShown].flatMap(([shown, could]) => {
    const parts = (JSON.parse(shown) as { parts: (number | null)[] }[]).flatMap((split) => split.parts);
    const known = (part: number | null, index: number) =>
      part === null ? new Set(could.map((one) => one[index])).size === 1 : part < 5;
    // Near the edge of what is tried, the other possibilities lie beyond it.
    const edge = could.every(([a, b, c]) => a! + b! + c! > most - 4);
    return !edge && parts.some(known) ? [`${shown} can only be ${JSON.stringify(could)}`] : [];
  });
  expect(byShown.size).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});
