import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import {
  cohortsToTell,
  decidesIfBornBy,
  faultsInCapacity,
  faultsInSaid,
  takeoverOf,
  type CapacityGiven,
} from './takeover.ts';

describe('when the decisions become a young person’s own', () => {
  test.each([
    // Born, the last Friday in June of the school year in which they turn 16.
    ['2010-08-31', '2026-06-26'],
    ['2010-09-01', '2027-06-25'],
    ['2010-01-01', '2026-06-26'],
    ['2009-12-31', '2026-06-26'],
    ['2008-02-29', '2024-06-28'],
    ['2012-02-29', '2028-06-30'],
    ['2010-06-26', '2026-06-26'],
    ['2010-07-15', '2026-06-26'],
    ['2007-06-30', '2023-06-30'],
  ])('A31 YPT1: born %s, the last day of school age is %s', (bornOn, endsOn) => {
    expect(takeoverOf(bornOn, '2026-01-01')).toMatchObject({ endsOn, theirsFrom: addDays(endsOn, 1) });
    expect(takeoverOf(bornOn, endsOn).phase).toBe('soon');
    expect(takeoverOf(bornOn, addDays(endsOn, 1)).phase).toBe('theirs');
  });

  test('YPT1: the sixteenth birthday changes nothing', () => {
    expect(takeoverOf('2009-09-02', '2025-09-02').phase).toBe('later');
    expect(takeoverOf('2009-09-02', '2026-03-25').phase).toBe('later');
    expect(takeoverOf('2009-09-02', '2026-03-26').phase).toBe('soon');
  });

  test('YPT2: each day of twenty years, everybody whose day it is is in exactly the cohort that is told', () => {
    for (let day = '2020-01-01'; day < '2040-01-01'; day = addDays(day, 17)) {
      const { ahead, due } = cohortsToTell(day);
      for (const cohort of [ahead, due]) {
        if (!cohort) continue;
        for (const born of [cohort.bornFrom, cohort.bornTo]) expect(takeoverOf(born, day).endsOn).toBe(cohort.endsOn);
        expect(takeoverOf(addDays(cohort.bornFrom, -1), day).endsOn < cohort.endsOn).toBe(true);
        expect(takeoverOf(addDays(cohort.bornTo, 1), day).endsOn > cohort.endsOn).toBe(true);
      }
      expect(takeoverOf(due.bornTo, day).phase).toBe('theirs');
      if (ahead) expect(takeoverOf(ahead.bornTo, day).phase).toBe('soon');
      expect(takeoverOf(decidesIfBornBy(day), day).phase).toBe('theirs');
      expect(takeoverOf(addDays(decidesIfBornBy(day), 1), day).phase).not.toBe('theirs');
    }
  });
});

describe('what is said and written', () => {
  const said = { personId: 'p', stays: 'yes' as const, words: 'Help me read letters', until: '' };
  test('YPT4: an officer writes the young person’s words; the young person need say nothing when somebody leaves', () => {
    expect(faultsInSaid(said, '2026-07-01', false)).toEqual({});
    expect(Object.keys(faultsInSaid({ ...said, words: '' }, '2026-07-01', true))).toEqual(['words']);
    expect(faultsInSaid({ ...said, stays: 'no', words: '' }, '2026-07-01', false)).toEqual({});
    expect(Object.keys(faultsInSaid({ ...said, stays: '', until: '2026-07-01' }, '2026-07-01', false))).toEqual([
      'stays',
      'until',
    ]);
    expect(Object.keys(faultsInSaid({ ...said, until: '2027-02-30' }, '2026-07-01', false))).toEqual(['until']);
  });

  test('YPT5: where somebody else decides they are named; where the young person does nobody is', () => {
    const no: CapacityGiven = {
      ...{
        decision: 'Which college',
        has: 'no',
        alternative: 'parent',
        parentId: 'p',
        name: '',
        why: 'Asked with pictures',
      },
    };
    expect(faultsInCapacity(no)).toEqual({});
    expect(Object.keys(faultsInCapacity({ ...no, parentId: '' }))).toEqual(['parentId']);
    expect(Object.keys(faultsInCapacity({ ...no, alternative: 'representative' }))).toEqual(['name']);
    expect(Object.keys(faultsInCapacity({ ...no, alternative: '' }))).toEqual(['alternative']);
    expect(faultsInCapacity({ ...no, has: 'yes', alternative: '', parentId: '' })).toEqual({});
    expect(Object.keys(faultsInCapacity({ ...no, decision: '', has: '', why: '' }))).toEqual([
      'decision',
      'has',
      'why',
    ]);
  });
});
