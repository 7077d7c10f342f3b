import { describe, expect, test } from 'vitest';
import { paragraphsOf, type Run } from './paragraphs.ts';

const run = (text: string, x: number, y: number, height = 10, rightToLeft = false): Run => ({
  text,
  x,
  y,
  width: text.length * 5,
  height,
  rightToLeft,
});

describe('the words of a page', () => {
  test('EV11: lines that stand together are one paragraph, and a gap starts the next', () => {
    expect(
      paragraphsOf([run('Maya likes', 50, 700), run('swimming.', 50, 688), run('She is eight.', 50, 650)]),
    ).toEqual(['Maya likes swimming.', 'She is eight.']);
  });
  test('EV11: a heading in larger letters stands alone', () => {
    expect(paragraphsOf([run('What helps', 50, 700, 16), run('Quiet rooms.', 50, 684)])).toEqual([
      'What helps',
      'Quiet rooms.',
    ]);
  });
  test('EV11: a word broken at the end of a line is whole again', () => {
    expect(paragraphsOf([run('every morn-', 50, 700), run('ing at nine', 50, 688)])).toEqual(['every morning at nine']);
    expect(paragraphsOf([run('form SA-', 50, 700), run('12 was sent', 50, 688)])).toEqual(['form SA- 12 was sent']);
  });
  test('EV11: the second column is read after the first', () => {
    expect(paragraphsOf([run('left one', 50, 700), run('left two', 50, 688), run('right one', 300, 700)])).toEqual([
      'left one left two',
      'right one',
    ]);
  });
  test('EV11: runs on one line keep a space between them where there is a gap', () => {
    expect(paragraphsOf([run('Speech', 50, 700), run('therapy', 90, 700), run('.', 125, 700)])).toEqual([
      'Speech therapy.',
    ]);
  });
  test('EV11: Arabic is read from the right, in letters and not in shapes', () => {
    expect(paragraphsOf([run('\uFEE2', 40, 700, 10, true), run('ب', 60, 700, 10, true)])).toEqual(['ب م']);
  });
  test('EV11: a page of nothing has no words', () => {
    expect(paragraphsOf([run('  ', 50, 700)])).toEqual([]);
  });
});
