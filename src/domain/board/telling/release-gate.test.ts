import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '#domain/calendar/date.ts';
import { bankHolidayOn, isWorkingDay } from '#domain/calendar/working-days.ts';
import { ringAnyTime } from '#domain/contact/communication-plan.ts';
import { lastGoodDay, nextGoodDay, whyNoDay } from '#domain/calendar/no-days.ts';
import { outcomes, type Outcome } from '../outcomes.ts';
import { releaseGate, type GateFacts, type ToTell } from './release-gate.ts';
import type { Try } from './who-tells.ts';

const THURSDAY = '2026-04-16';
const FRIDAY = '2026-04-17';
const fco = { byName: 'Ros Adeyinka', byRole: null, byJob: 'Family Communication Officer' };
const priya = { byName: 'Priya Shah', byRole: 'case_officer', byJob: 'SEND case officer' } as const;
const tried = (given: Partial<Try> = {}): Try => ({ how: 'call', cameOfIt: 'told', on: THURSDAY, ...fco, ...given });
const dana = (given: Partial<ToTell> = {}): ToTell => ({
  personId: 'dana',
  name: 'Dana',
  checkFirst: null,
  plan: null,
  tries: [],
  ...given,
});
const facts = (given: Partial<GateFacts> = {}): GateFacts => ({
  outcome: 'no_assess',
  family: [dana({ tries: [tried()] })],
  today: THURSDAY,
  minute: 11 * 60,
  statutoryOn: '2026-05-20',
  wordsRead: false,
  ...given,
});
const missing = (given: Partial<GateFacts> = {}) =>
  releaseGate(facts(given))
    .items.filter(({ ok }) => !ok)
    .map(({ what }) => what);
const plan = (notOn: string, firstBy: 'call' | 'message' | 'letter' = 'call') => ({
  firstBy,
  notOn,
  ringOn: ringAnyTime,
});

describe('who tells', () => {
  test('TELL1: a no to assess waits for a Family Communication Officer, whoever else has rung', () => {
    expect(releaseGate(facts()).open).toBe(true);
    const gate = releaseGate(facts({ family: [dana({ tries: [tried(priya)] })] }));
    expect(gate.open).toBe(false);
    expect(gate.items[0]!.sentence).toContain('A Family Communication Officer rings before Dana reads this');
    expect(gate.items[0]!.sentence).toMatch(/Do it by \w+day \d+ \w+ 2026/);
  });
  test('TELL1: a no to a plan waits for the case officer, face to face or by video; the phone is not enough', () => {
    const tries = (given: Partial<Try>) => ({
      outcome: 'no_issue' as const,
      family: [dana({ tries: [tried({ ...priya, ...given })] })],
    });
    expect(missing(tries({ how: 'call' }))).toEqual(['told']);
    expect(missing(tries({ how: 'video' }))).toEqual([]);
    expect(missing(tries({ how: 'in_person' }))).toEqual([]);
    expect(missing(tries({ how: 'video', ...fco }))).toEqual(['told']);
  });
  test('TELL2: told, or would rather read it, or tried on two different days', () => {
    const with_ = (...tries: Try[]) => missing({ family: [dana({ tries })] });
    expect(with_()).toEqual(['told']);
    expect(with_(tried({ cameOfIt: 'declined' }))).toEqual([]);
    expect(with_(tried({ cameOfIt: 'no_answer' }), tried({ cameOfIt: 'left_message' }))).toEqual(['told']);
    expect(with_(tried({ cameOfIt: 'no_answer' }), tried({ cameOfIt: 'no_answer', on: '2026-04-15' }))).toEqual([]);
  });
  test('TELL2: each of two parents is told', () => {
    const family = [dana({ tries: [tried()] }), dana({ personId: 'marek', name: 'Marek' })];
    const gate = releaseGate(facts({ family }));
    expect(gate.items.filter(({ ok }) => !ok).map(({ who }) => who)).toEqual(['marek']);
  });
  test('TELL12: nothing goes before it is known who they are to the child, nor when nobody is left, law or not', () => {
    const unchecked = [
      dana({ tries: [tried()], checkFirst: 'Nobody has checked whether Dana has parental responsibility.' }),
    ];
    expect(missing({ family: unchecked })).toEqual(['adult']);
    expect(releaseGate(facts({ family: unchecked, today: FRIDAY, statutoryOn: FRIDAY })).mayOverride).toBe(false);
    expect(releaseGate(facts({ family: [], today: FRIDAY, statutoryOn: FRIDAY })).mayOverride).toBe(false);
  });
  test('TELL3: whoever asked to be written to first is not rung first', () => {
    expect(missing({ family: [dana({ plan: plan('', 'letter') })] })).toEqual([]);
    expect(missing({ family: [dana({ plan: plan('', 'message') })] })).toEqual([]);
    expect(missing({ family: [dana({ plan: plan('', 'call') })] })).toEqual(['told']);
  });
  test('TELL3: good news needs a call too, unless they asked otherwise, but no particular day', () => {
    expect(missing({ outcome: 'issue', family: [dana()], today: FRIDAY })).toEqual(['told']);
    expect(missing({ outcome: 'issue', family: [dana({ tries: [tried(priya)] })], today: FRIDAY })).toEqual([]);
  });
});

