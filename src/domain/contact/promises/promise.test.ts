import { describe, expect, test } from 'vitest';
import { remindUpTo, stateInWords, stateOf } from './promise.ts';

const dated = { dueOn: '2026-12-07', keptOn: null, replaced: false };

describe('how a promise stands', () => {
  test('PRO2: what is due is not late on its day, and late by days from the next', () => {
    expect(stateOf(dated, '2026-11-23')).toEqual({ is: 'open', inDays: 'in 14 days' });
    expect(stateOf(dated, '2026-12-02')).toEqual({ is: 'due_soon', inDays: 'in 5 days' });
    expect(stateOf(dated, '2026-12-07')).toEqual({ is: 'due_soon', inDays: 'today' });
    expect(stateOf(dated, '2026-12-08')).toEqual({ is: 'late', days: 1 });
  });

  test('PRO2: kept is in time on its day, and says by how much it was late after it, whatever came later', () => {
    expect(stateOf({ ...dated, keptOn: '2026-12-07' }, '2027-01-01')).toEqual({
      is: 'kept',
      on: '2026-12-07',
      lateBy: 0,
    });
    const late = stateOf({ ...dated, keptOn: '2026-12-10', replaced: true }, '2027-01-01');
    expect(stateInWords(late)).toBe('Done on Thursday 10 December 2026, 3 days late');
    expect(stateInWords(stateOf({ ...dated, replaced: true }, '2027-01-01'))).toBe('A later agreement took its place');
  });

  test('PRO2: without a date nothing is ever late, and it says that there is none', () => {
    const none = stateOf({ dueOn: null, keptOn: null, replaced: false }, '2099-01-01');
    expect(stateInWords(none)).toBe('Not yet. There is no date for it');
    expect(stateOf({ dueOn: null, keptOn: '2026-12-10', replaced: false }, '2099-01-01')).toMatchObject({ lateBy: 0 });
  });

  test('PRO2: one day is one day', () => {
    expect(stateInWords({ is: 'late', days: 1 })).toBe('1 day late');
    expect(stateInWords({ is: 'due_soon', inDays: 'tomorrow' })).toBe('Not yet. It is due tomorrow');
  });
});

describe('when an owner is reminded', () => {
  test('PRO6: two working days before, over a weekend and over Christmas', () => {
    expect(remindUpTo('2026-11-27')).toBe('2026-12-01');
    expect(remindUpTo('2026-12-24')).toBe('2026-12-30');
    expect(remindUpTo('2099-06-01')).toBe('2099-06-05');
  });
});
