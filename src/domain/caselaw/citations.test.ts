import { describe, expect, test } from 'vitest';
import { citationKey, citationOf, citationsIn, statuteKey } from './citations.ts';
import { shippedFile } from './shipped.ts';
import type { Precedent } from './precedent.ts';

const shipped = JSON.parse(shippedFile()) as Precedent[];
const keysOf = (text: string) => citationsIn(text).map(({ key }) => key);
const LETTERS = 100_000;
const WITHIN_MS = 500;

describe('citations', () => {
  test.each([
    ['[2016] UKUT 385 (AAC)', '2016ukut385aac'],
    ['2016 ukut 385 aac', '2016ukut385aac'],
    ['(2016) UKUT AAC 385', '2016ukut385aac'],
    ['2016UKUT385AAC', '2016ukut385aac'],
    ['[2016] UKUT 385', '2016ukut385'],
    ['[2016] UKUT 0385 (AAC)', '2016ukut385aac'],
    ['[2020] EWCA Civ 226', '2020ewcaciv226'],
    ['[2001] EWHC Admin 432', '2001ewhc432admin'],
    ['[2001] EWHC 432 (Admin)', '2001ewhc432admin'],
    ['[1998] 2 W.L.R. 884', '19982wlr884'],
    ['[1996] ELR 153', '1996elr153'],
  ])('LIB1: %s is known by one key', (typed, key) => {
    expect(keysOf(`see ${typed}, please`)).toEqual([key]);
    expect(citationKey(typed)).toBe(key);
  });

  test('LIB1: two in one search are two, and one typed twice is one', () => {
    expect(keysOf('[2016] UKUT 385 or 1998 2 WLR 884, and 2016 ukut 385')).toEqual(['2016ukut385', '19982wlr884']);
  });

  test.each(['section 37', 'in 2016 the council', '2016', 'UKUT 385', '[2016] CONSTRUCTOR 5', '[9999] UKUT 5'])(
    'LIB1: %s holds no citation',
    (typed) => expect(citationsIn(typed)).toEqual([]),
  );

  test.each(['[2016] UKUT 385 (AAC) and more', 'see [2016] UKUT 385', '[2016] UKUT', '<b>[2016] UKUT 385</b>', ''])(
    'LIB3: %s is not one citation and nothing else',
    (typed) => expect(citationOf(typed)).toBeNull(),
  );

  test('LIB1: every citation of the library that comes with this is one', () => {
    expect(shipped.filter(({ citation }) => citationOf(citation) === null).map(({ citation }) => citation)).toEqual([]);
  });
});

describe('provisions', () => {
  test.each([
    ['CFA 2014 ss.24, 45', ['CFA 2014 s.24', 'CFA 2014 s.45']],
    ['Education Act 1993 (now CFA 2014 s.42)', ['EA 1993', 'CFA 2014 s.42']],
    ['EA 1996 s.324, Sch 27 (now CFA 2014 s.39(4))', ['EA 1996 s.324', 'EA 1996 Sch 27', 'CFA 2014 s.39']],
    ['Children and Families Act 2014 section 37(1)', ['CFA 2014 s.37']],
    ['cfa 2014 s37', ['CFA 2014 s.37']],
    ['CFA 2014 ss.38-41', ['CFA 2014 s.38', 'CFA 2014 s.39', 'CFA 2014 s.40', 'CFA 2014 s.41']],
    ['EA 1996 ss.508B-508D, 509AA-509AB', ['508B', '508C', '508D', '509AA', '509AB'].map((one) => `EA 1996 s.${one}`)],
    ['SEND Regs 2014 regs 20, 22', ['SEND Regs 2014 reg.20', 'SEND Regs 2014 reg.22']],
    ['HESC Rules 2008 r.12(3)(a)', ['HESC Rules 2008 r.12']],
    ['CFA 2014 s.37 / EA 1996 s.324', ['CFA 2014 s.37', 'EA 1996 s.324']],
    ['Education Act 1993/1996', ['EA 1993', 'EA 1996']],
    ['Equality Act 2010 Sch 17 para 4', ['Equality Act 2010 Sch 17']],
    ['ECHR art 14 with A2P1', ['ECHR art.14']],
    ['Mental Capacity Act 2005', ['Mental Capacity Act 2005']],
    ['CFA 2014 ss.1-9999', ['CFA 2014 s.1', 'CFA 2014 s.9999']],
  ])('LIB2: %s', (line, keys) => expect(statuteKey(line)).toEqual(keys));

  test('LIB2: every provision of the library that comes with this has a key, and none is a leftover', () => {
    const lines = [...new Set(shipped.flatMap(({ statute }) => statute))];
    expect(lines.filter((line) => statuteKey(line).length === 0)).toEqual([]);
    expect(lines.flatMap(statuteKey).filter((key) => !/\d/.test(key))).toEqual([]);
  });
});

describe('H17: a hundred thousand letters', () => {
  const worst = [
    '1',
    '2016 ',
    's.1-',
    '(',
    '(now ',
    'a,',
    '2016 a b c ',
    '1(2)',
    '1(a',
    ' ',
    '-',
    'EA 1996 ss.1-60, ',
    '[',
    '\u00e9',
  ];
  test.each(worst)('of %j are read at once', (piece) => {
    const text = piece.repeat(LETTERS / piece.length);
    for (const read of [citationsIn, citationOf, statuteKey]) {
      // The quickest of three: what another process took of the machine is not what reading takes.
      const tookMs = Math.min(...[1, 2, 3].map(() => timed(() => read(text))));
      expect(tookMs).toBeLessThan(WITHIN_MS);
    }
  });
});

function timed(work: () => unknown): number {
  const from = performance.now();
  work();
  return performance.now() - from;
}
