import { describe, expect, test } from 'vitest';
import { linesOf, paragraphsOf, type Run } from './paragraphs.ts';

const run = (text: string, x: number, y: number, height = 10, rightToLeft = false): Run => ({
  text,
  x,
  y,
  width: text.length * 5,
  height,
  rightToLeft,
  box: { x, y: 800 - y - height, width: text.length * 5, height },
});
const read = (runs: readonly Run[]) => paragraphsOf(linesOf(runs));

describe('the words of a page', () => {
  test('EV11: lines that stand together are one paragraph, and a gap starts the next', () => {
    expect(read([run('Maya likes', 50, 700), run('swimming.', 50, 688), run('She is eight.', 50, 650)])).toEqual([
      'Maya likes swimming.',
      'She is eight.',
    ]);
  });
  test('EV11: a heading in larger letters stands alone', () => {
    expect(read([run('What helps', 50, 700, 16), run('Quiet rooms.', 50, 684)])).toEqual([
      'What helps',
      'Quiet rooms.',
    ]);
  });
  test('EV11: a word broken at the end of a line is whole again', () => {
    expect(read([run('every morn-', 50, 700), run('ing at nine', 50, 688)])).toEqual(['every morning at nine']);
    expect(read([run('form SA-', 50, 700), run('12 was sent', 50, 688)])).toEqual(['form SA- 12 was sent']);
  });
  test('EV11: the second column is read after the first', () => {
    expect(read([run('left one', 50, 700), run('left two', 50, 688), run('right one', 300, 700)])).toEqual([
      'left one left two',
      'right one',
    ]);
  });
  test('EV11: runs on one line keep a space between them where there is a gap', () => {
    expect(read([run('Speech', 50, 700), run('therapy', 90, 700), run('.', 125, 700)])).toEqual(['Speech therapy.']);
  });
  test('EV11: Arabic is read from the right, in letters and not in shapes', () => {
    expect(read([run('\uFEE2', 40, 700, 10, true), run('ب', 60, 700, 10, true)])).toEqual(['ب م']);
  });
  test('RED1: each line knows its paragraph and the box it stands in', () => {
    const lines = linesOf([
      run('Maya likes', 50, 700),
      run('swimming.', 50, 688),
      run('Eight.', 50, 650),
      run(' ', 500, 650),
    ]);
    expect(lines).toEqual([
      { text: 'Maya likes', paragraph: 0, x: 50, y: 90, width: 50, height: 10 },
      { text: 'swimming.', paragraph: 0, x: 50, y: 102, width: 45, height: 10 },
      { text: 'Eight.', paragraph: 1, x: 50, y: 140, width: 30, height: 10 },
    ]);
  });
  test('EV11: a page of nothing has no words', () => {
    expect(read([run('  ', 50, 700)])).toEqual([]);
  });
});
