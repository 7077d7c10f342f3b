import { expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { countKind, countPromises, meanRating, type Try } from './counted.ts';

const TO = '2026-10-31';
const one = (more: Partial<Try> = {}): Try => ({
  ...{ kind: 'mediation', appealable: true, raisedOn: '2026-03-01', wantedOn: '2026-03-05', metOn: '2026-03-20' },
  ...{ closedOn: '2026-03-21', outcome: 'full', noticeSentOn: '2026-02-20', certificateOn: null, appealedOn: null },
  ...more,
});
const many = (count: number, more: Partial<Try> = {}) => Array.from({ length: count }, () => one(more));

test('PIL3: ends are counted by kind, never together, and a small one hides the whole', () => {
  const tries = [
    ...many(12),
    ...many(6, { outcome: 'part' }),
    ...many(5, { outcome: 'withdrew' }),
    ...many(7, { closedOn: null, outcome: null }),
    ...many(9, { kind: 'early_resolution' }),
  ];
  expect(countKind(tries, 'mediation', TO).ends).toEqual({ parts: [12, 6, 5, 7], whole: 30 });
  expect(countKind(tries, 'early_resolution', TO).ends).toEqual({ parts: [9, null, null, null], whole: null });
});

test('PIL4: avoided is only what could have been appealed, was all agreed, and can no longer be', () => {
  const rest = [
    ...many(5, { outcome: 'part' }),
    ...many(5, { outcome: 'none' }),
    ...many(5, { closedOn: null, outcome: null }),
  ];
  const avoided = (more: Partial<Try>) =>
    countKind(
      [...many(10), ...many(5, more), ...many(5, { outcome: 'none', appealedOn: '2026-04-01' }), ...rest],
      'mediation',
      TO,
    ).afters.parts[0];
  expect(avoided({})).toBe(15);
  expect(avoided({ appealable: false })).toBe(10);
  expect(avoided({ noticeSentOn: '2026-10-01' })).toBe(10);
  expect(avoided({ certificateOn: '2026-10-10' })).toBe(10);
  expect(avoided({ appealedOn: '2026-04-20' })).toBe(10);
  expect(avoided({ outcome: 'part' })).toBe(10);
});

test('PIL3 PIL4: what came after is not shown while any number of the same disagreements is hidden', () => {
  expect(countKind(many(20), 'mediation', TO)).toMatchObject({
    ends: { parts: [20, null, null, null], whole: null },
    afters: { parts: [null, null, null], whole: null },
  });
});

test('PIL2: days are of what was settled, step by step; a step with a day missing for a few is left out', () => {
  const tries = [10, 20, 40, 41, 99].map((days) => one({ closedOn: addDays('2026-03-20', days) }));
  const { days } = countKind(tries, 'mediation', TO);
  expect(days[0]).toEqual({ cases: 5, spread: { median: 4, least: 4, most: 4 } });
  expect(days[2]).toEqual({ cases: 5, spread: { median: 40, least: 10, most: 99 } });
  expect(days[3]!.spread).toEqual({ median: 59, least: 29, most: 118 });
  const { days: gappy } = countKind([...tries, one({ metOn: null })], 'mediation', TO);
  expect(gappy.map(({ cases }) => cases)).toEqual([6, null, null, 6]);
  expect(countKind(tries.slice(1), 'mediation', TO).days.every(({ cases }) => cases === null)).toBe(true);
});

test('PIL5: in time is the day itself; the day after is late, kept or not', () => {
  const promised = (count: number, dueOn: string | null, keptOn: string | null) =>
    Array.from({ length: count }, () => ({ dueOn, keptOn }));
  const promises = [
    ...promised(5, '2026-10-01', '2026-10-01'),
    ...promised(3, '2026-10-01', '2026-10-02'),
    ...promised(3, '2026-10-31', null),
    ...promised(4, '2026-11-01', null),
    ...promised(3, null, '2026-10-02'),
  ];
  expect(countPromises(promises, TO)).toEqual({ parts: [5, 6, 7], whole: 18 });
});

test('PIL3: a mean of fewer than five answers is not shown', () => {
  const rated = [5, 4, 4, 3, 5].map((rating) => ({ kind: 'mediation' as const, rating }));
  expect(meanRating(rated, 'mediation')).toEqual({ mean: 4.2, answers: 5 });
  expect(meanRating(rated.slice(1), 'mediation')).toBeNull();
  expect(meanRating(rated, 'early_resolution')).toBeNull();
});
