import { expect, test } from 'vitest';
import type { AppealOutcome } from '../appeal.ts';
import { lastThreeYears, pastOf, type Closed } from './past-outcomes.ts';

const period = { from: '2024-09-01', to: '2026-10-31' };
const some = (appeals: number, outcome: AppealOutcome, daysBefore: number | null, tags: string[] = []): Closed => ({
  ...{ appeals, outcome, daysBefore, tags },
});
const therapy = { tag: 'therapy', label: 'Therapy' };

test('PAT1: the period is this academic year and the two before it, to the end of last month', () => {
  expect(lastThreeYears('2026-11-23')).toEqual(period);
  expect(lastThreeYears('2026-09-01')).toEqual({ from: '2024-09-01', to: '2026-08-31' });
  expect(lastThreeYears('2026-08-31')).toEqual({ from: '2023-09-01', to: '2026-07-31' });
});

test('PAT1: how many were settled is said with the number, the period and the middle day, and never as a chance', () => {
  const closed = [
    some(10, 'consent_order', 4),
    some(10, 'unopposed', 9),
    some(9, 'withdrawn_resolved', 30),
    some(6, 'withdrawn_other', null),
    some(6, 'dismissed', -20),
  ];
  const { ground, ways } = pastOf(closed, period, []);
  expect(ground.sentence).toBe(
    'Of 41 appeals on this ground closed from 1 September 2024 to 31 October 2026, 29 were settled before a hearing; middle: 9 days before it.',
  );
  // Of the last two ways there is only one outcome each: to say which would say that the others are none.
  expect(ways.map(({ appeals }) => appeals)).toEqual([10, 10, 9, 6, 6]);
  expect(ways.at(-1)!.words).toBe('Decided by the tribunal');
  expect(JSON.stringify(pastOf(closed, period, []))).not.toMatch(/%|chance|likely|probab/i);
});

test('PAT1 A21: under five is not shown, nor what it could be worked out from', () => {
  const few = pastOf([some(4, 'consent_order', 5)], period, []);
  expect(few.ground).toMatchObject({ whole: null, settled: null, medianDays: null });
  expect(few.ground.sentence).toContain('too few to show, or none');
  const hidden = pastOf([some(20, 'consent_order', 5), some(2, 'dismissed', null)], period, []);
  expect(hidden.ground).toMatchObject({ whole: 22, settled: null, medianDays: null });
  expect(hidden.ways).toEqual([]);
  // With 38 of 41 about one issue, the other three would be known by taking one from the other.
  const nearlyAll = [
    some(30, 'consent_order', 5, ['therapy']),
    some(8, 'dismissed', null, ['therapy']),
    some(3, 'struck_out', null),
  ];
  expect(pastOf(nearlyAll, period, [therapy]).issues[0]).toMatchObject({ whole: null, settled: null });
});

test('PAT1: of an issue both its own and the rest of the ground have to be many enough', () => {
  const closed = [
    some(12, 'consent_order', 9, ['therapy']),
    some(6, 'allowed', null, ['therapy']),
    some(9, 'withdrawn_resolved', 20),
    some(8, 'dismissed', null),
    some(5, 'struck_out', null),
  ];
  const { issues } = pastOf(closed, period, [therapy]);
  expect(issues[0]!.sentence).toBe(
    'Of 18 appeals on this ground and about “Therapy” closed from 1 September 2024 to 31 October 2026, 12 were settled before a hearing; middle: 9 days before it.',
  );
});

test('PAT1: a day nobody knows is no day, and a few of them hide the middle', () => {
  const middle = (unknown: number) =>
    pastOf(
      [
        some(20, 'consent_order', 7),
        some(unknown, 'unopposed', null),
        some(9, 'allowed', null),
        some(9, 'struck_out', 3),
      ],
      period,
      [],
    ).ground.medianDays;
  expect(middle(0)).toBe(7);
  expect(middle(2)).toBeNull();
  expect(middle(6)).toBe(7);
});
