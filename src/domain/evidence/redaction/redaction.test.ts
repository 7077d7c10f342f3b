import { describe, expect, test } from 'vitest';
import type { PageLine } from '../paper.ts';
import { goneWords, HIDDEN, hideLines, leftElsewhere, wordsStillThere } from './redaction.ts';

const line = (text: string, paragraph: number, y: number): PageLine => ({
  text,
  paragraph,
  x: 50,
  y,
  width: 200,
  height: 12,
});
const lines = [
  line('Maya likes swimming', 0, 100),
  line('with Rowan Smith', 0, 111),
  line('of 12 High Street.', 1, 140),
];
const around = (each: PageLine, more = {}) => ({ page: 1, ...each, ...more });

describe('what a mark hides', () => {
  test('RED2: a mark on a line hides that line, not the one it touches', () => {
    const { left, hidden } = hideLines(lines, [around(lines[1]!)]);
    expect(hidden.map(({ text }) => text)).toEqual(['with Rowan Smith']);
    expect(left.map(({ text }) => text)).toEqual(['Maya likes swimming', HIDDEN, 'of 12 High Street.']);
  });
  test('RED2: a box over one word takes the whole line out of the words', () => {
    const { hidden } = hideLines(lines, [around(lines[2]!, { x: 100, width: 20 })]);
    expect(hidden.map(({ text }) => text)).toEqual(['of 12 High Street.']);
  });
  test('RED2: a hidden paragraph is said once, and those after it keep their number', () => {
    const { left } = hideLines(lines, [around(lines[0]!), around(lines[1]!)]);
    expect(left.map(({ text, paragraph }) => [text, paragraph])).toEqual([
      [HIDDEN, 0],
      ['of 12 High Street.', 1],
    ]);
  });
  test('RED2: a mark beside the words hides none of them', () => {
    expect(hideLines(lines, [around(lines[0]!, { x: 300 })]).hidden).toEqual([]);
  });
});

describe('whether it is gone', () => {
  const { left, hidden } = hideLines(lines, [around(lines[1]!)]);
  test('RED4: every hidden word is looked for, in whatever letters', () => {
    expect(goneWords(hidden, left)).toEqual(['with', 'rowan', 'smith']);
    expect(wordsStillThere(hidden, left, [...left, line('by ROWAN', 2, 200)])).toEqual(['rowan']);
    expect(wordsStillThere(hidden, left, left)).toEqual([]);
  });
  test('RED4: a word that also stands openly may be there as often as it stands openly, and no more', () => {
    const open = [...left, line('Rowan came too', 2, 200)];
    expect(wordsStillThere(hidden, open, open)).toEqual([]);
    expect(wordsStillThere(hidden, open, [...open, line('rowan', 3, 220)])).toEqual(['rowan']);
  });
  test('RED4: names and numbers that stand elsewhere are said, with their pages', () => {
    const pages = [
      { page: 1, lines: left },
      { page: 4, lines: [line('Rowan came with us', 0, 100)] },
    ];
    expect(leftElsewhere(hidden, pages)).toEqual([{ word: 'Rowan', pages: [4] }]);
  });
});
