import { describe, expect, test } from 'vitest';
import { planInWords, ringAnyTime, ringOnInWords, type CommunicationPlan, type RingOn } from './communication-plan.ts';
import { dontTimesInWords, dontTimesOf, isDontDay, isDontTime } from './dont-times.ts';

const plan = (given: Partial<CommunicationPlan> = {}): CommunicationPlan => ({
  ...{ firstBy: 'call', goodTimes: '', notOn: '', ringOn: ringAnyTime, withMe: '', formats: [], language: '' },
  ...{ noNews: 'three_weekly', keepAddressPrivate: 'no' },
  ...given,
});
const mondayMornings: RingOn = ['morning', 'any', 'any', 'any', 'never'];

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
