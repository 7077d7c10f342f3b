import { expect, test } from 'vitest';
import { countWords, summaryLength } from './texts.ts';

test('SP12: words are counted as people count them', () => {
  expect(['', '  \n', 'mother-in-law', 'I — we', 'Mae’r plentyn yn hapus', '2 x 45 minutes'].map(countWords)).toEqual([
    0, 0, 1, 2, 4, 4,
  ]);
});
test('SP12: over the limit is said in words, and nothing is cut', () => {
  expect(summaryLength('')).toBe('You can write up to 200 words.');
  expect(summaryLength('word '.repeat(199))).toBe('199 words. You have 1 word left.');
  expect(summaryLength('word '.repeat(203))).toBe('3 words over: choose what to leave out.');
});
