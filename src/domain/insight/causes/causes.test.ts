import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { enterRegister } from '../../../../scripts/demo/enter-register.ts';
import { pastAppeals } from '../../../../scripts/demo/register.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { causesHere, nameCause } from './cause-names.server.ts';
import { causeCode, causesFrom } from './causes.ts';
import { addChange, changesMade, endChange } from './changes.server.ts';
import { appealsEnded, boardAppealed } from './ended.server.ts';
import { lastQuarterEnded, quarterOf } from './quarters.ts';
import { causesReport, changeRows } from './report.ts';
import { beforeAndAfter, boardRows, quarterTrend, splits, trendOf, type Ended, type Split } from './trends.ts';

const TODAY = '2026-11-20';
const NOW = new Date('2026-11-20T12:00:00Z');
let db: TestDatabase;
let tess: Scope;
let officer: Scope;
let ended: Ended[];
const causes = causesFrom([]);
const as = <T>(who: Scope, work: (tx: Parameters<Parameters<typeof inTransaction>[1]>[0]) => Promise<T>) =>
  inTransaction(who, work);

beforeAll(async () => {
  db = await freshDatabase();
  const { councilId } = await makeCouncil(db);
  tess = (await makePerson(db, councilId, 'staff', 'Tess Bell')) as unknown as Scope;
  officer = (await makePerson(db, councilId, 'staff', 'Sunil Rao')) as unknown as Scope;
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  await enterRegister(tess as unknown as Person, pastAppeals());
  ended = await as(officer, (tx) => appealsEnded(tx, officer, lastQuarterEnded(TODAY)));
});
afterAll(() => db.close());

describe('what appeals come from', () => {
  test('LEA8: is counted by each split alike, from codes and a day; nobody but the council’s staff is answered', async () => {
    expect(ended).toHaveLength(pastAppeals().length);
    expect(Object.keys(ended[0]!).sort()).toEqual([
      'area',
      'causes',
      'endedOn',
      'ground',
      'outcome',
      'parentalRequest',
      'privateReport',
    ]);
    const total = ended.filter((one) => one.causes.includes('late_advice')).length;
    for (const split of Object.keys(splits) as Split[]) {
      const { rows } = trendOf(ended, causes, split);
      const { parts } = rows.find(({ cause }) => cause === 'late_advice')!;
      if (!parts.includes(null)) expect(parts.reduce<number>((sum, part) => sum + part!, 0)).toBe(total);
    }
    const family = (await makePerson(db, tess.councilId, 'family', 'Dana Rowe')) as unknown as Scope;
    expect(await as(family, (tx) => appealsEnded(tx, family, TODAY))).toEqual([]);
    expect(await as(family, (tx) => boardAppealed(tx, family, TODAY))).toEqual([]);
  });

  test('A21 LEA8: no table shows a number from one to four, and nothing of a few appeals is shown at all', () => {
    const known = { ended, causes, appealed: [], countedTo: '2026-09-30' };
    const cells = causesReport(known).flatMap(({ table }) => (table ? table.rows.flatMap((row) => row.slice(1)) : []));
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    const few = causesReport({ ...known, ended: ended.filter((one) => one.causes.length > 0).slice(0, 4) });
    const left = few.flatMap(({ table }) => (table ? table.rows.flatMap((row) => row.slice(1)) : []));
    expect([...new Set(left)].sort()).toEqual(['0', 'Not shown']);
  });

  test('LEA9 A21: what the Board had decided is said by its code; a few of them hide what they could be worked out from', () => {
    const many = (count: number, decided: string, outcome: Ended['outcome']) =>
      Array.from({ length: count }, () => ({ decided, outcome }));
    const rows = [
      ...many(12, 'no_assess', 'allowed'),
      ...many(6, 'no_assess', 'dismissed'),
      ...many(3, 'no_issue', 'unopposed'),
    ];
    expect(boardRows(rows)).toEqual([
      { decided: 'no_assess', lost: 12, otherwise: null },
      { decided: 'no_issue', lost: null, otherwise: 0 },
    ]);
    expect(boardRows(many(4, 'no_assess', 'allowed'))).toEqual([{ decided: 'no_assess', lost: null, otherwise: null }]);
  });

  test('LEA8: a quarter is three months, and only those that are over are counted', () => {
    expect(quarterOf('2024-02-29')).toEqual({ name: 'January to March 2024', from: '2024-01-01', to: '2024-03-31' });
    expect(quarterOf('2023-12-31').name).toBe('October to December 2023');
    expect([lastQuarterEnded('2026-11-20'), lastQuarterEnded('2027-01-01')]).toEqual(['2026-09-30', '2026-12-31']);
  });
});

