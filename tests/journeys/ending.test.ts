import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { putPromise } from '../support/promises.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let made: TestMediation;
beforeAll(async () => {
  stage = await openStage();
  made = await makeMediation(stage.db);
  const { owner } = stage.db;
  await owner`update mediation_party set agreed_to_mediate_at = now() where mediation_id = ${made.mediationId}`;
  await owner`update mediation set started_at = now(), phase = 'together' where mediation_id = ${made.mediationId}`;
});
afterAll(() => stage.close());

const looked = async (person: Person, path: string, name: string) => {
  const seat = await stage.seat(person, { screen: phone });
  await seat.page.goto(path);
  await stage.picture(seat.page, name);
  await expectNoSidewaysScroll(seat.page, name);
  await expectFingerSized(seat.page, name);
  await expectPlainWords(seat.page, name);
  await expectAccessible(seat.page, name);
  expect(seat.faults).toEqual([]);
  return seat;
};

journey(
  'OUT7 UI3: from a draft on a small screen to what both sides read, and what the family made of it',
  async () => {
    const path = `/cases/${made.caseFileId}/mediation/${made.mediationId}/outcome`;
    const lead = await looked(made.mediator, path, 'outcome-draft');
    await lead.page.getByLabel('Nothing was agreed').check();
    await lead.page.getByLabel('What was narrowed down').fill('Who pays is settled.');
    await lead.page.getByRole('button', { name: 'Save this draft' }).click();
    await lead.page.getByRole('heading', { name: 'Look through it, then share it' }).waitFor();
    await expectAccessible(lead.page, 'outcome-check');
    await lead.page.getByRole('button', { name: 'Share this and close the mediation' }).click();
    await lead.page.getByText('It does not change any more.').waitFor();
    const family = await looked(made.parent, path, 'outcome-shared');
    await family.page.getByText('Who pays is settled.').waitFor();
    await family.page.getByText('After mediation: to be issued by').waitFor();
    await family.page.getByLabel('4', { exact: true }).check();
    await family.page.getByRole('button', { name: 'Save what I made of it' }).click();
    await family.page.getByText('Saved. Thank you.').waitFor();
  },
);

journey('PRO3 PRO5 UI3: late, answered by both sides and done, on a small screen of either', async () => {
  const { owner } = stage.db;
  const late = await putPromise(stage.db, made, { words: 'Speech therapy twice a week' });
  await owner`update promise set raised_at = now(), raised_to = ${made.manager.personId}, asked_at = now() where promise_id = ${late}`;
  await putPromise(stage.db, made, { words: 'A visit to the school', dueOn: null, clauseNumber: 2 });
  const path = `/cases/${made.caseFileId}/promises`;
  const family = await looked(made.parent, path, 'promises-family');
  await family.page.getByLabel('No, not yet').first().check();
  await family.page.getByRole('button', { name: 'Save your answer to Clause 1' }).click();
  await family.page.getByText('Family: No, not yet').waitFor();
  const council = await looked(made.manager, path, 'promises-council');
  await council.page.getByText('Family: No, not yet').waitFor();
  await council.page.locator('summary', { hasText: 'Write down that it was done' }).first().click();
  await council.page.getByLabel('How anybody can tell').first().fill('She comes on Mondays and Thursdays.');
  await council.page.getByRole('button', { name: 'Save that it was done' }).first().click();
  await council.page.getByText('She comes on Mondays and Thursdays.').waitFor();
  await council.page.getByText('Family: No, not yet').waitFor();
});
