import { describe, expect, test } from 'vitest';
import type { AppealedSection, Ground } from '../appeal.ts';
import { bundleCounts, type Counted, type LimitedBy } from './bundle-counts.ts';
import { bundleLimits, evidencePages, limitsOn, type BundleLimits } from './bundle-limits.ts';

const appeal = (given: Partial<LimitedBy> = {}): LimitedBy => ({
  ...{ ground: 'plan_contents', sections: ['F'], asksHealth: false, asksSocialCare: false, hearingOn: '2026-12-01' },
  ...given,
});
const wordsOf = (items: Counted[], given: Partial<LimitedBy> = {}, viewer: 'family' | 'council' | null = null) =>
  bundleCounts(items, appeal(given), viewer).map(({ words }) => words);

describe('the limits of a bundle', () => {
  test('BUN1: they are those in force on the day of the hearing; before 16 July 2025 there are none', () => {
    expect(limitsOn('2025-07-15')).toBeNull();
    expect(limitsOn('2025-07-16')?.corePages).toBe(100);
    expect(limitsOn(null)).toBe(bundleLimits.at(-1));
    const [now] = bundleLimits as [BundleLimits];
    const changed = [
      { ...now, to: '2027-08-31' },
      { ...now, from: '2027-09-01', corePages: 80 },
    ];
    expect(limitsOn('2027-08-31', changed)?.corePages).toBe(100);
    expect(limitsOn('2027-09-01', changed)?.corePages).toBe(80);
  });

  test.each<[Ground, AppealedSection[], number | null]>([
    ['not_assess', [], 75],
    ['no_plan', [], 100],
    ['plan_contents', ['B', 'F', 'I'], 100],
    ['plan_contents', ['F'], 100],
    ['plan_contents', ['I'], 75],
    ['cease', [], 75],
    ['not_reassess', [], null],
    ['not_amend', [], null],
  ])('BUN1: evidence of each party in an appeal of %s %s: %s', (ground, sections, pages) => {
    expect(evidencePages(limitsOn('2026-12-01')!, ground, sections)).toBe(pages);
  });

  test('BUN2 BUN3: every part is counted in words, with what is left, what is over, and whose it is', () => {
    const items: Counted[] = [
      { part: 'core', side: 'council', pages: 100 },
      { part: 'family', side: 'family', pages: 40 },
      { part: 'family', side: 'family', pages: 22 },
      { part: 'council', side: 'council', pages: 81 },
    ];
    expect(wordsOf(items, { sections: ['I'] }, 'family')).toEqual([
      'Core documents: 100 of 100 pages; it is full',
      'The plan with its advice: 0 of 150 pages; 150 left',
      'The working document: not started. It may have 25 pages.',
      'Your evidence: 62 of 75 pages; 13 left',
      'The council’s evidence: 81 of 75 pages; 6 over: choose what to leave out',
    ]);
    expect(bundleCounts(items, appeal({ sections: ['I'] })).map(({ over }) => over)).toEqual([0, 0, 0, 0, 6]);
  });

  test('BUN2: a recommendation about health or social care adds a count for each party', () => {
    const items: Counted[] = [
      { part: 'working', side: 'council', pages: 26 },
      { part: 'health', side: 'family', pages: 80 },
      { part: 'health', side: 'council', pages: 5 },
    ];
    expect(wordsOf(items, { asksSocialCare: true }).slice(2)).toEqual([
      'The working document: 26 of 25 pages; 1 over: choose what to leave out',
      'The family’s evidence: 0 of 100 pages; 100 left',
      'The council’s evidence: 0 of 100 pages; 100 left',
      'The family’s evidence about health and social care: 80 of 75 pages; 5 over: choose what to leave out',
      'The council’s evidence about health and social care: 5 of 75 pages; 70 left',
    ]);
    expect(wordsOf([], {})).toHaveLength(5);
  });

  test('BUN2: where no limit is known it says so, and nothing is over', () => {
    const many: Counted[] = [{ part: 'family', side: 'family', pages: 400 }];
    const said = 'Your evidence: 400 pages. We know of no limit for this: follow the tribunal’s directions';
    expect(wordsOf(many, { ground: 'not_reassess', sections: [] }, 'family')[3]).toBe(said);
    expect(wordsOf(many, { hearingOn: '2025-07-01' }, 'family')[3]).toBe(said);
  });
});
