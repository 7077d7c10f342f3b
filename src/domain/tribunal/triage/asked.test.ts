import { describe, expect, test } from 'vitest';
import { ageInWords, tribunalDaysSince } from './age.ts';
import { askedInWords, askedNow, type AskedFacts, type LastAnswer } from './asked.ts';

const facts = (more: Partial<AskedFacts> = {}): AskedFacts => ({
  ...{ stage: 'responded', papersOn: '2026-09-02', hearingOn: '2026-12-21' },
  ...more,
});
const answered = (on: string, lookAgainOn: string | null = null): LastAnswer => ({ on, lookAgainOn });

describe('when the questions are asked', () => {
  test.each([
    ['2026-11-30', null],
    ['2026-12-01', 'days_20'],
    ['2026-12-10', 'days_20'],
    ['2026-12-11', 'days_10'],
    ['2026-12-15', 'days_10'],
    ['2026-12-16', 'days_5'],
    ['2026-12-21', 'days_5'],
    ['2026-12-22', null],
  ])('TRI8: on %s, for a hearing on 21 December 2026: %s', (today, when) => {
    expect(askedNow(facts(), null, today)?.when ?? null).toBe(when);
  });

  test('TRI8: an answer holds until the next of the days; one given on the day itself is of that day', () => {
    expect(askedNow(facts(), answered('2026-12-01'), '2026-12-10')).toBeNull();
    expect(askedNow(facts(), answered('2026-12-10'), '2026-12-11')).toEqual({
      when: 'days_10',
      by: { on: '2026-12-11' },
    });
    expect(askedNow(facts(), answered('2026-12-16'), '2026-12-20')).toBeNull();
  });

  test('TRI8: the day somebody meant to look again asks, until there is a newer answer; a near hearing comes first', () => {
    const early = facts({ hearingOn: '2027-02-01' });
    expect(askedNow(early, answered('2026-10-01', '2026-10-15'), '2026-10-14')).toBeNull();
    expect(askedNow(early, answered('2026-10-01', '2026-10-15'), '2026-10-15')?.when).toBe('officer');
    expect(askedNow(facts(), answered('2026-10-01', '2026-10-15'), '2026-12-16')?.when).toBe('days_5');
  });

  test('TRI6: until the response is sent, an appeal nobody answered about wants an answer by day 10', () => {
    const fresh = facts({ stage: 'registered', hearingOn: null });
    expect(askedNow(fresh, null, '2026-09-03')).toEqual({ when: 'day_10', by: { on: '2026-09-16' } });
    expect(askedNow(fresh, answered('2026-09-04'), '2026-09-20')).toBeNull();
    expect(askedNow({ ...fresh, stage: 'responded' }, null, '2026-09-20')).toBeNull();
    expect(askedNow({ ...fresh, papersOn: null }, null, '2026-09-20')).toBeNull();
  });

  test.each(['heard', 'closed'] as const)('TRI8: an appeal that is %s asks nothing', (stage) => {
    expect(askedNow(facts({ stage }), answered('2026-10-01', '2026-10-15'), '2026-12-20')).toBeNull();
  });

  test('TRI6: it says by when, and where nobody knows the bank holidays it says that', () => {
    expect(askedInWords({ when: 'day_10', by: { on: '2026-09-16' } }, '2026-09-19')).toBe(
      'Answer the questions by 16 September 2026, 3 days ago.',
    );
    expect(askedInWords({ when: 'days_5', by: { on: '2026-12-16' } }, '2026-12-17')).toContain('5 days off or less');
    const unknown = askedNow(
      facts({ stage: 'registered', hearingOn: null, papersOn: '2090-03-01' }),
      null,
      '2090-03-02',
    );
    expect(askedInWords(unknown!, '2090-03-02')).toContain('of 2090 are not known yet');
  });
});

describe('how old an appeal is', () => {
  test('TRI6: August and the days around Christmas are no days, nor is the day the papers came', () => {
    expect(tribunalDaysSince('2026-07-30', '2026-07-30')).toBe(0);
    expect(tribunalDaysSince('2026-07-30', '2026-09-01')).toBe(2);
    expect(tribunalDaysSince('2026-12-23', '2027-01-04')).toBe(2);
  });

  test('TRI6: it counts towards the response, and stops when that is sent', () => {
    const papersOn = '2026-09-02';
    expect(ageInWords({ stage: 'registered', papersOn }, '2026-09-11')).toBe('Day 7 of 30');
    expect(ageInWords({ stage: 'registered', papersOn }, '2026-11-20')).toBe('Past day 30');
    expect(ageInWords({ stage: 'registered', papersOn: null }, '2026-11-20')).toBe('No papers yet');
    expect(ageInWords({ stage: 'registered', papersOn: '2090-03-01' }, '2090-03-09')).toBe('Day not known');
    expect(ageInWords({ stage: 'bundle_sent', papersOn }, '2026-11-20')).toBe('Response sent');
  });
});
