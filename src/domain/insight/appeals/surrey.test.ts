import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { enterRegister } from '../../../../scripts/demo/enter-register.ts';
import { pastAppeals } from '../../../../scripts/demo/register.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { appealsCounted } from './counted.server.ts';
import { academicYears, cohortOf, eleventhHour, halfYears, type Counted } from './counted.ts';

let db: TestDatabase;
let tess: Person;
let officer: Person;
let rows: Counted[];
const read = (who: Person, upTo: string) =>
  inTransaction(who, (tx) => appealsCounted(tx, who as unknown as Scope, upTo));

beforeAll(async () => {
  db = await freshDatabase();
  const { councilId } = await makeCouncil(db);
  tess = (await makePerson(db, councilId, 'staff', 'Tess Bell')) as Person;
  officer = (await makePerson(db, councilId, 'staff', 'Sunil Rao')) as Person;
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  await enterRegister(tess, pastAppeals());
  rows = await read(tess, '2026-10-31');
});
afterAll(() => db.close());

const percent = (part: number, whole: number, places = 0) => Number(((100 * part) / whole).toFixed(places));

describe('the figures Surrey published in 2024, from rows', () => {
  test('LEA1: of 594 registered in 2022/23, at the end of that year 20% were heard, 45% resolved at least five days before, 34% open', () => {
    const year = cohortOf(rows, '2022-09-01', '2023-08-31', '2023-08-31');
    expect(year).toMatchObject({ registered: 594, heard: 120, resolvedEarly: 270, open: 204, otherwise: 0 });
    expect([year.heard, year.resolvedEarly, year.open].map((part) => percent(part, 594))).toEqual([20, 45, 34]);
  });

  test('LEA2: about a quarter of the heard, 30, were by consent in the last five days', () => {
    const { heard, agreedLate } = cohortOf(rows, '2022-09-01', '2023-08-31', '2023-08-31');
    expect(agreedLate).toBe(30);
    expect(percent(agreedLate, heard)).toBe(25);
  });

  test('LEA2: 2.3% for the council and 10% in part are of what the tribunal decided itself: of all heard, no number gives 2.3%', () => {
    const { decided, forCouncil, inPart, forFamily, sentBack } = cohortOf(
      rows,
      '2022-09-01',
      '2023-08-31',
      '2023-08-31',
    );
    expect([decided, forCouncil, inPart, forFamily, sentBack]).toEqual([88, 2, 9, 77, 2]);
    expect([percent(forCouncil, decided, 1), percent(inPart, decided)]).toEqual([2.3, 10]);
    // 20% of 594 is 116 to 121 appeals.
    for (let heard = 116; heard <= 121; heard += 1)
      for (let won = 0; won <= heard; won += 1) expect(percent(won, heard, 1)).not.toBe(2.3);
  });

  test('LEA1: 653 were registered in the first half of 2024, against 340 in the first half of 2023', () => {
    const halves = new Map(halfYears('2022-09-01', '2026-10-31').map((half) => [half.name, half]));
    const count = (name: string) =>
      cohortOf(rows, halves.get(name)!.from, halves.get(name)!.to, '2026-10-31').registered;
    expect([count('January to June 2024'), count('January to June 2023')]).toEqual([653, 340]);
  });

  test('LEA1: what happened after the day that is asked about has not happened yet', async () => {
    const then = await read(tess, '2023-08-31');
    expect(cohortOf(then, '2022-09-01', '2023-08-31', '2023-08-31')).toEqual(
      cohortOf(rows, '2022-09-01', '2023-08-31', '2023-08-31'),
    );
    expect(then.filter(({ outcome }) => outcome === 'pending')).toHaveLength(204);
  });

  test('LEA1: the council’s own staff are answered, with days and codes; nobody else, and no other council', async () => {
    expect(await read(officer, '2026-10-31')).toHaveLength(rows.length);
    const family = (await makePerson(db, tess.councilId, 'family', 'Dana Rowe')) as Person;
    expect(await read(family, '2026-10-31')).toEqual([]);
    const other = await makeCouncil(db);
    expect(await read((await makePerson(db, other.councilId, 'staff', 'Ali Khan')) as Person, '2026-10-31')).toEqual(
      [],
    );
    expect(Object.keys(rows[0]!).sort()).toEqual(['endedOn', 'hearingOn', 'outcome', 'registeredOn']);
  });

  test('A22 LEA1: a case somebody must never see is not counted for them', async () => {
    const { councilId } = tess;
    const [team] = await db.owner`select team_id from team where council_id = ${councilId} and kind = 'area'`;
    const caseFileId = await makeCaseFile(db, councilId, team!.team_id as string);
    await db.owner`update appeal set case_file_id = ${caseFileId} where appeal_id = (select min(appeal_id::text)::uuid from appeal where council_id = ${councilId})`;
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${officer.personId}, 'Their niece', ${tess.personId})`;
    expect(await read(officer, '2026-10-31')).toHaveLength(rows.length - 1);
    expect(await read(tess, '2026-10-31')).toHaveLength(rows.length);
  });
});

const one = (more: Partial<Counted>): Counted => ({
  ...{ registeredOn: '2025-09-01', hearingOn: '2026-03-20', endedOn: '2026-03-01', outcome: 'consent_order' },
  ...more,
});
const ending = (more: Partial<Counted>) => cohortOf([one(more)], '2025-09-01', '2026-08-31', '2026-08-31');

describe('what is counted as what', () => {
  test('LEA2: five days before is resolved early, four is heard; so is an agreement after the hearing, not one without any', () => {
    expect(ending({ endedOn: '2026-03-15' })).toMatchObject({ resolvedEarly: 1, heard: 0 });
    expect(ending({ endedOn: '2026-03-16' })).toMatchObject({ resolvedEarly: 0, heard: 1, agreedLate: 1, decided: 0 });
    expect(ending({ endedOn: '2026-03-25' })).toMatchObject({ heard: 1, agreedLate: 1 });
    expect(ending({ hearingOn: null })).toMatchObject({ resolvedEarly: 1, heard: 0 });
    expect(ending({ outcome: 'struck_out', endedOn: '2026-03-19' })).toMatchObject({ otherwise: 1, heard: 0 });
    expect(ending({ outcome: 'remitted', endedOn: '2026-03-25' })).toMatchObject({ heard: 1, decided: 0, sentBack: 1 });
  });

  test('LEA3: an agreement in the last five days is also in the last ten and twenty; what had no hearing day is left out', () => {
    const rows = ['2026-03-20', '2026-03-12', '2026-03-11', '2026-02-28', '2026-01-02'].map((endedOn) =>
      one({ endedOn }),
    );
    expect(eleventhHour([...rows, one({ hearingOn: null })], '2025-09-01', '2026-08-31')).toEqual({
      agreed: 5,
      within: [3, 3, 1],
      median: 9,
    });
  });

  test('LEA1: an academic year is 1 September to 31 August, and a half year is said only once it is over', () => {
    expect(academicYears('2022-09-01', '2024-08-31').map(({ name }) => name)).toEqual(['2023/24', '2022/23']);
    expect(academicYears('2022-08-31', '2022-09-01').map(({ name }) => name)).toEqual(['2022/23', '2021/22']);
    expect(halfYears('2023-08-01', '2024-06-29').map(({ name }) => name)).toEqual(['July to December 2023']);
  });
});
