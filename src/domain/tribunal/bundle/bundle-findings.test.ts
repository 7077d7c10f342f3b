import { describe, expect, test } from 'vitest';
import type { BundleEntry } from './bundle-content.ts';
import { lateCites, numbered } from './bundle-content.ts';
import { bundleCounts } from './bundle-counts.ts';
import { findingsOf, type Checked } from './bundle-findings.ts';
import { limitsOn } from './bundle-limits.ts';

const entry = (given: Partial<BundleEntry> = {}): BundleEntry => ({
  ...{ class: 'case', evidenceItemId: 'a', part: 'family', side: 'family', as: 'paper', title: 'Report' },
  ...{ author: '', writtenOn: '2026-01-01', pages: 2, sha256: 'a'.repeat(64), firstPage: 11 },
  ...given,
});
const paper = (given: Partial<BundleEntry> = {}, words: [string, 'file' | 'ocr' | 'none'][] = []): Checked => ({
  entry: entry(given),
  words: words.map(([text, wordsFrom]) => ({ words: text, wordsFrom })),
  others: [],
  tells: [],
});
const found = (papers: Checked[], hearingOn: string | null = '2026-12-14') =>
  findingsOf(papers, { limits: limitsOn(hearingOn), counters: [], hearingOn, today: '2026-11-23' });
const words = (...args: Parameters<typeof found>) => found(...args).map((each) => each.words);

describe('what is found in a bundle', () => {
  test('BUN9: how old a report may be is counted to the day of the hearing, and to today while there is none', () => {
    const expert = (writtenOn: string | null) => paper({ as: 'expert', writtenOn });
    expect(words([expert('2023-12-14')])).toEqual([]);
    expect(words([expert('2023-12-13')])).toHaveLength(1);
    expect(words([expert('2023-11-23')], null)).toEqual([]);
    expect(words([expert('2023-11-22')], null)).toHaveLength(1);
    expect(words([expert(null)])).toEqual([
      '“Report” (D11 to D12) has no date. A report by an expert may be 3 years old at the hearing.',
    ]);
    expect(words([paper({ writtenOn: '2001-01-01' })])).toEqual([]);
    expect(words([expert('2001-01-01')], '2025-07-15')).toEqual([]);
  });

  test('BUN9: a statement by a witness may have 10 pages, a report by an expert 15, anything else as many as its part', () => {
    const long = (as: BundleEntry['as'], pages: number) => words([paper({ as, pages })]);
    expect([long('witness', 10), long('expert', 15), long('paper', 70)]).toEqual([[], [], []]);
    expect(long('witness', 11)).toEqual(['“Report” (D11 to D21) has 11 pages. A statement by a witness may have 10.']);
  });

  test('BUN9: pages that are pictures without words are named as the bundle numbers them; words read off are not', () => {
    const pages: [string, 'file' | 'ocr' | 'none'][] = [
      ['', 'none'],
      ['read', 'ocr'],
      ['', 'none'],
    ];
    expect(words([paper({ pages: 3 }, pages)])).toEqual([
      '“Report” (D11 to D13) has no words that can be searched, only pictures, on D11, D13.',
    ]);
  });

  test('BUN9: the same paper twice is found by its bytes, and by its words under another name; empty pages are not the same', () => {
    const twice = (b: Partial<BundleEntry>, said: [string, string], from: 'file' | 'none' = 'file') =>
      words([
        paper({}, [[said[0], from]]),
        paper({ evidenceItemId: 'b', title: 'Copy', firstPage: 13, ...b }, [[said[1], from]]),
      ]).filter((sentence) => sentence.includes('the same as'));
    const other = { sha256: 'b'.repeat(64) };
    expect(twice({}, ['One', 'Two'])).toEqual(['“Copy” (D13 to D14) is the same as “Report” (D11 to D12).']);
    expect(twice(other, ['One  word', 'one word'])).toHaveLength(1);
    expect(twice(other, ['One', 'Two'])).toEqual([]);
    expect(twice(other, ['', ''], 'none')).toEqual([]);
  });

  test('BUN9: what was looked at is asked again when the paper is another, or the part is longer', () => {
    const key = (given: Partial<BundleEntry>) => found([paper({ as: 'expert', pages: 16, ...given })])[0]!.key;
    expect(key({ firstPage: 40 })).toBe(key({}));
    expect(key({ sha256: 'c'.repeat(64) })).not.toBe(key({}));
    const full = (pages: number) => {
      const appeal = {
        ground: 'cease',
        sections: [],
        asksHealth: false,
        asksSocialCare: false,
        hearingOn: null,
      } as const;
      const counters = bundleCounts([{ part: 'family', side: 'family', pages }], appeal);
      return findingsOf([], { limits: limitsOn(null), counters, hearingOn: null, today: '2026-11-23' });
    };
    expect(full(75)).toEqual([]);
    expect(full(76)[0]!.words).toBe('The family’s evidence: 76 of 75 pages; 1 over: choose what to leave out.');
    expect(full(76)[0]!.key).not.toBe(full(77)[0]!.key);
  });
});

describe('numbers', () => {
  test('BUN7: one number runs through every part, in the order of the parts whatever order papers came in', () => {
    const made = numbered([entry({ part: 'council' }), entry({ part: 'core', evidenceItemId: 'b', pages: 3 })]);
    expect(made.map(({ part, firstPage }) => `${part} ${firstPage}`)).toEqual(['core 1', 'council 4']);
  });

  test('BUN8: late papers have the last number of their part and a letter each, also in a part that was empty', () => {
    const entries = numbered([entry({ part: 'core', pages: 3 }), entry({ part: 'council', pages: 4 })]);
    const late = (['family', 'council', 'family', 'core'] as const).map((part) => ({ part }));
    expect(lateCites(entries, late).map(({ cite }) => cite)).toEqual(['D3A', 'E7A', 'D3B', 'A3A']);
  });
});
