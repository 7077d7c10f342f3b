import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#domain/calendar/date.ts';
import { datesOf, nextDueOf, reviewBy, type AppealFacts, type DirectedDate } from './appeal-days.ts';
import type { DateKind } from './date-kinds.ts';

const facts: AppealFacts = {
  ground: 'plan_contents',
  papersOn: '2026-09-02',
  hearingOn: '2027-01-20',
  stage: 'registered',
  outcome: 'pending',
  endedOn: null,
};
const given = (kind: DateKind, on: string, more: Partial<DirectedDate> = {}): DirectedDate => ({
  ...{ kind, on, atMinute: null, basis: 'directed', source: 'Directions of 4 September, paragraph 3', doneOn: null },
  ...more,
});
const day = (kind: DateKind, appeal: Partial<AppealFacts> = {}, directed: DirectedDate[] = []) =>
  datesOf({ ...facts, ...appeal }, directed).find((each) => each.kind === kind);

describe('a date the tribunal has not given', () => {
  test.each([
    ['over August', '2025-07-14', '2025-09-23'],
    ['over Christmas', '2025-12-08', '2026-01-27'],
    ['with papers that came in August', '2026-08-12', '2026-10-12'],
  ])('TRD2 X26: the response is due 30 working days after the papers, %s', (_, papersOn, on) => {
    expect(day('response', { papersOn })).toMatchObject({ on: { on }, basis: 'placeholder', who: 'council' });
  });
  test('TRD2 X26: the bundle is due ten working days before the hearing, and none of them is in August or at Christmas', () => {
    expect(day('bundle', { hearingOn: '2026-09-07' })?.on).toEqual({ on: '2026-07-24' });
    expect(day('bundle', { hearingOn: '2027-01-11' })?.on).toEqual({ on: '2026-12-18' });
    expect(day('bundle', { hearingOn: null })).toBeUndefined();
  });
  test('TRD2: only an appeal about what a plan says has a working document', () => {
    expect(day('working_document')?.basis).toBe('placeholder');
    expect(day('working_document', { ground: 'not_assess' })).toBeUndefined();
  });
  test('TRD2: each says that the tribunal has not given it, from what it counts, and that five in the afternoon is the end of the day', () => {
    for (const { why } of datesOf(facts, []).filter(({ kind }) =>
      ['response', 'bundle', 'working_document'].includes(kind),
    ))
      expect(why).toMatch(/working days .*2026|working days .*2027/);
    expect(day('response')?.why).toContain('30 working days after Wednesday 2 September 2026');
    expect(day('response')?.why).toMatch(/by 5pm.*The tribunal has not given this date yet/);
  });
  test('TRD2: what the tribunal alone can set has no date until it does', () => {
    for (const kind of ['further_evidence', 'case_review', 'attendance'] as const) expect(day(kind)).toBeUndefined();
    expect(day('response', { papersOn: null })).toBeUndefined();
  });
  test('TRD2 X27: 28 days from the decision, every day counted, and a last day nobody works moves on', () => {
    const decided = { stage: 'closed', outcome: 'dismissed', endedOn: '2026-11-28' } as const;
    expect(day('permission_to_appeal', decided)?.on).toEqual({ on: '2026-12-29' });
    expect(day('permission_to_appeal', { ...decided, endedOn: '2026-01-31' })?.on).toEqual({ on: '2026-03-02' });
    expect(day('permission_to_appeal', { ...decided, outcome: 'consent_order' })).toBeUndefined();
  });
  test('TRD6 X26: a year whose bank holidays nobody knows yet is said to be unknown, with no day', () => {
    const unknown = day('response', { papersOn: '2028-12-01' });
    expect(unknown?.on).toEqual({ unknownYear: 2029 });
    expect(unknown?.why).toContain('bank holidays of 2029');
    const days = datesOf({ ...facts, papersOn: '2028-12-01', hearingOn: null }, []);
    expect(nextDueOf(days)).toEqual({ nextDue: 'response', nextDueOn: null });
  });
});

