import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefused } from '#domain/access/refused.ts';
import { addDays, addMonths } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { isWorkingDay } from '#domain/calendar/working-days.ts';
import { appealable, certificateNeed, planSections, type PlanSection } from './appealable.ts';
import { faultInDay } from './days.ts';
import { disputeDates, type DisputeFacts } from './dispute-dates.ts';
import { grounds, type CertificateKind, type Ground } from './dispute.ts';
import { clockEnds, legalClocks } from '#domain/cases/dispute-clocks.ts';
import { rightsHolderOn, schoolAgeEnds } from './rights-holder.ts';

const section = (planSection: PlanSection | null, settled = false) => ({ planSection, settled });
const facts = (given: Partial<DisputeFacts> = {}): DisputeFacts => ({
  ground: 'plan_contents',
  noticeSentOn: '2026-09-15',
  adviserContactedOn: null,
  healthToldOn: null,
  appealedOn: null,
  issues: [{ ...section('F'), health: false }],
  certificates: [],
  mediations: [],
  ...given,
});
const datesOf = (given: Partial<DisputeFacts>, today = '2026-10-01') => disputeDates(facts(given), today);
const dateOf = (what: string, given: Partial<DisputeFacts>, today?: string) =>
  datesOf(given, today).find((date) => date.what === what);

describe('what can be appealed', () => {
  test('DIS1: B, F and I can; C, D, G and H may only be recommended; E only as a consequence; A, J and K not', () => {
    const bySection = Object.groupBy(Object.keys(planSections) as PlanSection[], (planSection) =>
      appealable(section(planSection), 'plan_contents'),
    );
    expect(bySection).toEqual({
      yes: ['B', 'F', 'I'],
      recommend: ['C', 'D', 'G', 'H1', 'H2'],
      consequence: ['E'],
      no: ['A', 'J', 'K'],
    });
  });
  test('DIS1: beside a refusal to assess the tribunal recommends nothing', () => {
    expect(appealable(section('G'), 'not_assess')).toBe('no');
    expect(appealable(section('G'), 'no_plan')).toBe('recommend');
  });
  test('DIS2: a decision itself by its ground; of a plan’s contents, and of no decision, it cannot be said yet', () => {
    const all = Object.keys(grounds) as Ground[];
    expect(all.filter((ground) => appealable(section(null), ground) === 'yes')).toEqual(
      all.filter((ground) => ground !== 'plan_contents'),
    );
    expect(appealable(section(null), null)).toBe('unclear');
  });
  test('DIS3: a certificate is needed for every appeal but one about Section I alone', () => {
    expect(certificateNeed('plan_contents', [section('I')])).toBe('for_school_only');
    expect(certificateNeed('plan_contents', [section('I'), section('A'), section('E')])).toBe('for_school_only');
    expect(certificateNeed('plan_contents', [section('I'), section('F')])).toBe('needed');
    expect(certificateNeed('plan_contents', [section('I'), section('F', true)])).toBe('for_school_only');
    expect(certificateNeed('plan_contents', [section('I'), section('G')])).toBe('needed');
    expect(certificateNeed('plan_contents', [section('I'), section(null)])).toBe('needed');
    expect(certificateNeed('plan_contents', [])).toBe('needed');
    expect(certificateNeed('cease', [section('I')])).toBe('needed');
    expect(certificateNeed(null, [section('F')])).toBe('none');
  });
});

describe('whose right it is', () => {
  test.each([
    ['2010-09-01', '2027-06-25'],
    ['2010-08-31', '2026-06-26'],
    ['2010-01-15', '2026-06-26'],
    ['2012-02-29', '2028-06-30'],
  ])('DIS4: born on %s, school age ends on %s, not on the birthday', (bornOn, ends) => {
    expect(schoolAgeEnds(bornOn)).toBe(ends);
    expect(rightsHolderOn(bornOn, ends)).toBe('parent');
    expect(rightsHolderOn(bornOn, addDays(ends, 1))).toBe('young_person');
  });
});

