import { describe, expect, test } from 'vitest';
import { answerBy, extendBy, type RequestDays } from './request-clock.ts';

const days = (receivedOn: string, more: Partial<RequestDays> = {}): RequestDays => ({
  ...{ receivedOn, extendedOn: null, clarifyAskedOn: null, clarifyAnsweredOn: null },
  ...more,
});

describe('SAR2: by when a request is answered', () => {
  test.each([
    ['the same day next month', '2026-09-03', '2026-10-05'], // 3 October is a Saturday
    ['on a day the council works', '2026-09-09', '2026-10-09'],
    ['in a shorter month, its last day', '2026-01-30', '2026-03-02'], // 28 February is a Saturday
    ['over Christmas', '2026-11-25', '2026-12-29'], // 25 is a holiday, 26 and 27 a weekend, 28 its substitute
    ['over Easter', '2026-03-03', '2026-04-07'], // Good Friday to Easter Monday
    ['over the end of summer time', '2026-09-25', '2026-10-26'],
  ])('%s', (_, receivedOn, on) => expect(answerBy(days(receivedOn))).toEqual({ on }));

  test('two months more when it is complex', () =>
    expect(answerBy(days('2026-09-09', { extendedOn: '2026-10-01' }))).toEqual({ on: '2026-12-09' }));

  test('the clock stands while something needed was asked, and goes on by as many days', () => {
    expect(answerBy(days('2026-09-09', { clarifyAskedOn: '2026-09-14' }))).toEqual({ stands: '2026-09-14' });
    const answered = { clarifyAskedOn: '2026-09-14', clarifyAnsweredOn: '2026-09-21' };
    expect(answerBy(days('2026-09-09', answered))).toEqual({ on: '2026-10-16' });
    expect(extendBy(days('2026-09-09', { ...answered, extendedOn: '2026-10-12' }))).toBe('2026-10-16');
  });

  test('a year whose holidays nobody knows is not guessed', () =>
    expect(answerBy(days('2039-05-05'))).toEqual({ unknownYear: 2039 }));
});
