import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { datesOf } from '../dates/appeal-days.ts';
import { ageInWords, RESPONSE_DAYS, tribunalDaysSince } from './age.ts';
import { askedNow } from './asked.ts';

const todayAt = (at: string) => today(() => new Date(at));
const facts = {
  ground: 'not_assess',
  stage: 'registered',
  outcome: 'pending',
  hearingOn: null,
  endedOn: null,
} as const;

describe('the queue when the clocks change', () => {
  test.each([
    // Good Friday, the weekend and Easter Monday are no days of the thirty.
    ['2027-03-24', '2027-03-25T12:00:00Z', 'Day 1 of 30'],
    ['2027-03-24', '2027-03-28T00:30:00Z', 'Day 1 of 30'],
    ['2027-03-24', '2027-03-28T01:30:00Z', 'Day 1 of 30'],
    ['2027-03-24', '2027-03-29T22:59:59Z', 'Day 1 of 30'],
    ['2027-03-24', '2027-03-29T23:00:00Z', 'Day 2 of 30'],
    ['2027-10-29', '2027-10-31T00:30:00Z', 'Day 0 of 30'],
    ['2027-10-29', '2027-10-31T01:30:00Z', 'Day 0 of 30'],
    ['2027-10-29', '2027-10-31T23:59:59Z', 'Day 0 of 30'],
    ['2027-10-29', '2027-11-01T00:00:00Z', 'Day 1 of 30'],
  ])('TRI6 X25: with papers of %s, at %s: %s', (papersOn, at, words) => {
    expect(ageInWords({ stage: 'registered', papersOn }, todayAt(at))).toBe(words);
  });

  test.each([
    ['2027-04-02', '2027-03-27T23:59:59Z', 'days_10'],
    ['2027-04-02', '2027-03-28T00:00:00Z', 'days_5'],
    ['2027-04-07', '2027-03-27T23:59:59Z', 'days_20'],
    ['2027-04-07', '2027-03-28T00:00:00Z', 'days_10'],
    ['2027-04-18', '2027-03-28T22:59:59Z', null],
    ['2027-04-18', '2027-03-28T23:00:00Z', 'days_20'],
    ['2027-11-05', '2027-10-30T22:59:59Z', 'days_10'],
    ['2027-11-05', '2027-10-30T23:00:00Z', 'days_5'],
    ['2027-11-06', '2027-10-31T23:59:59Z', 'days_10'],
    ['2027-11-06', '2027-11-01T00:00:00Z', 'days_5'],
  ])('TRI8 X25: for a hearing on %s, at %s: %s', (hearingOn, at, when) => {
    const asked = askedNow({ stage: 'responded', papersOn: null, hearingOn }, null, todayAt(at));
    expect(asked?.when ?? null).toBe(when);
  });

  test('TRD2 TRI6 X25: the response is due on day 30 and not a day beside it, over both changes', () => {
    const inTheYear = fc.integer({ min: 0, max: 364 }).map((days) => addDays('2027-01-01', days));
    fc.assert(
      fc.property(inTheYear, (papersOn) => {
        const due = datesOf({ ...facts, papersOn }, []).find(({ kind }) => kind === 'response')!.on;
        if (!('on' in due)) throw new Error('The bank holidays of 2027 and 2028 are known.');
        expect(tribunalDaysSince(papersOn, due.on)).toBe(RESPONSE_DAYS);
        expect(tribunalDaysSince(papersOn, addDays(due.on, -1))).toBe(RESPONSE_DAYS - 1);
      }),
    );
  });
});