describe('changed because of this', () => {
  const given = {
    cause: 'late_advice',
    what: 'Advice is asked for a week earlier',
    from: '2023-10-01',
    ownerName: 'Maria Lewis',
  };

  test('LEA10: is written by the tribunal team with a day that has come, and ends once; others of the staff read it', async () => {
    const add = (who: Scope, more: Partial<typeof given> = {}) =>
      as(who, (tx) => addChange(tx, who, { ...given, ...more }, TODAY));
    expect(await add(officer)).toBeNull();
    expect(await add(tess, { cause: 'nothing' })).toMatchObject({ field: 'changeCause' });
    expect(await add(tess, { from: '2026-11-21' })).toMatchObject({ field: 'from' });
    expect(await add(tess, { ownerName: '' })).toMatchObject({ field: 'ownerName' });
    expect(await add(tess)).toBe('added');
    const [made] = await as(officer, (tx) => changesMade(tx, officer));
    expect(made).toMatchObject(given);
    const end = (who: Scope, on: string) =>
      as(who, (tx) => endChange(tx, who, { changeId: made!.changeMadeId, on }, TODAY));
    expect(await end(officer, TODAY)).toBeNull();
    expect(await end(tess, '2023-09-30')).toMatchObject({ field: 'endedOn' });
    expect(await end(tess, TODAY)).toBe('ended');
    expect(await end(tess, TODAY)).toMatchObject({ field: 'form' });
  });

  test('LEA10: has four quarters before and four after, each with its base, the same numbers as in the table by quarter', () => {
    const trend = quarterTrend(ended, causes, '2026-09-30');
    const quarters = beforeAndAfter(trend, 'late_advice', '2023-10-15');
    expect(quarters.map(({ when }) => when)).toEqual([
      ...Array<string>(4).fill('before'),
      'during',
      ...Array<string>(4).fill('after'),
    ]);
    const row = trend.rows.find(({ cause }) => cause === 'late_advice')!;
    for (const { quarter, part, base } of quarters) {
      const at = trend.quarters.findIndex(({ from }) => from === quarter.from);
      expect([part, base]).toEqual([row.parts[at], trend.base[at]]);
    }
    const rows = changeRows(
      { ended, causes, appealed: [], countedTo: '2026-09-30' },
      { cause: 'late_advice', from: '2023-10-01' },
    );
    expect(rows[0]![0]).toBe('Before: October to December 2022');
    expect(rows.at(-1)![3]).toMatch(/%$/);
  });
});

describe('the list of causes', () => {
  test('LEA7: is the tribunal team’s: a cause is renamed, added once and taken off, and nothing that was said is lost', async () => {
    const name = (who: Scope, more: object) =>
      as(who, (tx) => nameCause(tx, who, { cause: '', label: '', meaning: '', retired: false, ...more }, NOW));
    expect(await name(officer, { label: 'Transport' })).toBeNull();
    expect(await name(tess, {})).toMatchObject({ field: 'label' });
    expect(await name(tess, { label: '…' })).toMatchObject({ field: 'label' });
    expect(await name(tess, { label: 'Transport was left out' })).toBe('named');
    expect(await name(tess, { label: 'transport was left out' })).toMatchObject({ field: 'label' });
    expect(await name(tess, { cause: 'late_advice', label: 'Advice that came late', retired: true })).toBe('named');
    expect(await name(tess, { cause: 'no_such', label: 'X' })).toMatchObject({ field: 'cause' });
    const list = await as(officer, (tx) => causesHere(tx, officer));
    expect(list.find(({ cause }) => cause === 'late_advice')).toMatchObject({
      label: 'Advice that came late',
      retired: true,
    });
    expect(list.at(-1)).toMatchObject({ cause: 'transport_was_left_out', retired: false });
    expect(causeCode('Late — advice (EP)')).toBe('late_advice_ep');
  });
});
