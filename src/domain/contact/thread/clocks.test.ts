import { describe, expect, test } from 'vitest';
import { clocksFor, countsFrom, keeps, type Came } from './clocks.ts';
import { usualSetting } from './setting.ts';

const message = (at: string): Came => ({ kind: 'message', direction: 'in', at: new Date(at) });
const ring = (at: string): Came => ({ kind: 'call', direction: 'in', came: 'asked_to_call_back', at: new Date(at) });
const due = (came: Came) => Object.fromEntries(clocksFor(usualSetting, came).map(({ kind, dueOn }) => [kind, dueOn]));

describe('the clocks of the thread', () => {
  test('THR1: a message of Thursday 2 April 2026 is answered by Monday 13 April, over Easter', () => {
    expect(due(message('2026-04-02T10:00:00Z'))).toEqual({ acknowledge: '2026-04-07', reply: '2026-04-13' });
    expect(due(ring('2026-04-02T10:00:00Z'))).toEqual({ call_back: '2026-04-08' });
  });

  test.each([
    ['Christmas, with the day in place of Boxing Day', '2026-12-24T10:00:00Z', '2026-12-29', '2027-01-05'],
    ['the first of May', '2026-05-01T10:00:00Z', '2026-05-05', '2026-05-11'],
    ['the end of August', '2026-08-28T10:00:00Z', '2026-09-01', '2026-09-07'],
    ['a year whose Christmas falls on a weekend', '2027-12-24T10:00:00Z', '2027-12-29', '2028-01-05'],
  ])('THR1: bank holidays of England are not counted: %s', (_, at, acknowledge, reply) => {
    expect(due(message(at))).toEqual({ acknowledge, reply });
  });

  test('THR2: a message at closing time itself is of that day, and one of a minute later is of the next', () => {
    expect(due(message('2026-04-02T16:00:00Z')).reply).toBe('2026-04-13');
    expect(due(message('2026-04-02T16:01:00Z'))).toEqual({ acknowledge: '2026-04-08', reply: '2026-04-14' });
    expect(due(message('2026-04-02T05:30:00Z')).acknowledge).toBe('2026-04-07');
  });

  test('THR2: what comes at a weekend counts as come in on the next day the council works', () => {
    const monday = due(message('2026-11-02T09:30:00Z'));
    expect(due(message('2026-10-31T12:00:00Z'))).toEqual(monday);
    expect(due(message('2026-11-01T23:59:00Z'))).toEqual(monday);
    expect(due(message('2026-10-30T17:30:00Z'))).toEqual(monday);
  });

  test.each([
    ['the last evening of winter time is still Friday', '2027-03-26T17:00:00Z', '2027-03-30'],
    ['the night the clocks go forward', '2027-03-28T01:00:00Z', '2027-03-30'],
    ['five on the first working day of summer time is four in UTC', '2027-03-30T16:00:00Z', '2027-03-30'],
    ['a minute later is after closing', '2027-03-30T16:01:00Z', '2027-03-31'],
    ['the hour that comes twice, first time', '2027-10-31T00:30:00Z', '2027-11-01'],
    ['the hour that comes twice, second time', '2027-10-31T01:30:00Z', '2027-11-01'],
    ['five on the first working day of winter time is five in UTC', '2027-11-01T17:00:00Z', '2027-11-01'],
    ['just before midnight in summer is the next day in no zone but ours', '2027-06-01T23:30:00Z', '2027-06-02'],
  ])('THR2 X25: when the clocks change: %s', (_, at, counts) => {
    expect(countsFrom(usualSetting, new Date(at))).toBe(counts);
  });

  test('THR1: in a year whose bank holidays nobody knows there is a promise, and no guessed date', () => {
    expect(due(message('2091-04-02T10:00:00Z'))).toEqual({ acknowledge: null, reply: null });
  });

  test('THR3: no promise is invented for a text, a letter or a meeting, and a machine starts none', () => {
    for (const kind of ['sms', 'letter', 'meeting', 'update', 'handover'] as const)
      expect(clocksFor(usualSetting, { ...message('2026-04-02T10:00:00Z'), kind })).toEqual([]);
    expect(clocksFor(usualSetting, { ...message('2026-04-02T10:00:00Z'), automatic: true })).toEqual([]);
    expect(clocksFor(usualSetting, { ...message('2026-04-02T10:00:00Z'), direction: 'out' })).toEqual([]);
    const texts = { ...usualSetting, channels: ['sms' as const] };
    expect(clocksFor(texts, { ...message('2026-04-02T10:00:00Z'), kind: 'sms' })).toHaveLength(2);
  });

  test('THR1: a family that rang and reached nobody is rung back; one that was spoken to is not', () => {
    const rang = ring('2026-04-02T10:00:00Z');
    expect(due({ ...rang, came: 'no_answer' })).toEqual({ call_back: '2026-04-08' });
    expect(due({ ...rang, came: 'left_message' })).toEqual({ call_back: '2026-04-08' });
    expect(due({ ...rang, came: 'spoke' })).toEqual({});
    expect(due({ ...rang, direction: 'out', came: 'no_answer' })).toEqual({});
    expect(due({ ...rang, direction: 'out', came: 'asked_to_call_back' })).toEqual({ call_back: '2026-04-08' });
  });

  test('THR5: what a person says answers; what a machine sends, a holding reply and an update without news do not', () => {
    const out = { ...message('2026-04-03T10:00:00Z'), direction: 'out' as const };
    expect(keeps(out)).toEqual(['acknowledge', 'reply']);
    expect(keeps({ ...out, kind: 'call', came: 'spoke' })).toContain('call_back');
    expect(keeps({ ...out, kind: 'call', came: 'left_message' })).toEqual([]);
    expect(keeps({ ...out, automatic: true })).toEqual([]);
    expect(keeps({ ...out, kind: 'holding', automatic: true })).toEqual(['acknowledge']);
    expect(keeps({ ...out, kind: 'update' })).toEqual(['update']);
    expect(keeps({ ...out, kind: 'handover' })).toEqual([]);
    expect(keeps(message('2026-04-03T10:00:00Z'))).toEqual([]);
  });
});
