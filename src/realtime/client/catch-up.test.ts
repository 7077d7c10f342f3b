import { expect, test } from 'vitest';
import { Away, catchUp, whileAway, type Sentences } from './catch-up.ts';

const names: Record<string, string> = { p3: 'point 3', p5: 'point 5' };
const sentences: Sentences = {
  'point.agreed': (target) => (target && names[target] ? `${names[target]} agreed` : null),
  'point.proposed': (target) => (target && names[target] ? `${names[target]} changed by the council` : null),
};

test('what was missed is told in order, once, and only in sentences the page has', () => {
  const missed = [
    { sequence: 9, action: 'point.proposed', target: 'p5' },
    { sequence: 7, action: 'point.agreed', target: 'p3' },
    { sequence: 8, action: 'paper.opened', target: 'x' },
    { sequence: 6, action: 'point.proposed', target: 'p5' },
    { sequence: 10, action: 'point.agreed', target: 'not mine to see' },
    { sequence: 11, action: 'constructor', target: null },
  ];
  const told = catchUp(missed, sentences);
  expect(told).toEqual(['point 3 agreed', 'point 5 changed by the council']);
  expect(whileAway(told)).toBe('While you were away: point 3 agreed, point 5 changed by the council.');
});

test('nothing missed is nothing said', () => {
  expect(whileAway(catchUp([], sentences))).toBeNull();
});

test('only news heard while away is kept, each once, and it is told once', () => {
  const away = new Away();
  const news = { sequence: 1, action: 'point.agreed', target: 'p3' };
  away.hear({ ...news, sequence: 0 });
  away.leave();
  away.hear(news);
  away.hear({ ...news });
  expect(away.comeBack()).toEqual([news]);
  expect(away.comeBack()).toEqual([]);
});
