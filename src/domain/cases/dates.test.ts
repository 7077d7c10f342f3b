import { describe, expect, test } from 'vitest';
import { dueDates, type DateFacts } from './dates.ts';
import { faultInException } from './exceptions.server.ts';
import { exceptionReasons, excusableLimits } from './exceptions.ts';
import { legalPeriods } from './legal-periods.ts';
import { limits } from './limits.ts';
import { statutoryDate } from './periods.ts';

const facts = (given: Partial<DateFacts> = {}): DateFacts => ({
  stage: 'request',
  requestReceivedOn: '2025-11-10',
  milestones: {},
  exceptions: [],
  ...given,
});
const dates = (given: Partial<DateFacts>, today = '2025-11-20') =>
  Object.fromEntries(dueDates(facts(given), today).map(({ what, on, state }) => [what, [on, state]]));
const on = (what: Parameters<typeof statutoryDate>[0], begins: string) => statutoryDate(what, begins)?.on;

describe('the dates of a case', () => {
  test('DAT1: a request alone has its three, the earliest first, and Christmas moves none', () => {
    expect(dueDates(facts(), '2025-11-20').map(({ what, on }) => [what, on])).toEqual([
      ['decide_to_assess', '2025-12-22'],
      ['decide_no_plan', '2026-03-02'],
      ['final_plan', '2026-03-30'],
    ]);
  });
  test('DAT1: every date says from what it counts, how long the law gives, who does it and where the law says so', () => {
    const every = dueDates(
      facts({
        milestones: {
          advice_asked: '2026-01-05',
          draft_served: '2026-02-03',
          school_asked: '2026-02-18',
          plan_made: '2025-01-10',
          review_meeting: '2025-12-01',
          amend_notice: '2025-12-20',
          reassessment_asked: '2026-01-05',
          reassessment_agreed: '2026-01-12',
          moving_away: '2026-04-02',
          next_setting: '2026-09-01',
          to_post_16: '2026-09-01',
          between_post_16: '2027-01-31',
        },
      }),
      '2026-01-20',
    );
    expect(every).toHaveLength(legalPeriods.length - 2);
    for (const { who, why, source, title } of every) {
      expect(why).toMatch(/^(From|Within|The later of) .*\d{4}/);
      expect([who, source, title].every((words) => words.length > 5)).toBe(true);
    }
  });
  test('DAT1: what has been done, or a step the case has passed, is done; what has not passes', () => {
    expect(dates({ stage: 'collect_advice' }, '2026-04-01')).toEqual({
      decide_to_assess: ['2025-12-22', 'done'],
      decide_no_plan: ['2026-03-02', 'passed'],
      final_plan: ['2026-03-30', 'passed'],
    });
    expect(dates({ milestones: { plan_made: '2026-03-30' } }, '2026-03-30').final_plan).toEqual(['2026-03-30', 'done']);
    expect(dates({ milestones: { plan_made: '2024-03-30' } }, '2026-03-30').final_plan).toEqual([
      '2026-03-30',
      'today',
    ]);
  });
  test('DAT1: no limit the law gives is left without its words, nor words without a limit', () => {
    const known = new Set(legalPeriods.map((row) => row.for));
    expect([...known].sort()).toEqual([...Object.keys(limits), 'review', 'transfer_review'].sort());
  });
});

