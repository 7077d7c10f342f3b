import { describe, expect, test } from 'vitest';
import { ringAnyTime } from '../communication-plan.ts';
import { againstHardNews, type HardReader } from './hard-news.ts';

const plan = { firstBy: 'message', notOn: '', ringOn: ringAnyTime } as const;
const dana: HardReader = { name: 'Dana', plan, spokenTo: false };
const against = (at: string, reader: Partial<HardReader> = {}, way: 'message' | 'letter' = 'message') =>
  againstHardNews([{ ...dana, ...reader }], way, new Date(at)).join(' ');

describe('hard news', () => {
  test('THR9: a Tuesday morning stands against nothing', () => {
    expect(against('2026-11-03T10:00:00Z')).toBe('');
    expect(against('2026-11-03T10:00:00Z', { plan: null })).toBe('');
  });

  test.each([
    ['a Friday', '2026-11-06T10:00:00Z', 'on a Friday'],
    ['a weekend', '2026-11-07T10:00:00Z', 'at a weekend'],
    ['the Thursday before Good Friday', '2026-04-02T10:00:00Z', 'before a bank holiday'],
    ['a bank holiday', '2026-05-04T10:00:00Z', 'on a bank holiday'],
  ])('THR9: nobody is told on %s', (_, at, why) => {
    expect(against(at)).toContain(why);
  });

  test('CON4 THR9: a time they asked not to be rung, in words and by day, and words nobody can read for sure', () => {
    expect(against('2026-11-03T15:00:00Z', { plan: { ...plan, notOn: 'after 2' } })).toContain('That is now.');
    expect(against('2026-11-03T10:00:00Z', { plan: { ...plan, notOn: 'after 2' } })).toBe('');
    const mornings = { ...plan, ringOn: ['any', 'afternoon', 'any', 'any', 'any'] as const };
    expect(against('2026-11-03T10:00:00Z', { plan: { ...mornings, ringOn: [...mornings.ringOn] } })).toContain('now');
    expect(against('2026-11-03T10:00:00Z', { plan: { ...plan, notOn: 'when he sleeps' } })).toContain('Read it');
  });

  test('CON4 THR9: what they asked to come first comes first: a call before a message, a letter instead of one', () => {
    const callFirst = { ...plan, firstBy: 'call' } as const;
    expect(against('2026-11-03T10:00:00Z', { plan: callFirst })).toContain('Ring me first');
    expect(against('2026-11-03T10:00:00Z', { plan: callFirst, spokenTo: true })).toBe('');
    const letterFirst = { ...plan, firstBy: 'letter' } as const;
    expect(against('2026-11-03T10:00:00Z', { plan: letterFirst })).toContain('Write me a letter first');
    expect(against('2026-11-03T10:00:00Z', { plan: letterFirst }, 'letter')).toBe('');
    expect(against('2026-11-03T10:00:00Z', {}, 'letter')).toContain('Send me a message first');
  });
});
