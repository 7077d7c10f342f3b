import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addMonths, addWeeks, daysBetween, isCalendarDate, lastDayOfPeriod, weekdayOf } from './date.ts';
import { dateOf, timeInWords, today } from './today.ts';
import { inDays, inShort, inWords, momentInWords } from './words.ts';
import { addCouncilWorkingDays, bankHolidayOn, knowsYear } from './working-days.ts';

describe('calendar days', () => {
  test('CAL1: Christmas does not stop the clock', () => {
    expect(addDays('2025-12-24', 2)).toBe('2025-12-26');
  });
  test('CAL2: weeks run from the day of receipt, which is day 0', () => {
    expect([6, 16, 20].map((weeks) => addWeeks('2024-06-03', weeks))).toEqual([
      '2024-07-15',
      '2024-09-23',
      '2024-10-21',
    ]);
    expect([6, 16, 20].map((weeks) => addWeeks('2025-11-10', weeks))).toEqual([
      '2025-12-22',
      '2026-03-02',
      '2026-03-30',
    ]);
  });
  test('CAL3: a month later in a shorter month is its last day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
  test('CAL4: a period that starts with a day counts that day', () => {
    expect(lastDayOfPeriod('2026-11-03', 15)).toBe('2026-11-17');
  });
  test('a day that does not exist is refused', () => {
    expect(['2026-02-30', '2026-2-3', '', '2026-13-01'].map(isCalendarDate)).toEqual([false, false, false, false]);
    expect(isCalendarDate('2028-02-29')).toBe(true);
    expect(() => addDays('soon', 1)).toThrow('not a calendar date');
  });
  test('adding days and counting them agree, whatever the day', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((offset) => addDays('2000-01-01', offset));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: -2000, max: 2000 }),
        (date, days) => daysBetween(date, addDays(date, days)) === days,
      ),
    );
  });
});

describe('today', () => {
  test('CAL5: the date is the one in England, in summer and in winter', () => {
    expect(dateOf(new Date('2026-06-30T23:30:00Z'))).toBe('2026-07-01');
    expect(dateOf(new Date('2026-12-31T23:30:00Z'))).toBe('2026-12-31');
    expect(today(() => new Date('2026-03-29T00:30:00Z'))).toBe('2026-03-29');
  });
  test('times are said as people say them', () => {
    expect(timeInWords(new Date('2026-06-30T20:42:00Z'))).toBe('9.42pm');
    expect(timeInWords(new Date('2026-01-05T00:05:00Z'))).toBe('12.05am');
    expect(momentInWords(new Date('2026-05-14T11:00:00Z'))).toBe('Thursday 14 May 2026 at 12.00pm');
  });
});

describe('council working days', () => {
  test('CAL6: Easter 2026, from Thursday 2 April: acknowledge, call back, reply', () => {
    expect([1, 2, 5].map((days) => addCouncilWorkingDays('2026-04-02', days))).toEqual([
      { on: '2026-04-07' },
      { on: '2026-04-08' },
      { on: '2026-04-13' },
    ]);
  });
  test('CAL6: August counts, and both Christmas holidays are stepped over', () => {
    expect(addCouncilWorkingDays('2026-08-03', 5)).toEqual({ on: '2026-08-10' });
    expect(addCouncilWorkingDays('2024-12-23', 2)).toEqual({ on: '2024-12-27' });
    expect(addCouncilWorkingDays('2027-12-24', 1)).toEqual({ on: '2027-12-29' });
  });
  test('CAL7: a year whose bank holidays are not known is said to be unknown', () => {
    expect(addCouncilWorkingDays('2028-12-29', 1)).toEqual({ unknownYear: 2029 });
    expect([knowsYear('2024-01-01'), knowsYear('2029-01-01')]).toEqual([true, false]);
  });
  test('CAL6: the list holds eight bank holidays a year, none at a weekend', () => {
    for (const year of [2024, 2025, 2026, 2027, 2028]) {
      const days = Array.from({ length: 366 }, (_, index) => addDays(`${year}-01-01`, index)).filter(
        (day) => day.startsWith(String(year)) && bankHolidayOn(day),
      );
      expect(days).toHaveLength(8);
      expect(days.filter((day) => [0, 6].includes(weekdayOf(day)))).toEqual([]);
    }
  });
});

test('CAL8: dates are words first, and how far off they are', () => {
  expect(inWords('2026-05-14')).toBe('Thursday 14 May 2026');
  expect(inShort('2026-05-04')).toBe('4 May 2026');
  expect(
    ['2026-05-20', '2026-05-15', '2026-05-14', '2026-05-13', '2026-05-02'].map((date) => inDays(date, '2026-05-14')),
  ).toEqual(['in 6 days', 'tomorrow', 'today', 'yesterday', '12 days ago']);
  expect(
    ['2026-08-21', '2026-08-22', '2027-04-14', '2026-01-14', '2033-06-25'].map((date) => inDays(date, '2026-05-14')),
  ).toEqual(['in 99 days', 'in about 3 months', 'in about 11 months', 'about 4 months ago', 'in about 7 years']);
});
