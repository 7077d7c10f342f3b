import { describe, expect, test } from 'vitest';
import { nextDate, type CaseDates } from './next-date.ts';
import { about } from './about.ts';
import { gathered } from './gathered.ts';
import { faultsIn } from './new-case.ts';
import { legalPeriods, type LegalPeriod } from './legal-periods.ts';
import { statutoryDate } from './periods.ts';
import { routeMap } from './route-map.ts';
import { movesFrom, stages } from './stage.ts';

const file = (given: Partial<CaseDates> = {}): CaseDates => ({
  stage: 'pre_board_check',
  requestReceivedOn: '2025-11-10',
  boardOn: '2026-02-19',
  ...given,
});

test('CAS1: a case moves one stage on, or one back', () => {
  expect(movesFrom('request')).toEqual(['decide_to_assess']);
  expect(movesFrom('board')).toEqual(['pre_board_check', 'draft_plan']);
  expect(movesFrom('final_plan')).toEqual(['draft_plan']);
});

describe('the route map', () => {
  test('CAS2: the whole route, where you are, and what every "no" leads to', () => {
    const map = routeMap(file(), about('Maya', false));
    expect(map.map((step) => step.stage)).toEqual([...stages]);
    expect(map.map((step) => step.where)).toEqual(['done', 'done', 'done', 'here', 'ahead', 'ahead', 'ahead']);
    const noes = map
      .filter((step) => step.ifNo)
      .map((step) => [step.stage, step.ifNo!.leadsTo.map((way) => way.title)]);
    expect(noes).toEqual([
      ['decide_to_assess', ['Talk it over', 'Mediation', 'Appeal to the tribunal']],
      ['board', ['Talk it over', 'Mediation', 'Appeal to the tribunal']],
      ['draft_plan', ['Talk it over']],
      ['final_plan', ['Talk it over', 'Mediation', 'Appeal to the tribunal']],
    ]);
  });
  test('CAS2 CAS8: once the plan is made its day is said, and no day by which it had to be', () => {
    const made = { stage: 'final_plan', milestones: { plan_made: '2026-06-01' } } as const;
    expect(routeMap(file(made), about('Maya', false)).at(-1)?.date).toEqual({
      ...{ on: '2026-06-01', label: 'The final plan was made on', source: null },
    });
  });
  test('CAS2: every step says who does it, in words a family uses', () => {
    for (const step of routeMap(file(), about('Maya', false))) {
      expect(step.who).not.toBe('');
      expect(JSON.stringify(step)).not.toMatch(/\b(Mum|Dad|service user|the parent)\b/i);
    }
  });
});

test('CAS19: a young person is spoken to, not about', () => {
  const read = (you: boolean) => JSON.stringify(routeMap(file(), about('Kit', you)));
  expect(read(false)).toContain('what help Kit needs');
  expect(read(true)).toContain('what help you need');
  expect(read(true)).not.toContain('Kit');
});

describe('statutory dates', () => {
  const on = (what: Parameters<typeof statutoryDate>[0], begins: string) => statutoryDate(what, begins)?.on;
  test('CAS3: a decision whether to assess within 6 weeks of the request', () => {
    expect(on('decide_to_assess', '2024-06-03')).toBe('2024-07-15');
    expect(on('decide_to_assess', '2025-11-10')).toBe('2025-12-22');
  });
  test('CAS4: advice within 6 weeks of being asked', () => expect(on('give_advice', '2026-01-05')).toBe('2026-02-16'));
  test('CAS5: a decision that there will be no plan within 16 weeks of the request', () => {
    expect(on('decide_no_plan', '2024-06-03')).toBe('2024-09-23');
    expect(on('decide_no_plan', '2025-11-10')).toBe('2026-03-02');
  });
  test('CAS6: the final plan within 20 weeks; 15 days to comment, counting the day the draft is served', () => {
    expect(on('final_plan', '2024-06-03')).toBe('2024-10-21');
    expect(on('final_plan', '2025-11-10')).toBe('2026-03-30');
    expect(on('family_comments', '2026-02-03')).toBe('2026-02-17');
  });
  test('CAS7: the law of the day the period began applies, and a day no law covers is unknown', () => {
    const changed: LegalPeriod[] = [
      { for: 'final_plan', length: 20, unit: 'weeks', from: '2014-09-01', to: '2029-08-31', source: 'old' },
      { for: 'final_plan', length: 24, unit: 'weeks', from: '2029-09-01', to: null, source: 'new' },
    ];
    expect(statutoryDate('final_plan', '2029-08-31', changed)?.source).toBe('old');
    expect(statutoryDate('final_plan', '2029-09-01', changed)).toEqual({ on: '2030-02-16', source: 'new' });
    expect(statutoryDate('final_plan', '2014-08-31')).toBeNull();
    expect(legalPeriods.every(({ source }) => /regulation|section|paragraph/.test(source))).toBe(true);
  });
});

