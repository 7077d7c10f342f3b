import { describe, expect, test } from 'vitest';
import { faultsInRule, isDue, rulesInForce, shippedRules, type RetentionRule } from './rules.ts';

describe('how long cases are kept', () => {
  test('RET1: without a word of the council what is shipped holds, with its source, and says that nobody set it', () => {
    const rules = rulesInForce([]);
    expect(rules.map(({ class: of, years }) => [of, years])).toEqual([
      ['case', 31],
      ['plan', 31],
      ['looked_after', 75],
    ]);
    for (const rule of rules) {
      expect(rule.set).toBeNull();
      expect(rule.source).not.toBe('');
    }
  });

  test('RET1: the council’s latest of a class holds, and leaves the other classes as they were', () => {
    const own = (years: number): RetentionRule => ({
      ...{ class: 'plan', years, countedFrom: 'birth', source: 'Schedule 4' },
      set: { at: new Date('2026-03-04'), byName: 'Asha Reid' },
    });
    const rules = rulesInForce([own(45), own(31)]);
    expect(rules.find((rule) => rule.class === 'plan')!.years).toBe(45);
    expect(rules.find((rule) => rule.class === 'case')).toEqual(shippedRules[0]);
  });

  test.each([
    [{ class: 'cats' }, 'class'],
    [{ years: '0' }, 'years'],
    [{ years: '121' }, 'years'],
    [{ years: '3.5' }, 'years'],
    [{ years: '-1' }, 'years'],
    [{ years: '' }, 'years'],
    [{ countedFrom: 'toString' }, 'countedFrom'],
    [{ countedFrom: 'death' }, 'countedFrom'],
    [{ source: '' }, 'source'],
  ])('RET2: a rule with %o is refused at its field', (change, field) => {
    const good = { class: 'plan', years: '45', countedFrom: 'birth', source: 'Schedule 4' };
    expect(faultsInRule(good)).toEqual({});
    expect(Object.keys(faultsInRule({ ...good, ...change }))).toEqual([field]);
  });

  test('RET3: the day itself is due, the day before is not, and nothing is due that is not counted yet', () => {
    expect(isDue('2026-11-23', '2026-11-23')).toBe(true);
    expect(isDue('2026-11-24', '2026-11-23')).toBe(false);
    expect(isDue(null, '2026-11-23')).toBe(false);
  });
});
