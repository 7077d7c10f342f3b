import { afterAll, beforeAll, expect } from 'vitest';
import { drawnUp } from '../support/agreements.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let made: TestMediation;
beforeAll(async () => {
  stage = await openStage();
  made = await makeMediation(stage.db);
  await drawnUp(stage.db, made);
});
afterAll(() => stage.close());

journey('SIG3 SIG4 UI3: a parent reads, is asked for a name, and signs at once on a phone', async () => {
  const { page, faults } = await stage.seat(made.parent, { screen: phone });
  const looks = async (name: string) => {
    await expectNoSidewaysScroll(page, name);
    await expectFingerSized(page, name);
    await expectPlainWords(page, name);
    await expectAccessible(page, name);
  };
  await page.goto(`/cases/${made.caseFileId}/mediation/${made.mediationId}/sign`);
  expect(await page.getByRole('heading', { level: 4, name: '1. Speech therapy' }).isVisible()).toBe(true);
  await looks('the agreement before it is signed');
  await page.getByLabel('I sign now').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { level: 1, name: 'Check before you sign' }).waitFor();
  await page.getByRole('button', { name: 'Sign this agreement' }).click();
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await looks('the check before signing, with an error');
  await page.getByLabel('Your full name').fill('Dana Rowe');
  await page.getByLabel('I do not want to wait').check();
  await page.getByRole('button', { name: 'Sign this agreement' }).click();
  await page.getByText('You have signed.').waitFor();
  await looks('signing, once one has signed');
  expect(faults).toEqual([]);
});
