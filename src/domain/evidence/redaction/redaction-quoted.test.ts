import { expect, test } from 'vitest';
import type { PageLine } from '../paper.ts';
import { namesIn, quotedIn } from './redaction-quoted.ts';

const line = (text: string): PageLine => ({ text, paragraph: 0, x: 0, y: 0, width: 1, height: 1 });
const hidden = [line('Maya and Canarybird came late that day')];
const left = [line('About Maya, who came late')];

test('RED8: a hidden name is found in a name or a file name, also where words run together', () => {
  expect(namesIn('canarybird-report.pdf', hidden, left)).toEqual(['Canarybird']);
  expect(namesIn('2026_CanarybirdReport.pdf', hidden, left)).toEqual(['Canarybird']);
});

test('RED8: what the paper still says openly, and small words that are no name, are left alone', () => {
  expect(namesIn('Report on Maya that day', hidden, left)).toEqual([]);
  expect(quotedIn('He came late', hidden, left)).toEqual([]);
});

test('RED8: four hidden words in a row are a quotation, in any case', () => {
  expect(quotedIn('It says “came LATE that day”. Why?', hidden, left)).toEqual(['came late that day']);
});