describe('days that cannot be', () => {
  const fault = (on: string, after: Parameters<typeof faultInDay>[4] = []) => {
    const answer = faultInDay('sentOn', 'The day the letter was sent', on, '2026-11-23', after);
    return isRefused(answer) ? answer.refused : null;
  };
  test('DIS5 X27: 31 June, a day to come, a day before the law, and words are refused with a sentence', () => {
    for (const wrong of ['2026-06-31', '2026-02-29', '31/06/2026', 'last week', '', '2013-01-01'])
      expect(fault(wrong)).toContain('enter a day there is');
    expect(fault('2026-11-24')).toContain('cannot be in the future');
    expect(fault('2026-11-23')).toBeNull();
  });
  test('DIS5: a day before what must have come first names both', () => {
    const sent = [{ day: '2026-09-15', said: 'the letter was sent' }];
    expect(fault('2026-09-14', sent)).toContain('before the letter was sent, Tuesday 15 September 2026');
    expect(fault('2026-09-15', sent)).toBeNull();
  });
});

describe('the dates of a dispute', () => {
  test('DIS6: two months to reach the adviser, only where a certificate is needed, done once they were rung', () => {
    expect(dateOf('reach_adviser', {})).toMatchObject({ on: '2026-11-15', state: 'to_come' });
    expect(dateOf('reach_adviser', {}, '2026-11-16')).toMatchObject({ state: 'passed' });
    expect(dateOf('reach_adviser', { adviserContactedOn: '2026-09-20' })).toMatchObject({ state: 'done' });
    expect(dateOf('reach_adviser', { issues: [{ ...section('I'), health: false }] })).toBeUndefined();
    expect(dateOf('reach_adviser', { noticeSentOn: null })).toBeUndefined();
  });
  test('DIS7 X27: the later of two months and one month from the certificate; when it has passed it says that the tribunal may still take it', () => {
    expect(dateOf('appeal', { noticeSentOn: '2025-06-10' })?.on).toBe('2025-09-01');
    const certificates = [{ kind: 'declined' as const, clockFrom: '2025-10-30', issuedOn: '2025-11-03' }];
    expect(dateOf('appeal', { noticeSentOn: '2025-09-15', certificates })?.on).toBe('2025-12-03');
    const late = dateOf('appeal', {}, '2027-01-05')!;
    expect(late.state).toBe('passed');
    expect(late.why).toContain('It can still take a late appeal');
    expect(JSON.stringify(late)).not.toMatch(/too late|cannot appeal/i);
    expect(dateOf('appeal', { ground: null })).toBeUndefined();
  });
  test('DIS8: of two certificates the first counts, and one that is not issued counts for nothing', () => {
    const one = (kind: CertificateKind, issuedOn: string | null) => ({ kind, clockFrom: '2026-10-20', issuedOn });
    const by = (...certificates: DisputeFacts['certificates']) => dateOf('appeal', { certificates })?.on;
    expect(by(one('not_arranged', '2026-11-02'), one('mediated', '2026-12-01'))).toBe('2026-12-02');
    expect(by(one('declined', null))).toBe('2026-11-16');
  });
  test('DIS9: three working days for each kind of certificate, over Christmas too', () => {
    for (const kind of ['declined', 'mediated', 'not_arranged'] as const) {
      const certificates = [{ kind, clockFrom: '2026-12-24', issuedOn: null }];
      expect(dateOf('certificate', { certificates })).toMatchObject({ on: '2026-12-31', state: 'to_come' });
    }
  });
  test('DIS10: 30 calendar days to arrange it, not 30 working days; done once it has a day', () => {
    const wanted = { wantedOn: '2026-12-05', meetsOn: null, closed: false };
    expect(dateOf('arrange_mediation', { mediations: [wanted] })).toMatchObject({ on: '2027-01-04' });
    const arranged = { ...wanted, meetsOn: '2026-12-20' };
    expect(dateOf('arrange_mediation', { mediations: [arranged] })).toMatchObject({ state: 'done' });
  });
  test('DIS11: a health issue gives the council three working days to tell the health service, once mediation is wanted', () => {
    const issues = [{ ...section('G'), health: true }];
    const mediations = [{ wantedOn: '2026-10-02', meetsOn: null, closed: false }];
    expect(dateOf('tell_health', { issues })).toBeUndefined();
    expect(dateOf('tell_health', { mediations })).toBeUndefined();
    expect(dateOf('tell_health', { issues, mediations })).toMatchObject({ on: '2026-10-07' });
    expect(dateOf('tell_health', { issues, mediations, healthToldOn: '2026-10-05' })?.state).toBe('done');
  });
  test('DIS12: a year whose bank holidays are not known is said, and no day is made up', () => {
    const late = dateOf('appeal', { noticeSentOn: '2028-11-10' }, '2028-12-01')!;
    expect(late).toMatchObject({ on: null, state: 'unknown' });
    expect(late.why).toContain('bank holidays of 2029');
    const certificates = [{ kind: 'declined' as const, clockFrom: '2028-12-29', issuedOn: null }];
    expect(dateOf('certificate', { certificates })?.why).toContain('bank holidays of 2029');
  });
  test('DIS13: each says why it is that day and where the law says so; a row of the law has a first day and a source', () => {
    const mediations = [{ wantedOn: '2026-10-02', meetsOn: null, closed: false }];
    const issues = [{ ...section('G'), health: true }];
    const certificates = [{ kind: 'not_arranged' as const, clockFrom: '2026-11-02', issuedOn: null }];
    const dates = datesOf({ mediations, issues, certificates });
    expect(dates).toHaveLength(5);
    for (const { why, source } of dates) {
      expect(why).toMatch(/\w+day \d+ \w+ 2026/);
      expect(source).toMatch(/Act 2014|SI 20/);
    }
    for (const row of legalClocks) expect(row.source).toMatch(/Act 2014|SI 2014/);
    const changed = legalClocks.map((row) => ({ ...row, to: '2029-08-31' }));
    expect(clockEnds('arrange_mediation', '2029-08-31', changed)).toMatchObject({ ends: { on: '2029-09-30' } });
    expect(clockEnds('arrange_mediation', '2029-09-01', changed)).toBeNull();
  });
});

