import { describe, expect, test } from 'vitest';
import { LEAST_FAMILIES, rangeOf, waitInWords, weekOf } from './stage-wait.ts';
import { lateInWords, lawAtStep } from './where-waits.ts';

const weeks = (count: number) => count * 7;
/** Sixteen families: a quarter waited under three weeks, a quarter over six. */
const sixteen = [1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 7, 8, 9, 20].map(weeks);
const period = { fromOn: '2025-11-23', toOn: '2026-11-23' };

describe('how long a step takes', () => {
  test('WHR2: the middle half of the families, in whole weeks', () => {
    expect(rangeOf(sixteen)).toEqual({ families: 16, fromWeeks: 3, toWeeks: 6, inside: 9 });
  });

  test('WHR2: days between two weeks widen the range, and never narrow it', () => {
    const range = rangeOf(Array.from({ length: 40 }, (_, day) => day + 10))!;
    expect(range.fromWeeks * 7).toBeLessThanOrEqual(19);
    expect(range.toWeeks * 7).toBeGreaterThanOrEqual(39);
    expect(range.inside * 2).toBeGreaterThanOrEqual(range.families);
  });

  test('WHR2: of too few families nothing is said but that they are too few', () => {
    expect(rangeOf(sixteen.slice(0, LEAST_FAMILIES - 1))).toBeNull();
    expect(rangeOf([])).toBeNull();
    expect(waitInWords(null, '2026-11-02', '2026-11-23', 'You')).toEqual({
      range: 'There are not enough families yet to say how long this step takes.',
      you: 'You came to this step on Monday 2 November 2026. This is week 4.',
      counted: null,
    });
  });

  test('WHR2: the range is said with whom it was counted from, when, and where the reader is', () => {
    const said = waitInWords({ ...rangeOf(sixteen)!, ...period }, '2026-11-02', '2026-11-23', 'You');
    expect(said.range).toBe('Most families at this step wait 3 to 6 weeks.');
    expect(said.counted).toBe(
      'We counted 16 families here who finished this step between Sunday 23 November 2025 and Monday 23 November 2026. 9 of them waited that long.',
    );
  });

  test('WHR2: how few waited otherwise is not shown, and half is not called most', () => {
    const nearlyAll = { families: 20, fromWeeks: 1, toWeeks: 2, inside: 18, ...period };
    expect(waitInWords(nearlyAll, null, '2026-11-23', 'You').counted).not.toMatch(/\b18\b/);
    expect(waitInWords({ ...nearlyAll, inside: 10 }, null, '2026-11-23', 'You').range).toMatch(/^Half of the families/);
  });

  test('WHR2: under a week, and up to some weeks, are said so', () => {
    const of = (fromWeeks: number, toWeeks: number) =>
      waitInWords({ families: 20, fromWeeks, toWeeks, inside: 15, ...period }, null, '2026-11-23', 'You').range;
    expect(of(0, 1)).toBe('Most families at this step wait less than a week.');
    expect(of(0, 3)).toBe('Most families at this step wait up to 3 weeks.');
  });

  test('WHR2: the first seven days are week 1; a day that is not known, or still to come, is not said', () => {
    expect([0, 6, 7].map((days) => weekOf('2026-11-02', `2026-11-0${2 + days}`))).toEqual([1, 1, 2]);
    expect(waitInWords(null, null, '2026-11-23', 'You').you).toBeNull();
    expect(waitInWords(null, '2026-11-24', '2026-11-23', 'You').you).toBeNull();
    expect(waitInWords(null, '2026-11-23', '2026-11-23', 'The case').you).toMatch(/^The case came to this step/);
  });
});

describe('beside it', () => {
  test('WHR2: every step has the date of the law, and its source', () => {
    const law = lawAtStep({ stage: 'board', requestReceivedOn: '2025-11-10', boardOn: null })!;
    expect(law.on).toBe('2026-03-02');
    expect(law.source).toContain('regulation 10(1)');
  });

  test('WHR3: a report that has not come is a fact with its day', () => {
    expect(lateInWords('Health', '2026-11-20', '2026-11-23')).toBe(
      '“Health” was due on Friday 20 November 2026 and has not come.',
    );
    expect(lateInWords('Health', '2026-11-23', '2026-11-23')).toContain('It is due on Monday 23 November 2026.');
  });
});
