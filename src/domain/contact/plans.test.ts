import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { ringAnyTime } from './communication-plan.ts';
import { myPlan, plansForOfficers, writePlan, type PlanGiven } from './plans.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const wishes: PlanGiven = {
  calledName: 'Dee',
  firstBy: 'call',
  goodTimes: 'after 10',
  notOn: 'Fridays',
  ringOn: ringAnyTime,
  language: '',
  withMe: 'Jo',
  formats: ['large_print'],
  noNews: 'fortnightly',
  keepAddressPrivate: 'yes',
};

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
  await underScope(writing, (tx) => writePlan(tx, writing, wishes, new Date()));
  expect(await underScope(writing, (tx) => myPlan(tx, writing))).toMatchObject({
    name: 'Dee',
    goodTimes: 'after 10',
    formats: ['large_print'],
  });

  const theOther = (await authorise(lee, file, 'plan:see')) as CaseScope;
  expect(await underScope(theOther, (tx) => myPlan(tx, theOther))).toBeNull();
  await expect(underScope(theOther, (tx) => plansForOfficers(tx, theOther))).rejects.toThrow('only their own');
  const supporter = (await authorise(jo, file, 'plan:see')) as CaseScope;
  expect(await underScope(supporter, (tx) => myPlan(tx, supporter))).toBeNull();

  const officer = (await authorise(priya, file, 'plan:see')) as CaseScope;
  expect((await underScope(officer, (tx) => plansForOfficers(tx, officer))).map((plan) => plan.name)).toEqual(['Dee']);
  const rows = await db.owner`select action from history where chain_id = ${file} order by sequence`;
  expect(rows.map((row) => row.action)).toEqual(['plan.written', 'plan.seen']);
});

test('CON2, CON5: what to call them is theirs to say, and whoever keeps their address private has it hidden at once', async () => {
  const { councilId, teamId } = await makeCouncil(db);
  const file = await makeCaseFile(db, councilId, teamId);
  const dana = await makePerson(db, councilId, 'family', 'Dana Rowe');
  const rob = await makePerson(db, councilId, 'family', 'Rob Ellis');
  for (const one of [dana, rob]) await giveStanding(db, councilId, file, one.personId, 'parent');
  await db.owner`update adult set address = '14 Orchard Lane', address_hidden = false where case_file_id = ${file}`;
  const scope = (await authorise(dana, file, 'plan:write')) as CaseScope<'plan:write'>;
  const hidden = async () =>
    (
      await db.owner`select address_hidden from adult where case_file_id = ${file} order by person_id = ${dana.personId} desc`
    ).map((row) => row.address_hidden as boolean);
  await underScope(scope, (tx) => writePlan(tx, scope, { ...wishes, keepAddressPrivate: 'no' }, new Date()));
  expect(await hidden()).toEqual([false, false]);
  await underScope(scope, (tx) => writePlan(tx, scope, wishes, new Date()));
  await underScope(scope, (tx) => writePlan(tx, scope, { ...wishes, keepAddressPrivate: 'no' }, new Date()));
  expect(await hidden()).toEqual([true, false]);
  const [called] = await db.owner`select called_name from person where person_id = ${dana.personId}`;
  expect(called!.called_name).toBe('Dee');
});
