import { describe, expect, test } from 'vitest';
import { dutiesOf, orderPeriods } from './order-periods.ts';

const days = (...given: Parameters<typeof dutiesOf>) => dutiesOf(...given).map(({ dueOn }) => dueOn);
const friday = '2025-07-25';

describe('what must be done after an order, and by when', () => {
  test('END3: an order of Friday 25 July 2025 is counted in calendar weeks, through August', () => {
    const order = { of: 'decision', on: friday } as const;
    expect(days(order, ['assess'])).toEqual(['2025-08-08', '2025-10-03', '2025-10-31']);
    expect(days(order, ['make_plan'])).toEqual(['2025-08-29', '2025-10-10']);
    expect(days(order, ['amend', 'amend_school'])).toEqual(['2025-08-29', '2025-08-08']);
    expect(days(order, ['keep', 'keep_and_amend', 'cease'])).toEqual([friday, friday, '2025-08-29', friday]);
    expect(days({ of: 'consent', on: friday }, ['amend'])).toEqual(['2025-08-29']);
  });

  test('END3: the same weeks from the day the council told the tribunal that it does not oppose', () => {
    const notice = { of: 'unopposed', on: friday } as const;
    expect(days(notice, ['assess'])).toEqual(['2025-08-08', '2025-10-03', '2025-10-31']);
    expect(dutiesOf(notice, ['amend'])[0]!.source).toBe(
      '5 calendar weeks from our notice to the tribunal of Friday 25 July 2025. August and Christmas count. SEND Regulations 2014 (SI 2014/1530), regulation 45.',
    );
    expect(dutiesOf(notice, ['cease', 'reconsider'])).toEqual([]);
  });

  test('END3: a day the order gives beats the weeks, and says so', () => {
    const order = { of: 'decision', on: friday } as const;
    const duties = dutiesOf(order, ['make_plan'], { 'make_plan 2': '2025-09-01' });
    expect(duties.map(({ dueOn, ordered }) => [dueOn, ordered])).toEqual([
      ['2025-08-29', false],
      ['2025-09-01', true],
    ]);
    expect(duties[1]!.source).toContain('The order gives this day itself');
  });

  test('END4: how long there is to think again is not known, and is not guessed', () => {
    const [duty] = dutiesOf({ of: 'decision', on: friday }, ['reconsider']);
    expect(duty).toMatchObject({ dueOn: null, ordered: false });
    expect(duty!.source).toContain('We do not know how long the law gives for this.');
    expect(days({ of: 'decision', on: friday }, ['reconsider'], { 'reconsider 1': '2025-09-12' })).toEqual([
      '2025-09-12',
    ]);
  });

  test('END3: no two rows of the law hold on one day for one step, and each says where it comes from', () => {
    const open = orderPeriods.filter(({ to }) => to === null);
    const keys = open.map((row) => `${row.after} ${row.for} ${row.step}`);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { source } of orderPeriods) expect(source).toMatch(/regulation 4[45]/);
  });
});
