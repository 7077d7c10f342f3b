import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '#domain/calendar/date.ts';
import type { ClauseKind } from './clause.ts';
import { datesOf, healthBoardTells } from './reg42.ts';
import { agreementPeriods } from './reg42-periods.ts';

const appealable = (kind: ClauseKind) => ({ legalClass: 'appealable', kind, agreedDate: null }) as const;
const rest = { legalClass: 'not_appealable', kind: null, agreedDate: null } as const;
const onOf = (clause: Parameters<typeof datesOf>[0], t0: string) => datesOf(clause, t0).map(({ on }) => on);
const on = (...days: string[]) => days.map((day) => ({ on: day }));

// process.md 4.5 counts the same weeks from an order dated Friday 25 July 2025: August is a month like any other.
const t0 = '2025-07-25';

describe('when a clause is to be kept', () => {
  test.each<[ClauseKind, string[], string]>([
    ['assess', ['2025-08-08', '2025-10-03', '2025-10-31'], 'b'],
    ['make_plan', ['2025-08-29', '2025-10-10'], 'c'],
    ['change_contents', ['2025-08-29'], 'e'],
    ['change_school', ['2025-08-08'], 'f'],
    ['keep_plan', ['2025-07-25'], 'g'],
    ['keep_and_change', ['2025-07-25', '2025-08-29'], 'h'],
  ])('CL1: to %s has the periods of a tribunal’s order, step by step, each with its source', (kind, days, letter) => {
    expect(onOf(appealable(kind), t0)).toEqual(on(...days));
    const said = datesOf(appealable(kind), t0);
    expect(said.map(({ step }) => step)).toEqual(days.map((_, index) => index + 1));
    expect(new Set(said.map(({ source }) => source))).toEqual(
      new Set([`SEND Regulations 2014 (SI 2014/1530), regulation 42(2) and 44(2)(${letter})`]),
    );
  });

  test('CL2: anything that cannot be appealed has two weeks', () => {
    expect(onOf(rest, t0)).toEqual(on('2025-08-08'));
    expect(datesOf(rest, t0)[0]?.source).toContain('regulation 42(3)');
  });

  test('CL3: a date agreed in writing replaces every other', () => {
    const clause = { legalClass: 'other_date', kind: 'assess', agreedDate: '2025-12-01' } as const;
    expect(onOf(clause, t0)).toEqual(on('2025-12-01'));
    expect(datesOf(clause, t0)[0]?.source).toContain('regulation 42(5)');
    expect(onOf({ ...clause, agreedDate: null }, t0)).toEqual([]);
  });

  test('CL3: early resolution knows only dates agreed in writing, and names no regulation', () => {
    const early = (clause: Parameters<typeof datesOf>[0]) => datesOf(clause, t0, 'early_resolution');
    expect(early(appealable('assess'))).toEqual([]);
    expect(early(rest)).toEqual([]);
    const [said] = early({ legalClass: 'other_date', kind: null, agreedDate: '2025-09-01' });
    expect(said).toMatchObject({ on: { on: '2025-09-01' }, source: 'The date agreed in writing' });
  });

  test('CL4: Christmas counts too, and the end of a year', () => {
    expect(onOf(appealable('change_contents'), '2026-11-24')).toEqual(on('2026-12-29'));
    expect(datesOf(appealable('change_contents'), '2026-11-24')[0]?.counted).toBe(
      '5 weeks from the day everyone has signed',
    );
    expect(onOf(appealable('assess'), '2026-12-11')).toEqual(on('2026-12-25', '2027-02-19', '2027-03-19'));
    expect(onOf(rest, '2028-02-15')).toEqual(on('2028-02-29'));
  });

  test('CL4: whatever the day, a period is whole weeks and its steps follow one another', () => {
    const kinds = fc.constantFrom<ClauseKind>('assess', 'make_plan', 'change_contents', 'change_school', 'keep_plan');
    const day = fc.integer({ min: 0, max: 8000 }).map((offset) => addDays('2014-09-01', offset));
    fc.assert(
      fc.property(kinds, day, (kind, from) => {
        const found = datesOf(appealable(kind), from).map(({ on }) => ('on' in on ? daysBetween(from, on.on) : -1));
        expect(found.every((days) => days >= 0 && days % 7 === 0)).toBe(true);
        expect(found).toEqual([...found].sort((one, other) => one - other));
      }),
    );
  });

  test('CL5: mediation about health alone gives the health board a week to tell the council', () => {
    expect(healthBoardTells(t0)).toMatchObject({ on: { on: '2025-08-01' } });
    expect(healthBoardTells('2013-01-01')).toBeNull();
  });

  test('CL1: a clause that does not say enough has no date, and no period is counted before it was law', () => {
    expect(onOf({ legalClass: null, kind: null, agreedDate: null }, t0)).toEqual([]);
    expect(onOf({ legalClass: 'appealable', kind: null, agreedDate: null }, t0)).toEqual([]);
    expect(onOf(appealable('assess'), '2014-08-31')).toEqual([]);
    expect(agreementPeriods.every(({ source }) => /regulation 42\(\d\)/.test(source))).toBe(true);
  });
});
