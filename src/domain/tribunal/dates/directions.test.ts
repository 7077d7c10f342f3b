import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import { inTransaction, type Tx } from '#server/db.ts';
import { makeAppeal } from '../../../../tests/support/appeals.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { appealFor, AppealMoved } from '../begin.server.ts';
import { addForm, formsOf } from './appeal-forms.server.ts';
import { markDone, setDate } from './directions.server.ts';
import { appealDays, refreshNextDue, standingDates } from './next-due.server.ts';

const TODAY = '2026-11-20';
let db: TestDatabase;
let councilId: string;
let desk: Scope;
let stranger: Scope;

beforeAll(async () => {
  db = await freshDatabase();
  ({ councilId } = await makeCouncil(db));
  const tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  desk = { ...tess, caseFileId: null } as unknown as Scope;
  stranger = { ...(await makePerson(db, councilId, 'staff', 'Sunil Rao')), caseFileId: null } as unknown as Scope;
});
afterAll(() => db.close());

/** One appeal, and its commands as the desk's forms send them: each with the version its page shows. */
async function scene(given: Parameters<typeof makeAppeal>[2] = {}) {
  const appealId = await makeAppeal(db, councilId, given);
  const at = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(desk, work);
  const row = () => at(async (tx) => (await appealFor(tx, desk, appealId))!);
  const fresh = async () => ({ version: (await row()).version });
  const letter = { time: '', basis: 'directed', source: 'Directions of 4 September, paragraph 3' };
  return {
    appealId,
    row,
    dayOf: async (kind: string) =>
      (await at(async (tx) => appealDays(tx, await row()))).find((day) => day.kind === kind),
    stands: () => at((tx) => standingDates(tx, { councilId, appealId })),
    forms: () => at((tx) => formsOf(tx, { councilId, appealId })),
    given: async (kind: string, on: string, more: Partial<typeof letter> = {}) => {
      const form = { ...letter, ...more, kind, on, ...(await fresh()) };
      return at((tx) => setDate(tx, desk, appealId, form, TODAY));
    },
    done: async (doneKind: string, doneOn: string) => {
      const form = { doneKind, doneOn, ...(await fresh()) };
      return at((tx) => markDone(tx, desk, appealId, form, TODAY));
    },
    sent: async (formNumber: string, formOn: string, more: { asks?: string; copiedOn?: string } = {}) => {
      const form = { formNumber, from: 'council', formOn, asks: '', copiedOn: '', ...more, ...(await fresh()) };
      return at((tx) => addForm(tx, desk, appealId, form, TODAY));
    },
  };
}

describe('a date from the tribunal', () => {
  test('TRD1: takes the place of the one before, which is kept, and moves what is due next', async () => {
    const { given, stands, row, appealId } = await scene();
    expect(await given('response', '2026-12-01', { time: '12:00' })).toBe('written');
    expect(await given('response', '2026-12-08', { basis: 'agreed' })).toBe('written');
    expect(await stands()).toMatchObject([{ kind: 'response', on: '2026-12-08', basis: 'agreed', atMinute: null }]);
    expect(await row()).toMatchObject({ nextDue: 'response', nextDueOn: '2026-12-08', version: 3 });
    const all =
      await db.owner`select "on"::text, at_minute, replaced_at is null as stands from appeal_date where appeal_id = ${appealId} order by "on"`;
    expect(all).toMatchObject([
      { on: '2026-12-01', at_minute: 720, stands: false },
      { on: '2026-12-08', at_minute: null, stands: true },
    ]);
  });
  test('TRD1: a hearing, set or moved, is the hearing of the register, and the bundle counts from it', async () => {
    const { given, row, dayOf } = await scene({ stage: 'responded' });
    await given('hearing', '2027-01-20', { time: '10:00' });
    expect((await dayOf('bundle'))?.on).toEqual({ on: '2027-01-06' });
    await given('hearing', '2027-02-15');
    expect(await row()).toMatchObject({ hearingOn: '2027-02-15', nextDueOn: '2027-02-01' });
  });
  test('TRD7: one before the decision, three years off, or of no calendar is refused, and nothing is kept', async () => {
    const { given, stands } = await scene({ decisionSentOn: '2026-06-01' });
    expect(await given('response', '2026-05-31')).toMatchObject({
      field: 'on',
      refused: expect.stringMatching(/before the council’s decision was sent, Monday 1 June 2026/),
    });
    expect(await given('response', '2029-11-21')).toMatchObject({
      field: 'on',
      refused: expect.stringMatching(/more than three years away/),
    });
    expect(await given('response', '2027-02-30')).toMatchObject({ field: 'on' });
    expect(await given('response', '0026-12-01')).toMatchObject({ field: 'on' });
    expect(await given('tea', '2026-12-01')).toMatchObject({ field: 'kind' });
    expect(await given('constructor', '2026-12-01')).toMatchObject({ field: 'kind' });
    expect(await given('response', '2026-12-01', { time: '25:00' })).toMatchObject({ field: 'time' });
    expect(await given('response', '2026-12-01', { basis: 'placeholder' })).toMatchObject({ field: 'basis' });
    expect(await given('response', '2026-12-01', { source: '' })).toMatchObject({ field: 'source' });
    expect(await stands()).toEqual([]);
  });
  test('TRD1: a page that shows how it was, an appeal that is over, and whoever is not of the team change nothing', async () => {
    const { appealId, given, stands } = await scene({ stage: 'closed', outcome: 'dismissed', endedOn: '2026-11-10' });
    await expect(given('response', '2026-12-01')).rejects.toMatchObject({ why: 'closed' });
    const form = { kind: 'response', on: '2026-12-01', time: '', basis: 'directed', source: 'A letter', version: 1 };
    const open = await scene();
    await open.given('response', '2026-12-01');
    await expect(inTransaction(desk, (tx) => setDate(tx, desk, open.appealId, form, TODAY))).rejects.toMatchObject({
      why: 'changed',
    });
    await expect(inTransaction(stranger, (tx) => setDate(tx, stranger, appealId, form, TODAY))).rejects.toThrow(
      AppealMoved,
    );
    expect(await stands()).toEqual([]);
  });
});

