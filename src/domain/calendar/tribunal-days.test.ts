import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from './date.ts';
import {
  addTribunalWorkingDays,
  appealBy,
  appealTimeEnds,
  directedDay,
  doneInTime,
  isDeadDay,
  tribunalWorkingDaysBefore,
} from './tribunal-days.ts';
import { addCouncilWorkingDays, isWorkingDay } from './working-days.ts';

const aDay = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2024-01-01', offset));
const onOf = (reckoned: ReturnType<typeof appealBy>) => ('on' in reckoned ? reckoned.on : null);

describe('the time to appeal', () => {
  test.each([
    ['in August', '2025-06-10', null, '2025-08-10', '2025-09-01'],
    ['at Christmas', '2025-10-28', null, '2025-12-28', '2026-01-02'],
    ['on the last day of February, a Saturday', '2025-12-31', null, '2026-02-28', '2026-03-02'],
    ['a month after the certificate, which is later', '2025-09-15', '2025-11-03', '2025-12-03', '2025-12-03'],
    ['two months after the notice on a Saturday', '2025-09-15', null, '2025-11-15', '2025-11-17'],
    ['two months after the notice, which is later', '2026-09-15', '2026-09-20', '2026-11-15', '2026-11-16'],
    ['on the leap day', '2027-12-29', null, '2028-02-29', '2028-02-29'],
    ['on the last day of a month that is not a leap year’s', '2026-12-30', null, '2027-02-28', '2027-03-01'],
    ['a month after a certificate of 31 January', '2025-11-01', '2026-01-31', '2026-02-28', '2026-03-02'],
    ['on the day before August', '2026-05-31', null, '2026-07-31', '2026-07-31'],
    ['on New Year’s Day', '2026-11-01', null, '2027-01-01', '2027-01-04'],
    ['on the day before Christmas', '2026-10-24', null, '2026-12-24', '2026-12-24'],
    ['over Easter', '2026-02-03', null, '2026-04-03', '2026-04-07'],
  ])('CAL11 X26 X27: ending %s', (_, sentOn, certificateOn, ends, by) => {
    expect(appealTimeEnds(sentOn, certificateOn)).toBe(ends);
    expect(appealBy(sentOn, certificateOn)).toEqual({ on: by });
  });
  test('CAL11 X27: it never ends before two months, on a day off, or on a dead day, and a certificate never shortens it', () => {
    fc.assert(
      fc.property(aDay, fc.option(aDay, { nil: null }), (sentOn, certificateOn) => {
        const by = onOf(appealBy(sentOn, certificateOn))!;
        expect(by >= appealTimeEnds(sentOn, certificateOn)).toBe(true);
        expect(isWorkingDay(by) && !isDeadDay(by)).toBe(true);
        expect(by >= onOf(appealBy(sentOn, null))!).toBe(true);
      }),
    );
  });
  test('CAL7 X26: a year whose bank holidays are not known is said to be unknown', () => {
    expect(appealBy('2028-11-10', null)).toEqual({ unknownYear: 2029 });
    expect(addTribunalWorkingDays('2028-12-20', 10)).toEqual({ unknownYear: 2029 });
    expect(directedDay('2029-02-01')).toEqual({ unknownYear: 2029 });
  });
});

describe('anything else the tribunal asks for', () => {
  test('CAL12 X26: 30 working days over August, and what a council would count', () => {
    expect(addTribunalWorkingDays('2025-07-14', 30)).toEqual({ on: '2025-09-23' });
    expect(addCouncilWorkingDays('2025-07-14', 30)).toEqual({ on: '2025-08-26' });
  });
  test('CAL12 X26: 30 working days over Christmas, and what a council would count', () => {
    expect(addTribunalWorkingDays('2025-12-08', 30)).toEqual({ on: '2026-01-27' });
    expect(addCouncilWorkingDays('2025-12-08', 30)).toEqual({ on: '2026-01-22' });
  });
  test('CAL12 X26: counted back from a hearing it comes out where counting on from there would', () => {
    expect(tribunalWorkingDaysBefore('2026-09-07', 10)).toEqual({ on: '2026-07-24' });
    expect(tribunalWorkingDaysBefore('2027-01-06', 3)).toEqual({ on: '2026-12-24' });
    expect(tribunalWorkingDaysBefore('2024-01-03', 10)).toEqual({ unknownYear: 2023 });
    fc.assert(
      fc.property(
        aDay.filter((day) => isWorkingDay(day) && !isDeadDay(day)),
        fc.integer({ min: 1, max: 40 }),
        (on, days) => {
          const before = onOf(tribunalWorkingDaysBefore(on, days));
          if (before) expect(addTribunalWorkingDays(before, days)).toEqual({ on });
        },
      ),
    );
  });
  test('CAL12: dead days are 25 December to 1 January and all of August, no more', () => {
    expect(
      ['12-24', '12-25', '12-31', '01-01', '01-02', '07-31', '08-01', '08-31', '09-01'].map((day) =>
        isDeadDay(`2026-${day}`),
      ),
    ).toEqual([false, true, true, true, false, false, true, true, false]);
  });
  test('CAL10: a date the tribunal fixed stays in August, and moves only off a day nobody works', () => {
    expect(directedDay('2026-08-12')).toEqual({ on: '2026-08-12' });
    expect(directedDay('2026-12-29')).toEqual({ on: '2026-12-29' });
    expect(directedDay('2026-08-29')).toEqual({ on: '2026-09-01' });
  });
  test('CAL9: by five in the afternoon in England, in summer and in winter', () => {
    expect(doneInTime(new Date('2026-07-03T16:00:00Z'), '2026-07-03')).toBe(true);
    expect(doneInTime(new Date('2026-07-03T16:01:00Z'), '2026-07-03')).toBe(false);
    expect(doneInTime(new Date('2026-01-05T17:00:00Z'), '2026-01-05')).toBe(true);
    expect(doneInTime(new Date('2026-01-04T23:30:00Z'), '2026-01-05')).toBe(true);
    expect(doneInTime(new Date('2026-01-06T09:00:00Z'), '2026-01-05')).toBe(false);
  });
});