describe('months that end at different days', () => {
  const aDay = fc.integer({ min: 0, max: 1500 }).map((offset) => addDays('2024-01-01', offset));
  test('DIS6 X27: two months later is the same day of the month, or the last one of a shorter month, for any day', () => {
    fc.assert(
      fc.property(aDay, (sentOn) => {
        const by = dateOf('reach_adviser', { noticeSentOn: sentOn })!.on!;
        expect(by).toBe(addMonths(sentOn, 2));
        const ends = addDays(by, 1).endsWith('-01');
        expect(by.slice(8) === sentOn.slice(8) || (ends && by.slice(8) < sentOn.slice(8))).toBe(true);
      }),
    );
  });
  test('DIS7 X27: for any notice and certificate the last day to appeal is never before two months, nor before one month of the certificate, and never a day nobody works', () => {
    fc.assert(
      fc.property(aDay, fc.option(fc.integer({ min: 0, max: 200 }), { nil: null }), (sentOn, after) => {
        const issuedOn = after === null ? null : addDays(sentOn, after);
        const certificates = [{ kind: 'declined' as const, clockFrom: sentOn, issuedOn }];
        const { on, why } = dateOf('appeal', { noticeSentOn: sentOn, certificates })!;
        expect(on! >= addMonths(sentOn, 2)).toBe(true);
        expect(issuedOn === null || on! >= addMonths(issuedOn, 1)).toBe(true);
        expect(isWorkingDay(on!)).toBe(true);
        expect(why).toContain(inWords(sentOn));
      }),
    );
  });
});
