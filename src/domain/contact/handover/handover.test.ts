import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { addDays } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { findStanding } from '#domain/people/gate.server.ts';
import { exclude, makeAreaTeam, owe, personalScope } from '../../../../tests/support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { giveStanding } from '../../../../tests/support/people.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { handOver, takeFromTray } from './hand-over-commands.server.ts';
import { faultInHandover, firstRingBy, missingFrom, wordsFor, wordsToOfficer, wordsToTray } from './handover.ts';

const at = { today: today(() => new Date()), now: new Date() };
const ringBy = firstRingBy(at.today);
let db: TestDatabase;
let it: Awaited<ReturnType<typeof makeAreaTeam>>;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  it = await makeAreaTeam(db);
});

const toPriya = wordsToOfficer({ from: 'Sam Okoro', byThemselves: true, writer: 'Sam Okoro' });
const toTray = wordsToTray({ from: 'Sam Okoro', byThemselves: true, writer: 'Sam Okoro' });
const handing = async (by: Person, n: number, asked: Partial<Parameters<typeof handOver>[2]>) => {
  const scope = await scopeFor(by, it.files[n]!.caseFileId, 'case:hand-over');
  const whole = {
    ...{ fromId: it.sam.personId, toId: it.priya.personId, note: 'Dana likes to be rung after three.', ringBy },
    ...{ words: toPriya, staysUntil: null, ...asked },
  };
  return underScope(scope, (tx) => handOver(tx, scope as never, whole, at));
};
const entriesOf = (caseFileId: string) =>
  db.owner`select words from contact_entry where case_file_id = ${caseFileId} and kind = 'handover'`;
const placeOf = (who: Person, n = 0) => findStanding(who, it.files[n]!.caseFileId);

