import { describe, expect, test } from 'vitest';
import { contentsOf, type PackEntry } from '#domain/evidence/pack/pack.ts';
import type { PackPaper } from '#domain/evidence/pack/pack-parts.ts';
import { outcomeCounts } from './desk-outcomes.ts';
import { whyNotPlain } from './plain-reason.ts';
import { citeNow, citesInWords, readCites } from './reasons-pages.ts';
import { readReason, type TypedReason } from './reasons.ts';

const paper = (evidenceItemId: string, kind: PackPaper['kind'], pages: number): PackPaper => ({
  ...{ class: 'case', evidenceItemId, kind, title: evidenceItemId, author: '', writtenOn: '2026-09-01', pages },
  ...{ sha256: '', addedOn: '2026-09-02', lateFor: null },
});
/** A1 the child's page, A2 the family's words, C3 to C42 two reports, D43 to D45 the family's own paper, G46 a point. */
const contents: PackEntry[] = contentsOf({
  papers: [paper('a-speech', 'medical', 39), paper('b-school', 'education', 1), paper('c-own', 'family_own', 3)],
  parts: {
    child: {
      class: 'case',
      name: 'Maya',
      ownWords: null,
      goodDay: null,
      wantGrownUpsToKnow: null,
      helpedBy: null,
      askedOn: null,
    },
    summary: { class: 'case', words: '' },
    points: [
      {
        class: 'case',
        pointId: 'p',
        number: 1,
        title: 'Lunch',
        stateInWords: '',
        agreed: null,
        family: '',
        council: '',
        pages: [],
      },
    ],
  },
});
const cites = (typed: string) => {
  const read = readCites(typed, contents);
  return 'fault' in read ? read.fault : citesInWords(read.pages);
};

describe('DEC2: pages are read as they are printed', () => {
  test.each([
    ['C41', 'C41'],
    ['c 41', 'C41'],
    ['C40-42, D43', 'C40 to C42, D43'],
    ['C40 – C41 and A1', 'C40 to C41, A1'],
    ['C41 to D43', 'C41 to C42, D43'],
    ['C3, C3; C4', 'C3 to C4'],
    ['G46', 'G46'],
  ])('DEC2: %s', (typed, read) => expect(cites(typed)).toBe(read));

  test.each([
    ['', 'Write the pages it rests on'],
    ['page 41', 'is not a page of the pack'],
    ['C', 'is not a page of the pack'],
    ['C41A', 'came after the pack was frozen'],
    ['D41', 'Page 41 is C41, not D41'],
    ['C43', 'Page 43 is D43, not C43'],
    ['C42-C43', 'Page 43 is D43, not C43'],
    ['C0', 'There is no page 0'],
    ['C99', 'There is no page 99 in this pack. It has 46 pages.'],
    ['C41-40', 'runs backwards'],
    ['C3-42', 'at most 30 pages'],
    ['C3-20, C21-38', 'at most 30 pages'],
  ])('DEC2: a wrong page is said so: %s', (typed, fault) => expect(cites(typed)).toContain(fault));

  test('DEC2: a page keeps its paper, and is found under its number of a newer pack', () => {
    expect(readCites('C42', contents)).toEqual({ pages: [{ evidenceItemId: 'b-school', page: 1, cite: 'C42' }] });
    expect(citeNow({ evidenceItemId: 'c-own', page: 2, cite: 'D9' }, contents)).toBe('D44');
    expect(citeNow({ evidenceItemId: 'gone', page: 1, cite: 'C42' }, contents)).toBeNull();
    expect(citeNow({ evidenceItemId: '', page: 1, cite: 'A2' }, contents)).toBe('A2');
    expect(citeNow({ evidenceItemId: '', page: 1, cite: 'G60' }, contents)).toBeNull();
  });

  const typed: TypedReason = { words: 'Maya cannot hear in a noisy hall.', restsOn: 'pages', cites: 'C41' };
  test('DEC2: what a reason rests on is chosen by somebody, never for them', () => {
    expect(readReason(typed, contents)).toMatchObject({ pages: [{ cite: 'C41' }] });
    expect(readReason({ ...typed, restsOn: '' }, contents)).toMatchObject({ faults: { restsOn: expect.any(String) } });
    expect(readReason({ ...typed, restsOn: 'judgement' }, contents)).toMatchObject({
      faults: { cites: expect.any(String) },
    });
    expect(readReason({ ...typed, restsOn: 'judgement', cites: '' }, contents)).toMatchObject({ pages: [] });
    expect(readReason({ words: '', restsOn: '', cites: '' }, contents)).toMatchObject({
      faults: { words: expect.any(String), restsOn: expect.any(String) },
    });
  });
});

describe('DEC1: a reason is in plain English', () => {
  test.each([
    '',
    '  ',
    'No.',
    'Criteria not met.',
    's.36(8) CFA 2014: the legal test is not met.',
    'Insufficient evidence under section 36 of the Act and the Code.',
    '12 34 56 78 90',
  ])('DEC1: refused: %s', (text) => expect(whyNotPlain(text)).not.toBeNull());
  test.each([
    'Maya needs a grown-up beside her at lunch.',
    'The school has tried quiet rooms for two terms, and her reading went back.',
    'Three reports say he sleeps four hours a night.',
  ])('DEC1: kept: %s', (text) => expect(whyNotPlain(text)).toBeNull());
});

describe('DEC12: this council’s own outcomes', () => {
  const period = ['2025-11-23', '2026-11-22'] as const;
  test('DEC12: counts have a denominator and a period', () => {
    expect(
      outcomeCounts(
        'issue',
        new Map([
          ['issue', 31],
          ['no_issue', 9],
        ]),
        period,
      ),
    ).toMatchObject({
      all: 40,
      period: '23 November 2025 to 22 November 2026',
      lines: [
        { outcome: 'issue', count: 31 },
        { outcome: 'no_issue', count: 9 },
      ],
    });
  });
  test.each([0, 1, 4])('DEC12: %i is hidden, and so is the whole it could be worked out from', (few) => {
    const counts = outcomeCounts(
      'issue',
      new Map([
        ['issue', 31],
        ['no_issue', few],
      ]),
      period,
    );
    expect(counts).toMatchObject({ all: null, lines: [{ count: 31 }, { count: null }] });
  });
});
