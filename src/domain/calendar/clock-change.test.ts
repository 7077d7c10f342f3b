import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekdayOf, type CalendarDate } from './date.ts';
import { dateOf, minuteOfDay, today } from './today.ts';
import { addTribunalWorkingDays, doneInTime, tribunalWorkingDaysBefore } from './tribunal-days.ts';
import { inDays } from './words.ts';

const MINUTE_MS = 60_000;
const HOURS_LOOKED_AT = 49;

/** Every minute of which the date in England is this one, by looking at two days and an hour of them. */
function minutesOf(date: CalendarDate): Date[] {
  const from = Date.parse(`${addDays(date, -1)}T12:00:00Z`);
  const all = Array.from({ length: HOURS_LOOKED_AT * 60 }, (_, minute) => new Date(from + minute * MINUTE_MS));
  return all.filter((at) => dateOf(at) === date);
}

// 28 March 2027: one in the morning is two. 31 October 2027: two in the morning is one.
const changes: [CalendarDate, number][] = [
  ['2027-03-28', 23],
  ['2027-10-31', 25],
];

describe('the days on which the clocks change', () => {
  test.each(changes)(
    'CAL5 X25: all of %s, %i hours long, is that one day, and so is what counts from it',
    (day, hours) => {
      const minutes = minutesOf(day);
      expect(minutes).toHaveLength(hours * 60);
      const told = new Set(
        minutes.map((at) =>
          inDays(
            addDays(day, 7),
            today(() => at),
          ),
        ),
      );
      expect([...told]).toEqual(['in 7 days']);
    },
  );

  test.each([
    ['2027-03-27T23:59:59Z', '2027-03-27'],
    ['2027-03-28T00:00:00Z', '2027-03-28'],
    ['2027-03-28T00:59:59Z', '2027-03-28'],
    ['2027-03-28T01:00:00Z', '2027-03-28'],
    ['2027-03-28T22:59:59Z', '2027-03-28'],
    ['2027-03-28T23:00:00Z', '2027-03-29'],
    ['2027-10-30T22:59:59Z', '2027-10-30'],
    ['2027-10-30T23:00:00Z', '2027-10-31'],
    ['2027-10-31T00:59:59Z', '2027-10-31'],
    ['2027-10-31T01:00:00Z', '2027-10-31'],
    ['2027-10-31T23:59:59Z', '2027-10-31'],
    ['2027-11-01T00:00:00Z', '2027-11-01'],
  ])('CAL5 X25: at %s today is %s', (at, date) => {
    expect(today(() => new Date(at))).toBe(date);
  });

  test.each([
    ['the day before summer time', '2027-03-27', '17:00'],
    ['the first day of summer time', '2027-03-28', '16:00'],
    ['the last day of summer time', '2027-10-30', '16:00'],
    ['the first day of winter time', '2027-10-31', '17:00'],
  ])('CAL9 X25: by five in the afternoon on %s', (_, by, utc) => {
    const five = new Date(`${by}T${utc}:00Z`);
    expect(minuteOfDay(five)).toBe(17 * 60);
    expect(doneInTime(five, by)).toBe(true);
    expect(doneInTime(new Date(five.getTime() + MINUTE_MS), by)).toBe(false);
  });

  test.each(changes)('CAL9 X25: of the minutes of %s, those up to five are in time and no other', (day) => {
    const minutes = minutesOf(day);
    expect(minutes.map((at) => doneInTime(at, day))).toEqual(minutes.map((at) => minuteOfDay(at) <= 17 * 60));
  });

  test('CAL12 X25: the tribunal’s working days go over both changes, forwards and back', () => {
    // Good Friday and Easter Monday stand around the change of March.
    expect(addTribunalWorkingDays('2027-03-25', 1)).toEqual({ on: '2027-03-30' });
    expect(tribunalWorkingDaysBefore('2027-03-30', 1)).toEqual({ on: '2027-03-25' });
    expect(addTribunalWorkingDays('2027-10-29', 1)).toEqual({ on: '2027-11-01' });
    expect(tribunalWorkingDaysBefore('2027-11-01', 1)).toEqual({ on: '2027-10-29' });
  });

  test('CAL1 X25: adding days is adding days of the calendar, at whatever hour somebody asks', () => {
    const near = fc.constantFrom(...changes.map(([day]) => Date.parse(`${day}T00:00:00Z`)));
    const minute = fc.integer({ min: -3 * 24 * 60, max: 4 * 24 * 60 });
    fc.assert(
      fc.property(near, minute, fc.integer({ min: -400, max: 400 }), (around, minutes, days) => {
        const from = today(() => new Date(around + minutes * MINUTE_MS));
        const [year, month, dayOfMonth] = from.split('-').map(Number) as [number, number, number];
        const to = addDays(from, days);
        expect(to).toBe(new Date(Date.UTC(year, month - 1, dayOfMonth + days)).toISOString().slice(0, 10));
        expect(daysBetween(from, to)).toBe(days);
        expect((weekdayOf(from) + days + 7 * 60) % 7).toBe(weekdayOf(to));
      }),
    );
  });
});
