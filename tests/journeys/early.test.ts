import { afterAll, beforeAll, expect } from 'vitest';
import { makeMediation } from '../support/mediations.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

journey('UI7: what is unfolded, ticked or chosen before the page’s script comes stays so when it comes', async () => {
  const { parent, caseFileId, mediationId } = await makeMediation(stage.db);
  const { page, faults } = await stage.seat(parent, { screen: phone });
  const held: (() => void)[] = [];
  let holding = true;
  await page.route('**/_app/**/*.js', async (route) => {
    if (holding) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  await page.goto(`/cases/${caseFileId}/mediation/${mediationId}/who`, { waitUntil: 'commit' });
  await page.getByText('Put somebody on the list').click();
  const supports = page.getByLabel('Supports somebody', { exact: true });
  await supports.check();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  holding = false;
  for (const release of held) release();
  await page.waitForFunction(() => history.state?.['sveltekit:history'] !== undefined);
  await page.waitForLoadState('networkidle');
  expect(await supports.isVisible()).toBe(true);
  expect(await supports.isChecked()).toBe(true);
  expect(faults).toEqual([]);
});