describe('a change of officer', () => {
  test('HAN1 HAN3 HAN4: one act ends one place, makes the other, keeps the note, tells the family both names and the number, and promises a call', async () => {
    const { caseFileId, parent } = it.files[0]!;
    expect(await handing(it.sam, 0, {})).toMatchObject({ handoverId: expect.any(String) });
    expect(await placeOf(it.sam)).toMatchObject({ grant: 'team' });
    expect(await placeOf(it.priya)).toMatchObject({ grant: 'specific', role: 'case_officer' });
    const [entry] = await entriesOf(caseFileId);
    for (const said of ['Parent0', 'Priya Shah', 'Sam Okoro', '0300 000 0001']) expect(entry!.words).toContain(said);
    const [call] =
      await db.owner`select owner_name, due_on::text as due_on, for_person_id from promise where case_file_id = ${caseFileId} and kind = 'call_back'`;
    expect(call).toEqual({ owner_name: 'Priya Shah', due_on: ringBy, for_person_id: parent.personId });
    const told =
      await db.owner`select o.body from contact_sending s join outbox o using (outbox_id) where s.case_file_id = ${caseFileId} and s.to_person_id = ${parent.personId}`;
    expect(told).toHaveLength(1);
    expect(told[0]!.body).not.toMatch(/Child0|Priya|Sam/);
    const [kept] = await db.owner`select note from handover where case_file_id = ${caseFileId}`;
    expect(kept!.note).toContain('after three');
  });

  test('HAN2: what was promised stays promised, and the new officer answers for it', async () => {
    const { caseFileId } = it.files[0]!;
    const promiseId = await owe(db, { councilId: it.councilId, caseFileId }, it.sam, addDays(at.today, 3));
    await handing(it.sam, 0, {});
    const [row] =
      await db.owner`select owner_id, owner_name, due_on::text as due_on from promise where promise_id = ${promiseId}`;
    expect(row).toEqual({ owner_id: it.priya.personId, owner_name: 'Priya Shah', due_on: addDays(at.today, 3) });
  });

  test('HAN1: no note, no words, a day nobody works or that is far off is refused, and nothing has changed', async () => {
    const asked = { fromId: 'a', toId: 'b', note: 'x', ringBy: '2026-11-25', words: 'x', staysUntil: null };
    const fault = (change: object) => faultInHandover({ ...asked, ...change }, '2026-11-23')?.field;
    expect(fault({})).toBeUndefined();
    expect(fault({ note: ' ' })).toBe('note');
    expect(fault({ words: '' })).toBe('words');
    for (const wrong of ['{nmae}', '{child}', '{reason}']) expect(fault({ words: `Hello ${wrong}.` })).toBe('words');
    expect(fault({ words: wordsToOfficer({ from: 'Sam', byThemselves: false, writer: 'Lee' }) })).toBeUndefined();
    for (const day of ['2026-11-22', '2026-11-28', '2027-01-04', 'soon']) expect(fault({ ringBy: day })).toBe('ringBy');
    expect(fault({ toId: 'a' })).toBe('toId');
    expect(fault({ staysUntil: '2027-06-01' })).toBe('staysUntil');
    expect(await handing(it.sam, 0, { note: '' })).toMatchObject({ field: 'note' });
    expect(await handing(it.sam, 0, { words: 'Hello. Somebody else now.' })).toMatchObject({ field: 'words' });
    expect(await entriesOf(it.files[0]!.caseFileId)).toHaveLength(0);
    expect(await placeOf(it.sam)).toMatchObject({ grant: 'specific' });
  });

  test('A30 HAN5: nobody excluded, nobody who has left and nobody with another part in the case is its next officer', async () => {
    await exclude(db, it.councilId, it.files[0]!.caseFileId, it.priya, it.maria);
    expect(await handing(it.sam, 0, {})).toMatchObject({ field: 'toId' });
    await db.owner`update person set disabled_at = now() where person_id = ${it.nadia.personId}`;
    expect(await handing(it.sam, 1, { toId: it.nadia.personId })).toMatchObject({ field: 'toId' });
    await giveStanding(db, it.councilId, it.files[1]!.caseFileId, it.maria.personId, 'senior_manager');
    expect(await handing(it.sam, 1, { toId: it.maria.personId })).toMatchObject({ field: 'toId' });
    expect(await handing(it.sam, 1, { toId: it.files[1]!.parent.personId })).toMatchObject({ field: 'toId' });
  });

  test('HAN1: who has it may stay a while beside the next one, and the next one is the officer from now on', async () => {
    await handing(it.sam, 0, { staysUntil: addDays(at.today, 5) });
    expect(await placeOf(it.sam)).toMatchObject({ grant: 'specific' });
    expect(await placeOf(it.priya)).toMatchObject({ grant: 'specific' });
    const [row] =
      await db.owner`select ends_at from standing where person_id = ${it.sam.personId} and case_file_id = ${it.files[0]!.caseFileId}`;
    expect(row!.ends_at).not.toBeNull();
  });

  test('TEAM1 HAN3: back to the team, the family reads the team and its number, and the case lies in the tray', async () => {
    const { caseFileId } = it.files[0]!;
    await handing(it.sam, 0, { toId: null, words: toTray });
    const [row] = await db.owner`select in_tray_since from case_file where case_file_id = ${caseFileId}`;
    expect(row!.in_tray_since).not.toBeNull();
    expect((await entriesOf(caseFileId))[0]!.words).toMatch(/North team.*0300 000 0001/);
    const [call] =
      await db.owner`select owner_name, owner_id from promise where case_file_id = ${caseFileId} and kind = 'call_back'`;
    expect(call).toEqual({ owner_name: 'North team', owner_id: null });
  });

  test('TEAM2: a member takes a case out of the tray with a note, who leads gives it to anybody, and another team knows nothing of it', async () => {
    const take = (by: Person, n: number, to: Person, note = 'I have read it all.') => {
      const scope = personalScope(by, 'team:see');
      const asked = { caseFileId: it.files[n]!.caseFileId, toId: to.personId, note };
      return underScope(scope, (tx) => takeFromTray(tx, scope, asked, at));
    };
    for (const n of [0, 1]) await handing(it.sam, n, { toId: null, words: toTray });
    expect(await take(it.priya, 0, it.nadia)).toMatchObject({ field: 'toId' });
    expect(await take(it.priya, 0, it.priya, ' ')).toMatchObject({ field: 'note' });
    expect(await take(it.priya, 0, it.priya)).toMatchObject({ handoverId: expect.any(String) });
    expect(await take(it.nadia, 0, it.nadia)).toBeNull();
    expect(await take(it.maria, 1, it.nadia)).toMatchObject({ handoverId: expect.any(String) });
    const [call] =
      await db.owner`select owner_name from promise where case_file_id = ${it.files[0]!.caseFileId} and kind = 'call_back' and for_person_id is not null order by at desc limit 1`;
    expect(call!.owner_name).toBe('Priya Shah');
    const other = await makeAreaTeam(db, 0);
    expect(await take(other.maria, 2, other.maria)).toBeNull();
  });
});

test('HAN3: the words to a family say who went, who came and whom to ring, whatever was changed in them', () => {
  const told = { family: ['Ania', 'Marek'], officer: 'Priya Shah', phone: '0300 000 0001', ringBy: '2026-11-25' };
  const read = wordsFor(toPriya, told);
  expect(read).toBe(
    'Hello Ania and Marek. From today your case officer is Priya Shah, 0300 000 0001. I have told Priya Shah everything, and Priya Shah will ring you by Wednesday 25 November 2026. Nothing you were promised changes. — Sam Okoro',
  );
  const names = { from: 'Sam Okoro', to: 'Priya Shah', phone: '0300 000 0001' };
  expect(missingFrom(read, names)).toBeNull();
  expect(missingFrom(read.replace('0300 000 0001', ''), names)).toBe('0300 000 0001');
  expect(missingFrom(read.replaceAll('Priya Shah', 'Priya'), names)).toBe('Priya Shah');
  expect(missingFrom(read.replace('Sam Okoro', 'S.'), names)).toBe('Sam Okoro');
});
