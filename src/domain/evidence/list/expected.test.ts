import { describe, expect, test } from 'vitest';
import {
  adviceAskedBy,
  adviceDueOn,
  expectedFor,
  expectedPapers,
  reviewAdviceDueOn,
  schoolYearOn,
} from './expected.ts';

describe('the papers the law expects', () => {
  test('EV1: every paragraph of regulation 6(1) is there, in its order', () => {
    expect(expectedPapers.map(({ source }) => source.at(-2)).join('')).toBe('abcdefgh');
  });
  test('EV2: preparing for adult life is expected from year 9 and not before', () => {
    const kinds = (bornOn: string, on: string) => expectedFor(bornOn, on).map(({ kind }) => kind);
    expect(schoolYearOn('2012-09-01', '2026-09-01')).toBe(9);
    expect(kinds('2012-09-01', '2026-09-01')).toContain('adulthood');
    expect(kinds('2012-09-01', '2026-08-31')).not.toContain('adulthood');
    expect(kinds('2017-05-02', '2026-09-01')).toHaveLength(7);
  });
  test('EV2: school years turn on 1 September, and a child born on 31 August is the youngest in the class', () => {
    expect(schoolYearOn('2017-08-31', '2021-09-01')).toBe(0);
    expect(schoolYearOn('2017-09-01', '2021-09-01')).toBe(-1);
    expect(schoolYearOn('2006-01-10', '2026-01-10')).toBe(15);
  });
  test('EV3: advice is due six calendar weeks after it is asked for, Christmas or not', () => {
    expect(adviceDueOn('2025-11-10')).toBe('2025-12-22');
    expect(adviceDueOn(adviceAskedBy('2024-06-03'))).toBe('2024-08-26');
  });
  test('ASK9: a review hears the family, the school, the council, health, social care and whoever else is invited', () => {
    expect(expectedFor('2012-01-01', '2026-09-01', 'review').map(({ kind }) => kind)).toEqual([
      ...['family', 'education', 'council_other', 'medical', 'social_care', 'family_request'],
    ]);
    expect(expectedFor('2012-01-01', '2014-08-31', 'review')).toEqual([]);
  });
  test('ASK9: it is circulated two weeks before the meeting, whatever lies between', () => {
    expect(reviewAdviceDueOn('2027-01-06')).toBe('2026-12-23');
  });
});