describe('what was done', () => {
  test('TRD8: moves the appeal on, and keeps the day though no date was given', async () => {
    const { done, row, dayOf, given } = await scene({ papersOn: '2026-09-02' });
    expect(await done('response', '2026-10-16')).toBe('written');
    expect(await row()).toMatchObject({ stage: 'responded', nextDue: null });
    expect(await dayOf('response')).toMatchObject({
      on: { on: '2026-10-14' },
      basis: 'placeholder',
      doneOn: '2026-10-16',
    });
    await given('response', '2026-10-12');
    expect(await dayOf('response')).toMatchObject({ basis: 'directed', doneOn: '2026-10-16', waits: false });
    await done('response', '2026-10-12');
    expect(await dayOf('response')).toMatchObject({ doneOn: '2026-10-12' });
  });
  test('TRD8: a hearing that took place without a day for it took place on that day', async () => {
    const { done, row, dayOf } = await scene({ stage: 'responded' });
    await done('hearing', '2026-11-18');
    expect(await row()).toMatchObject({ stage: 'heard', hearingOn: '2026-11-18', nextDue: null });
    await done('further_evidence', '2026-11-02');
    expect(await row()).toMatchObject({ stage: 'heard' });
    expect(await dayOf('further_evidence')).toMatchObject({ on: { on: '2026-11-02' }, waits: false });
  });
  test('TRD8: not in the future, not before the decision, and not before the tribunal has registered it', async () => {
    const { done, row } = await scene({ stage: 'received', registeredOn: null, papersOn: null });
    expect(await done('response', '2026-11-21')).toMatchObject({
      field: 'doneOn',
      refused: expect.stringMatching(/cannot be in the future/),
    });
    expect(await done('response', '2026-05-31')).toMatchObject({
      field: 'doneOn',
      refused: expect.stringMatching(/cannot be before/),
    });
    expect(await done('response', '2026-11-02')).toMatchObject({ field: 'doneKind' });
    expect(await done('', '2026-11-02')).toMatchObject({ field: 'doneKind' });
    expect(await row()).toMatchObject({ stage: 'received', version: 1 });
  });
});

describe('forms', () => {
  test('TRD9: a request for changes needs the day the other side got a copy, and it is not after it was sent', async () => {
    const { sent, forms } = await scene();
    expect(await sent('SEND7', '2026-11-10', { asks: 'More time for the report' })).toMatchObject({
      field: 'copiedOn',
    });
    expect(await sent('SEND7', '2026-11-10', { copiedOn: '2026-11-03' })).toMatchObject({ field: 'asks' });
    expect(await sent('SEND7', '2026-11-10', { asks: 'More time', copiedOn: '2026-11-11' })).toMatchObject({
      field: 'copiedOn',
    });
    expect(await sent('SEND7', '2026-11-10', { asks: 'More time', copiedOn: '2026-11-03' })).toBe('written');
    expect(await sent('SEND46', '2026-11-12')).toBe('written');
    expect(await sent('SEND9', '2026-11-12')).toMatchObject({ field: 'formNumber' });
    expect(await forms()).toMatchObject([
      { form: 'SEND7', from: 'council', copiedOn: '2026-11-03' },
      { form: 'SEND46', copiedOn: null },
    ]);
  });
});

test('TRD4: what is due next is put right on the row for whoever changed what it counts from', async () => {
  const { row, appealId } = await scene({ papersOn: '2026-09-02', nextDue: 'hearing', nextDueOn: '2020-01-01' });
  await inTransaction(desk, async (tx) => refreshNextDue(tx, (await appealFor(tx, desk, appealId))!));
  expect(await row()).toMatchObject({ nextDue: 'response', nextDueOn: '2026-10-14', version: 1 });
});
