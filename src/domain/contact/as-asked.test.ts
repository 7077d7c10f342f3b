import { describe, expect, test } from 'vitest';
import { heldAgainstPlan } from './as-asked.ts';
import { planInWords, ringAnyTime, ringOnInWords, type CommunicationPlan, type RingOn } from './communication-plan.ts';
import { dontTimesInWords, dontTimesOf, isDontDay, isDontTime } from './dont-times.ts';

const plan = (given: Partial<CommunicationPlan> = {}): CommunicationPlan => ({
  ...{ firstBy: 'call', goodTimes: '', notOn: '', ringOn: ringAnyTime, withMe: '', formats: [], language: '' },
  ...{ noNews: 'three_weekly', keepAddressPrivate: 'no' },
  ...given,
});
const mondayMornings: RingOn = ['morning', 'any', 'any', 'any', 'never'];
const MONDAY_AT_11 = new Date('2026-11-23T11:00:00Z');
const MONDAY_AT_3 = new Date('2026-11-23T15:00:00Z');

describe('when not to ring', () => {
  test('CON3: what was chosen for each day closes it, whatever the words beside it say', () => {
    const dont = dontTimesOf(plan({ ringOn: mondayMornings, notOn: 'when I am on nights' }));
    expect(isDontTime(dont, 1, 13 * 60)).toBe(true);
    expect(isDontTime(dont, 1, 11 * 60)).toBe(false);
    expect(isDontDay(dont, 5)).toBe(true);
    expect(isDontDay(dont, 2)).toBe(false);
    expect(dont.sure).toBe(false);
    expect(dontTimesOf(plan({ ringOn: mondayMornings })).sure).toBe(true);
  });
  test('CON3: it is said in their words first, then in what they chose', () => {
    expect(dontTimesInWords(plan({ ringOn: mondayMornings, notOn: 'nights' }))).toBe(
      '“nights”, on Monday after 12, on Friday',
    );
    expect(dontTimesInWords(plan())).toBe('');
  });
  test.each<[RingOn, string]>([
    [ringAnyTime, ''],
    [mondayMornings, 'Monday: in the morning. Friday: not on this day'],
    [['never', 'never', 'never', 'never', 'never'], 'Do not ring'],
    [['morning', 'morning', 'morning', 'morning', 'morning'], 'In the morning, Monday to Friday'],
  ])('CON3: %j reads “%s”', (ringOn, words) => expect(ringOnInWords(ringOn)).toBe(words));
});

describe('a hard message', () => {
  const held = (given: Partial<CommunicationPlan>, by: 'call' | 'message', at = MONDAY_AT_11, tried: 'call'[] = []) =>
    heldAgainstPlan('Dana', plan(given), { by, at, tried });
  test('CON4: goes against what was asked when the first way was not tried', () => {
    expect(held({}, 'message').against).toEqual(['Dana asked: “Ring me first”.']);
    expect(held({}, 'call').against).toEqual([]);
    expect(held({}, 'message', MONDAY_AT_11, ['call']).against).toEqual([]);
  });
  test('CON4: goes against what was asked at a time they closed, by England’s clock', () => {
    expect(held({ ringOn: mondayMornings }, 'call').against).toEqual([]);
    expect(held({ ringOn: mondayMornings }, 'call', MONDAY_AT_3).against[0]).toContain('That is now');
  });
  test('CON4: words nobody can be sure of have to be read; who has said nothing asked for nothing', () => {
    expect(held({ notOn: 'when I am on nights' }, 'call').readFirst).toContain('when I am on nights');
    expect(heldAgainstPlan('Dana', null, { by: 'message', at: MONDAY_AT_3, tried: [] })).toEqual({
      against: [],
      readFirst: null,
    });
  });
});

test('CON2: an officer reads only what was said', () => {
  const rows = planInWords(plan({ formats: ['interpreter'], language: 'Polish', keepAddressPrivate: 'yes' }));
  expect(rows.map(([what]) => what)).toEqual([
    'First',
    'When nothing has changed',
    'What helps',
    'Language',
    'Address',
  ]);
});