describe('after the plan exists', () => {
  test('DAT5: a review within 12 months of the plan, then of each review; a meeting to come starts nothing', () => {
    expect(dates({ milestones: { plan_made: '2025-02-28' } }).review?.[0]).toBe('2026-02-28');
    const met = { plan_made: '2024-03-01', review_meeting: '2025-11-18' } as const;
    expect(dates({ milestones: met }, '2025-11-18').review?.[0]).toBe('2026-11-18');
    expect(dates({ milestones: met }, '2025-11-17').review?.[0]).toBe('2025-03-01');
  });
  test('DAT5: two weeks before and after the meeting, four weeks to decide, eight from the changes, twelve at most', () => {
    const review = dates({ milestones: { review_meeting: '2026-01-12', amend_notice: '2026-02-09' } }, '2026-02-10');
    expect(review.review_notice).toEqual(['2025-12-29', 'done']);
    expect(review.review_papers?.[0]).toBe('2025-12-29');
    expect(review.review_report?.[0]).toBe('2026-01-26');
    expect(review.review_decision?.[0]).toBe('2026-02-09');
    expect(review.amend_comments?.[0]).toBe('2026-02-23');
    expect(review.final_amended?.[0]).toBe('2026-04-06');
    expect(review.final_after_review?.[0]).toBe('2026-04-06');
    expect(dates({ milestones: { review_meeting: '2026-01-12' } }).final_after_review).toBeUndefined();
  });
  test('DAT6: asked to assess again: 15 days to answer, 14 weeks from the yes', () => {
    expect(on('reassess_answer', '2026-03-02')).toBe('2026-03-17');
    expect(on('reassess_final', '2026-03-17')).toBe('2026-06-23');
  });
  test('DAT6: a move: 15 working days that start with the day it was learned, 6 weeks to tell, and the later of two for a review', () => {
    expect(on('transfer_out', '2026-04-02')).toBe('2026-04-24');
    expect(on('transfer_out', '2026-04-04')).toBe('2026-04-27');
    expect(on('transfer_out', '2028-12-20')).toBeUndefined();
    expect(on('transfer_tell', '2026-04-02')).toBe('2026-05-14');
    const moved = (plan_made: string) => dates({ milestones: { plan_made, moved_in: '2026-04-02' } }, '2026-04-03');
    expect(moved('2025-12-01').transfer_review?.[0]).toBe('2026-12-01');
    expect(moved('2025-05-01').transfer_review?.[0]).toBe('2026-07-02');
    expect(moved('2025-12-01').review).toBeUndefined();
  });
  test('DAT7: the next phase: the last day before 15 February or 31 March, also at a weekend; five months after 16', () => {
    expect(on('next_setting', '2026-09-01')).toBe('2026-02-14');
    expect(on('to_post_16', '2026-09-01')).toBe('2026-03-30');
    expect(on('between_post_16', '2027-01-31')).toBe('2026-08-31');
    const [due] = dueDates(facts({ milestones: { next_setting: '2026-09-01' } }), '2025-09-01').filter(
      ({ what }) => what === 'next_setting',
    );
    expect(due!.why).toContain('about Saturday 22 November 2025');
    expect(due!.why).toContain('about Saturday 20 December 2025');
  });
});

describe('exceptions', () => {
  const away = {
    limit: 'final_plan',
    reason: 'away',
    fromOn: '2026-01-05',
    toOn: '2026-02-10',
    words: 'In hospital in Leeds',
  } as const;
  test('DAT3: an exception excuses its own date and no other, makes up no new day, and ends', () => {
    const excused = dates({ exceptions: [{ limit: 'final_plan', reason: 'away', ended: false }] }, '2026-05-01');
    expect(excused.final_plan).toEqual(['2026-03-30', 'excused']);
    expect(excused.decide_no_plan).toEqual(['2026-03-02', 'passed']);
    const ended = dates({ exceptions: [{ limit: 'final_plan', reason: 'away', ended: true }] }, '2026-05-01');
    expect(ended.final_plan?.[1]).toBe('passed');
  });
  test('DAT4: only a reason the law lists for this very date', () => {
    expect(faultInException(away)).toBeNull();
    expect(faultInException({ ...away, limit: 'review_decision' })?.field).toBe('reason');
    expect(faultInException({ ...away, reason: 'missed_appointment' })?.field).toBe('reason');
    expect(faultInException({ ...away, reason: 'missed_appointment', limit: 'give_advice', toOn: null })).toBeNull();
    expect(faultInException({ ...away, toOn: '2026-02-01' })).toBeNull();
    expect(faultInException({ ...away, toOn: '2026-01-31' })?.field).toBe('toOn');
    expect(faultInException({ ...away, words: ' ' })?.field).toBe('words');
    expect(faultInException({ ...away, fromOn: 'soon' })?.field).toBe('fromOn');
  });
  test('DAT4: staff shortage, a late report, the Board and Christmas are no reasons', () => {
    const offered = JSON.stringify(Object.values(exceptionReasons).map(({ inWords }) => inWords));
    expect(offered).not.toMatch(/staff|psychologist|report|board|christmas|volume/i);
    expect(excusableLimits).toEqual([
      'decide_to_assess',
      'decide_no_plan',
      'final_plan',
      'reassess_final',
      'give_advice',
    ]);
  });
});
