import { describe, expect, test } from 'vitest';
import { whyNotMove, whyNotPutOff } from './putting-off.ts';
import { papersOutFor, weeklySeries } from './meeting-days.ts';
import { faultsInPlan, hourInWords, type MeetingPlan } from './meeting.ts';
import { decidingPresent, quorumInWords, seatInWords, sitting, whyNotStart, type Seated } from './seating.ts';
import type { Seat } from '../seats.ts';

const plan: MeetingPlan = {
  ...{ meetsOn: '2026-12-10', startsAt: '10:00', endsAt: '14:00', place: 'County Hall, room 2' },
  ...{ papersOutOn: '2026-12-03', cap: 30, capReason: '', quorum: 3 },
};
const today = '2026-11-23';

describe('the days of a Board', () => {
  test('MEET2: a weekly series; a bank holiday moves that week’s to the next working day, and it is said why', () => {
    const { days, unknownYear } = weeklySeries('2026-12-11', 4);
    expect(unknownYear).toBeNull();
    expect(days.map(({ on }) => on)).toEqual(['2026-12-11', '2026-12-18', '2026-12-29', '2027-01-04']);
    expect(days[0]!.moved).toBeNull();
    expect(days[2]!.moved).toBe('Friday 25 December 2026 is a bank holiday (Christmas Day).');
  });

  test('MEET2: a series ends where bank holidays are not known, and says for which year', () => {
    expect(weeklySeries('2099-01-01', 2)).toEqual({ days: [], unknownYear: 2099 });
  });

  test('MEET3: the papers go out a week before, or the last working day before that', () => {
    expect(papersOutFor('2026-12-10')).toEqual({ on: '2026-12-03' });
    expect(papersOutFor('2027-01-01')).toEqual({ on: '2026-12-24' });
    expect(faultsInPlan({ ...plan, papersOutOn: '2026-12-05' }, today).papersOutOn).toContain(
      'a day the council works',
    );
    expect(faultsInPlan({ ...plan, papersOutOn: '2026-12-10' }, today).papersOutOn).toContain('before the Board meets');
  });

  test('MEET2: not in the past, not at a weekend, and it ends after it starts', () => {
    expect(faultsInPlan(plan, today)).toEqual({});
    expect(faultsInPlan({ ...plan, meetsOn: '2026-11-20' }, today).meetsOn).toBe('The Board must meet today or later');
    expect(faultsInPlan({ ...plan, meetsOn: '2026-12-12' }, today).meetsOn).toContain('not a weekend');
    expect(faultsInPlan({ ...plan, endsAt: '09:30' }, today).endsAt).toBe('It must end after it starts');
    expect([hourInWords('10:00'), hourInWords('14:30'), hourInWords('12:00')]).toEqual(['10am', '2.30pm', '12pm']);
  });
});

describe('how many', () => {
  test('MEET4: 30 cases; 31 to 35 with a reason; never 36', () => {
    expect(faultsInPlan({ ...plan, cap: 31 }, today).capReason).toBe('Say why this Board takes more than 30 cases');
    expect(faultsInPlan({ ...plan, cap: 35, capReason: 'Two Boards in one after Christmas' }, today)).toEqual({});
    expect(faultsInPlan({ ...plan, cap: 36, capReason: 'Please' }, today).cap).toContain('35 cases at most');
    expect(faultsInPlan({ ...plan, cap: Number.NaN }, today).cap).toBeDefined();
    expect(faultsInPlan({ ...plan, quorum: 2 }, today).quorum).toContain('At least 3');
  });
});

const seat = (name: string, of: Seat, more: Partial<Seated> = {}): Seated => ({
  ...{ boardSeatId: name, personId: name, name, seat: of, substituteFor: null, attended: true },
  ...more,
});
const board = [
  seat('Maria', 'chair'),
  seat('Helen', 'school'),
  seat('Anil', 'health', { attended: false }),
  seat('Bea', 'health', { substituteFor: 'Anil' }),
  seat('Sue', 'notes'),
];

describe('who sits', () => {
  test('MEET6: a substitute fills a named seat, and whoever they sit for does not sit', () => {
    expect(sitting(board).map(({ name }) => name)).toEqual(['Maria', 'Helen', 'Bea', 'Sue']);
    expect(seatInWords(board[3]!, board)).toBe('knows about health, today for Anil');
    expect(quorumInWords(board, 3)).toBe('3 people who decide sit; 3 must be there.');
  });

  test('MEET5: it starts on its day, with enough people who decide; notes do not count', () => {
    const meeting = { meetsOn: '2026-12-10', cancelledAt: null, startedAt: null, endedAt: null, quorum: 3 };
    expect(decidingPresent(board)).toBe(3);
    expect(whyNotStart(meeting, board, '2026-12-10')).toBeNull();
    expect(whyNotStart(meeting, board, '2026-12-09')).toBe('This Board meets on Thursday 10 December 2026.');
    expect(whyNotStart(meeting, board.slice(1), '2026-12-10')).toBe(
      '2 people who may decide are here. The Board needs 3 to start.',
    );
    expect(whyNotStart({ ...meeting, cancelledAt: new Date(0) }, board, '2026-12-10')).toContain('will not meet');
  });
});

describe('never past the day the law sets', () => {
  const asked = { question: 'assess' as const, requestReceivedOn: '2026-11-02', excepted: [] };

  test('GAP6: a case leaves a Board only when another with room meets in time, or an exception was recorded', () => {
    expect(whyNotPutOff(asked, ['2026-12-14'])).toBeNull();
    expect(whyNotPutOff(asked, ['2026-12-15'])).toContain('must decide by Monday 14 December 2026');
    expect(whyNotPutOff(asked, [])).toContain('regulation 5(1)');
    expect(whyNotPutOff({ ...asked, excepted: ['decide_to_assess'] }, [])).toBeNull();
    expect(whyNotPutOff({ ...asked, excepted: ['final_plan'] }, [])).not.toBeNull();
    expect(whyNotPutOff({ ...asked, question: 'review' }, [])).toBeNull();
  });

  test('GAP6: a Board does not move past the law’s day of any case on it', () => {
    expect(whyNotMove([asked], '2026-12-10', '2026-12-14')).toBeNull();
    expect(whyNotMove([asked], '2026-12-10', '2026-12-15')).toContain('by Monday 14 December 2026');
    expect(whyNotMove([asked], '2026-12-17', '2026-12-16')).toBeNull();
  });
});