describe('a date the tribunal gave', () => {
  test('TRD1: it counts as given, with where it stands', () => {
    const response = day('response', {}, [given('response', '2026-10-01', { atMinute: 720 })]);
    expect(response).toMatchObject({ on: { on: '2026-10-01' }, basis: 'directed', atMinute: 720 });
    expect(response?.source).toBe('Directions of 4 September, paragraph 3');
    expect(response?.why).toContain('by 12.00pm');
    const changed = day('response', {}, [given('response', '2026-10-01', { basis: 'agreed' })]);
    expect(changed?.why).toContain('The tribunal changed it because somebody asked');
  });
  test('TRD3 X26: it stays in August and moves only off a day nobody works; a hearing never moves', () => {
    expect(day('further_evidence', {}, [given('further_evidence', '2026-08-12')])?.on).toEqual({ on: '2026-08-12' });
    const moved = day('further_evidence', {}, [given('further_evidence', '2026-08-29')]);
    expect(moved?.on).toEqual({ on: '2026-09-01' });
    expect(moved?.why).toContain('Saturday 29 August 2026. Nobody works on that day');
    expect(day('hearing', {}, [given('hearing', '2027-01-23')])?.on).toEqual({ on: '2027-01-23' });
  });
  test('TRD3 X26: in a year whose bank holidays nobody knows it is as given, and that is said', () => {
    const far = day('further_evidence', {}, [given('further_evidence', '2029-02-01')]);
    expect(far?.on).toEqual({ on: '2029-02-01' });
    expect(far?.why).toContain('bank holidays of 2029');
  });
  test('TRD1: the usual days count from the hearing as given, not from an earlier one', () => {
    expect(day('bundle', {}, [given('hearing', '2027-02-15')])?.on).toEqual({ on: '2027-02-01' });
  });
  test('TRD1: what was done before the tribunal gave a date keeps the day it was done', () => {
    const row = given('response', '2026-10-14', { basis: 'placeholder', doneOn: '2026-10-09' });
    expect(day('response', { stage: 'responded' }, [row])).toMatchObject({
      on: { on: '2026-10-14' },
      basis: 'placeholder',
      doneOn: '2026-10-09',
      waits: false,
    });
  });
});

describe('what is due next', () => {
  const next = (appeal: Partial<AppealFacts> = {}, directed: DirectedDate[] = []) =>
    nextDueOf(datesOf({ ...facts, ...appeal }, directed));

  test('TRD4: the earliest day that somebody here still has to do something by', () => {
    expect(next()).toEqual({ nextDue: 'response', nextDueOn: '2026-10-14' });
    expect(next({ stage: 'responded' })).toEqual({ nextDue: 'working_document', nextDueOn: '2027-01-06' });
    expect(next({ stage: 'responded' }, [given('further_evidence', '2026-12-01')])).toEqual({
      nextDue: 'further_evidence',
      nextDueOn: '2026-12-01',
    });
    expect(next({ stage: 'bundle_sent' })).toEqual({ nextDue: 'hearing', nextDueOn: '2027-01-20' });
  });
  test('TRD4: the tribunal’s own days are nobody’s here, and an appeal that is over waits for nothing', () => {
    expect(next({ stage: 'heard' })).toEqual({ nextDue: null, nextDueOn: null });
    expect(
      next({ stage: 'closed', outcome: 'dismissed', endedOn: '2027-01-30' }, [given('response', '2026-10-01')]),
    ).toEqual({ nextDue: null, nextDueOn: null });
  });
  test('TRD4: what is past and not done stays due', () => {
    expect(next({ stage: 'responded' }, [given('response', '2026-09-10')])).toMatchObject({ nextDueOn: '2026-09-10' });
  });
  test('TRD5 X26: the council asks itself whether to contest ten working days after the papers', () => {
    expect(reviewBy('2026-07-22')).toEqual({ on: '2026-09-03' });
    expect(reviewBy('2028-12-20')).toEqual({ unknownYear: 2029 });
  });
  test('TRD4: whatever is written down, the next is never later than any other that waits', () => {
    const aDay = fc.integer({ min: 0, max: 800 }).map((offset) => addDays('2025-06-01', offset));
    fc.assert(
      fc.property(aDay, fc.option(aDay, { nil: null }), aDay, (papersOn, hearingOn, evidence) => {
        const days = datesOf({ ...facts, papersOn, hearingOn }, [given('further_evidence', evidence)]);
        const { nextDueOn } = nextDueOf(days);
        for (const { on, waits, who } of days)
          if (waits && who !== 'tribunal' && 'on' in on) expect(nextDueOn! <= on.on).toBe(true);
      }),
    );
  });
});
