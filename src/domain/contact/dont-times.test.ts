import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDontDay, isDontTime, readDontTimes } from './dont-times.ts';

const [MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY] = [1, 2, 3, 5, 6];
const at = (hours: number, minutes = 0) => hours * 60 + minutes;
const closed = (words: string, weekday: number, minute: number) => isDontTime(readDontTimes(words), weekday, minute);

describe('the words of "Please do not ring on or at"', () => {
  test.each([
    ['Fridays', FRIDAY, at(11), true],
    ['Fridays', MONDAY, at(11), false],
    ['not on Fridays.', FRIDAY, at(16), true],
    ['Monday mornings', MONDAY, at(9, 30), true],
    ['Monday mornings', MONDAY, at(12), false],
    ['Monday mornings', TUESDAY, at(9, 30), false],
    ['Mondays and Tuesdays', TUESDAY, at(10), true],
    ['Monday and Tuesday mornings', MONDAY, at(14), false],
    ['Monday and Tuesday mornings', TUESDAY, at(10), true],
    ['not before 10, not on Fridays.', WEDNESDAY, at(9, 59), true],
    ['not before 10, not on Fridays.', WEDNESDAY, at(10), false],
    ['Fridays, or after 3', WEDNESDAY, at(15), true],
    ['Fridays, or after 3', FRIDAY, at(9), true],
    ['Fridays and after 3', FRIDAY, at(9), true],
    ['Fridays and after 3', WEDNESDAY, at(15, 30), true],
    ['Fridays after 3', FRIDAY, at(14), false],
    ['between 3 and 4', MONDAY, at(15, 30), true],
    ['3.30 to 4.30', MONDAY, at(16), true],
    ['3.30 to 4.30', MONDAY, at(15), false],
    ['12-1', MONDAY, at(12, 15), true],
    ['weekends', SATURDAY, at(11), true],
    ['before 9am and after 5pm', MONDAY, at(8), true],
  ])('TELL5: "%s" on weekday %i at minute %i', (words, weekday, minute, expected) => {
    expect(closed(words, weekday, minute)).toBe(expected);
  });

  test.each(['Fridays', 'Monday mornings', 'not before 10, not on Fridays.', '3.30 to 4.30', 'weekends', ''])(
    'TELL5: "%s" is read for sure',
    (words) => expect(readDontTimes(words).sure).toBe(true),
  );
  test.each([
    'Fridays, or after 3. Never leave hard news on the answerphone',
    'only on Fridays',
    'When I am on nights',
    'after 9',
    'before 9am and after 5pm',
    'the week of 14 May',
    'ring any time but Friday',
    'school holidays',
    'between 10 and 2',
  ])('TELL5: of "%s" nobody can be sure, so an officer reads it', (words) => {
    expect(readDontTimes(words).sure).toBe(false);
  });
  test('TELL5: words that may turn the sense round close nothing', () => {
    expect(readDontTimes('only on Fridays').times).toEqual([]);
    expect(readDontTimes('any time is fine except Mondays').times).toEqual([]);
  });
  test('TELL5: a day is closed only when all of it is', () => {
    expect(isDontDay(readDontTimes('Fridays'), FRIDAY)).toBe(true);
    expect(isDontDay(readDontTimes('Friday mornings'), FRIDAY)).toBe(false);
    expect(isDontDay(readDontTimes('Friday mornings, Friday afternoons'), FRIDAY)).toBe(true);
  });
  test('TELL5: whatever somebody writes is read without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (words) => {
        for (const { fromMinute, toMinute } of readDontTimes(words).times) expect(fromMinute).toBeLessThan(toMinute);
      }),
    );
  });
});
