import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { myPlan, plansForOfficers, writePlan } from './plans.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const wishes = {
  firstBy: 'call',
  goodTimes: 'after 10',
  notOn: 'Fridays',
  withMe: 'Jo',
  formats: ['large_print'],
  noNews: 'fortnightly',
  keepAddressPrivate: 'yes',
} as const;

test('CON1, A28: each family member writes and reads their own plan; officers read all of them, and that is recorded', async () => {
  const { councilId, teamId } = await makeCouncil(db);
  const file = await makeCaseFile(db, councilId, teamId);
  const [dana, lee, jo, priya] = await Promise.all([
    makePerson(db, councilId, 'family', 'Dana Rowe'),
    makePerson(db, councilId, 'family', 'Lee Rowe'),
    makePerson(db, councilId, 'family', 'Jo Bell'),
    makePerson(db, councilId, 'staff', 'Priya Shah'),
  ]);
  await giveStanding(db, councilId, file, dana.personId, 'parent');
  await giveStanding(db, councilId, file, lee.personId, 'parent');
  await giveStanding(db, councilId, file, jo.personId, 'supporter');
  await giveStanding(db, councilId, file, priya.personId, 'case_officer');

  const writing = (await authorise(dana, file, 'plan:write')) as CaseScope<'plan:write'>;
  await underScope(writing, (tx) => writePlan(tx, writing, { ...wishes, formats: ['large_print'] }, new Date()));
  expect(await underScope(writing, (tx) => myPlan(tx, writing))).toMatchObject({
    name: 'Dana',
    goodTimes: 'after 10',
    formats: ['large_print'],
  });

  const theOther = (await authorise(lee, file, 'plan:see')) as CaseScope;
  expect(await underScope(theOther, (tx) => myPlan(tx, theOther))).toBeNull();
  await expect(underScope(theOther, (tx) => plansForOfficers(tx, theOther))).rejects.toThrow('only their own');
  const supporter = (await authorise(jo, file, 'plan:see')) as CaseScope;
  expect(await underScope(supporter, (tx) => myPlan(tx, supporter))).toBeNull();

  const officer = (await authorise(priya, file, 'plan:see')) as CaseScope;
  expect((await underScope(officer, (tx) => plansForOfficers(tx, officer))).map((plan) => plan.name)).toEqual(['Dana']);
  const rows = await db.owner`select action from history where chain_id = ${file} order by sequence`;
  expect(rows.map((row) => row.action)).toEqual(['plan.written', 'plan.seen']);
});
