import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, inGroups, type Canonical } from '../canonical.ts';
import { seenText, type SeenPoint, type SeenRow } from './seen.ts';

const text = fc.string({ unit: 'binary', maxLength: 12 });
const answer = fc.option(fc.record({ answer: fc.constantFrom('there' as const, 'missing' as const), note: text }), {
  nil: null,
});
const row: fc.Arbitrary<SeenRow> = fc.record({
  checkRowId: fc.uuid(),
  title: text,
  who: text,
  dueOn: fc.constant(null),
  paper: fc.constant(null),
  family: answer,
  council: answer,
});
const point: fc.Arbitrary<SeenPoint> = fc.record({
  pointId: fc.uuid(),
  number: fc.nat(),
  state: text,
  agreedSha256: fc.option(text, { nil: null }),
  familySha256: fc.constant(null),
  councilSha256: fc.constant(null),
});
const shuffled = <T>(items: T[]) => fc.shuffledSubarray(items, { minLength: items.length });

describe('canonical text', () => {
  test('EV9: the same things in any order are the same text', () => {
    const lists = fc.tuple(
      fc.uniqueArray(row, { selector: (r) => r.checkRowId }),
      fc.uniqueArray(point, { selector: (p) => p.pointId }),
    );
    fc.assert(
      fc.property(
        lists.chain(([rows, points]) =>
          fc.tuple(fc.constant(seenText(rows, points)), shuffled(rows), shuffled(points)),
        ),
        ([expected, rows, points]) => {
          expect(seenText(rows, points)).toBe(expected);
        },
      ),
    );
  });
  test('EV9: different answers are different texts', () => {
    fc.assert(
      fc.property(
        row,
        row,
        (a, b) => (seenText([a], []) === seenText([b], [])) === (JSON.stringify(a) === JSON.stringify(b)),
      ),
    );
  });
  test('PACK2: canonical text does not depend on the order of keys, and reads back as what it was', () => {
    fc.assert(
      fc.property(fc.dictionary(text, fc.oneof(text, fc.integer(), fc.boolean())), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
        expect(JSON.parse(canonical(value))).toEqual({ ...value });
      }),
    );
  });
  test('PACK2: a fraction or half a character has no canonical text', () => {
    expect(() => canonical({ pages: 1.5 })).toThrow('whole number');
    expect(() => canonical(['\uD800'] as Canonical)).toThrow('half a character');
  });
  test('PACK3: a fingerprint is read in groups of four', () => {
    expect(inGroups('7f3a00ff')).toBe('7F3A 00FF');
  });
});