describe('the next date', () => {
  test('CAS8: the Board while it is to come, then what the law sets', () => {
    expect(nextDate(file(), '2026-02-19')).toEqual({ on: '2026-02-19', label: 'The Board meets on' });
    expect(nextDate(file(), '2026-02-20')?.on).toBe('2026-03-02');
    expect(nextDate(file({ boardOn: null, stage: 'collect_advice' }), '2026-01-05')?.on).toBe('2026-03-02');
    expect(nextDate(file({ stage: 'decide_to_assess' }), '2026-01-05')?.on).toBe('2026-02-19');
    expect(nextDate(file({ stage: 'decide_to_assess', boardOn: null }), '2026-01-05')?.on).toBe('2025-12-22');
    expect(nextDate(file({ stage: 'draft_plan' }), '2026-03-10')).toEqual({
      on: '2026-03-30',
      label: 'The final plan is due by',
    });
  });
  test('CAS8: once the plan is made, the review, and what follows from the review when it was held', () => {
    const made = { plan_made: '2026-03-25' };
    const next = (milestones: CaseDates['milestones'], today = '2026-05-01') =>
      nextDate(file({ stage: 'final_plan', milestones }), today);
    expect(next(made)).toEqual({ on: '2027-03-25', label: 'The plan is reviewed by' });
    expect(next({ ...made, plan_made: '2024-03-25' })?.label).toBe('The final plan is due by');
    const held = next({ ...made, review_meeting: '2027-03-01' }, '2027-03-02');
    expect([held!.on > '2027-03-01', held!.on < '2027-04-01', held!.label]).toEqual([
      true,
      true,
      expect.stringMatching(/ by$/),
    ]);
    expect(next(undefined)?.label).toBe('The final plan is due by');
  });
});

test('CAS11: a case file needs a name, a day of birth under 25 years ago, a request that has come, and a team', () => {
  const good = {
    childFirstName: 'Noor',
    childLastName: 'Aziz',
    childBornOn: '2018-01-09',
    requestReceivedOn: '2026-10-05',
    teamId: 't',
  };
  const faulty = (given: Partial<typeof good>) => Object.keys(faultsIn({ ...good, ...given }, '2026-11-02'));
  expect(faulty({})).toEqual([]);
  expect(faulty({ childFirstName: '', childLastName: '', teamId: '' })).toEqual([
    'childFirstName',
    'childLastName',
    'teamId',
  ]);
  expect(faulty({ requestReceivedOn: '2026-11-03' })).toEqual(['requestReceivedOn']);
  expect(faulty({ childBornOn: '2001-11-02' })).toEqual(['childBornOn']);
  expect(faulty({ childBornOn: '2001-11-03' })).toEqual([]);
  expect(faulty({ childBornOn: '2018-02-30', requestReceivedOn: '' })).toEqual(['requestReceivedOn', 'childBornOn']);
});

test('CAS17: the same thing done many times is one line, at its latest', () => {
  const did = (name: string, did: string, at: number) => ({ name, did, at });
  const newestFirst = [
    did('Priya', 'added a paper', 4),
    did('Dana', 'added a paper', 3),
    did('Priya', 'added a paper', 2),
    did('Priya', 'set the day', 1),
  ];
  expect(gathered(newestFirst)).toEqual([
    { name: 'Priya', did: 'added a paper', at: 4, times: 2 },
    { name: 'Dana', did: 'added a paper', at: 3, times: 1 },
    { name: 'Priya', did: 'set the day', at: 1, times: 1 },
  ]);
});