describe('when', () => {
  test('TELL4: never a no on a Friday, at a weekend, on a bank holiday, or the last working day before one', () => {
    expect(missing({ today: FRIDAY })).toEqual(['day']);
    expect(missing({ today: FRIDAY, outcome: 'assess' })).toEqual([]);
    const gate = releaseGate(facts({ today: FRIDAY }));
    expect(gate.nextGoodDay).toBe('2026-04-20');
    expect(gate.items.find(({ what }) => what === 'day')!.sentence).toContain(
      'The next good day is Monday 20 April 2026',
    );
  });
  test.each([
    ...['2024-03-28', '2024-12-24', '2024-12-31', '2025-04-17', '2025-12-24', '2025-12-31', '2026-04-02'],
    ...['2026-12-24', '2026-12-31', '2027-03-25', '2028-04-13'],
  ])('TELL4: %s is the last working day before a bank holiday', (date) => {
    expect(whyNoDay(date)).toContain('before a bank holiday');
  });
  test('TELL4: those are all that are not Fridays, in every year we know', () => {
    const days = Array.from({ length: 5 * 366 }, (_, index) => addDays('2024-01-01', index)).filter(
      (date) => date < '2028-12-30' && whyNoDay(date)?.includes('before a bank holiday'),
    );
    expect(days).toHaveLength(11);
  });
  test('TELL4: a Board on a Thursday before Easter is told on the Tuesday after; of an unknown year nobody guesses', () => {
    expect(nextGoodDay('2026-04-02')).toBe('2026-04-07');
    expect(nextGoodDay('2026-04-30')).toBe('2026-04-30');
    expect(nextGoodDay('2026-05-01')).toBe('2026-05-05');
    expect(whyNoDay('2029-01-10')).toContain('do not know');
    expect(nextGoodDay('2029-01-10')).toBeNull();
  });
  test('TELL4 TELL6: a good day is a working day, no Friday, and never after the day it has to be by', () => {
    const date = fc.integer({ min: 0, max: 1700 }).map((offset) => addDays('2024-01-01', offset));
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 30 }), (from, days) => {
        const next = nextGoodDay(from)!;
        expect(isWorkingDay(next) && weekdayOf(next) !== 5 && !bankHolidayOn(addDays(next, 1))).toBe(true);
        const last = lastGoodDay(from, addDays(from, days));
        expect(last === null || (last >= from && last <= addDays(from, days))).toBe(true);
      }),
    );
  });
  test('TELL5: not inside the times they asked us not to ring, and the next day is one they left open', () => {
    const family = [dana({ tries: [tried()], plan: plan('Mondays, after 3') })];
    expect(missing({ family, minute: 15 * 60 })).toEqual(['time']);
    expect(missing({ family, minute: 14 * 60 + 59 })).toEqual([]);
    expect(releaseGate(facts({ family, today: FRIDAY })).nextGoodDay).toBe('2026-04-21');
    expect(missing({ family, minute: 15 * 60, outcome: 'assess' })).toEqual([]);
  });
  test('TELL5: words we cannot read for sure are read by the officer, who says so', () => {
    const family = [dana({ tries: [tried()], plan: plan('Fridays. Never when I am on nights') })];
    expect(missing({ family })).toEqual(['words']);
    expect(missing({ family, wordsRead: true })).toEqual([]);
    const friday = { family, today: FRIDAY, statutoryOn: FRIDAY };
    expect(releaseGate(facts(friday)).mayOverride).toBe(false);
    expect(releaseGate(facts({ ...friday, wordsRead: true })).mayOverride).toBe(true);
  });
});

describe('the law’s last day', () => {
  test('TELL6: when waiting would pass it, it may go with a reason; with a day left, it may not', () => {
    expect(releaseGate(facts({ today: FRIDAY, statutoryOn: '2026-04-19' })).mayOverride).toBe(true);
    expect(releaseGate(facts({ today: FRIDAY, statutoryOn: '2026-04-20' })).mayOverride).toBe(false);
    expect(releaseGate(facts({ today: FRIDAY, statutoryOn: '2026-04-10' })).mayOverride).toBe(true);
    expect(releaseGate(facts({ today: FRIDAY, statutoryOn: null })).mayOverride).toBe(false);
  });
  test('TELL6: the day to tell them by moves earlier than the limit, over a long weekend', () => {
    const gate = releaseGate(facts({ family: [dana()], today: '2026-03-30', statutoryOn: '2026-04-06' }));
    expect(gate.items[0]!.sentence).toContain('Do it by Wednesday 1 April 2026');
  });
  test('TELL7: it never goes without a call having been tried, also on the last day', () => {
    const last = { today: FRIDAY, statutoryOn: FRIDAY };
    expect(releaseGate(facts({ ...last, family: [dana()] })).mayOverride).toBe(false);
    const rung = [dana({ tries: [tried({ ...priya, cameOfIt: 'no_answer', on: FRIDAY })] })];
    expect(releaseGate(facts({ ...last, family: rung })).mayOverride).toBe(true);
  });
  test('TELL1: every outcome has somebody who tells it, and every refusal is a sentence', () => {
    for (const outcome of Object.keys(outcomes) as Outcome[]) {
      const gate = releaseGate(facts({ outcome, family: [dana()], today: FRIDAY }));
      expect(gate.open).toBe(false);
      for (const { sentence } of gate.items) expect(sentence).toMatch(/\.$/);
    }
  });
});
