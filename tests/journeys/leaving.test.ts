import { afterAll, beforeAll, expect } from 'vitest';
import { makeCase } from '../support/papers.ts';
import { journey, openStage, signIn, type Stage } from './stage.ts';

let stage: Stage;
// Playwright switches the back/forward cache off, and then a full browser would prove nothing here. The packaged headless
// shell has none at all, so a page out of memory is also played to our own code, below.
beforeAll(async () => void (stage = await openStage({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })));
afterAll(() => stage.close());

for (const javaScript of [true, false]) {
  journey(
    `F07 H22: after signing out, the back button shows nothing of a child (JavaScript ${javaScript ? 'on' : 'off'})`,
    async () => {
      const { parent, caseFileId } = await makeCase(stage.db);
      const { page, context } = await stage.seat(parent, { javaScript });
      await page.goto(`/cases/${caseFileId}`);
      await page.getByText('Maya').first().waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.waitForURL(/signed-out/);
      await page.goBack();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.locator('body').innerText()).not.toContain('Maya');
      expect(page.url()).toContain('/sign-in');
      expect(await context.cookies()).toEqual([]);
      await context.close();
    },
  );
}

journey('H22: a page that comes back out of memory is loaded again, and is then nobody’s', async () => {
  const { parent, caseFileId } = await makeCase(stage.db);
  const { page, context } = await stage.seat(parent);
  await page.goto(`/cases/${caseFileId}`);
  await page.getByText('Maya').first().waitFor();
  await context.clearCookies();
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await page.waitForURL(/sign-in/);
  expect(await page.locator('body').innerText()).not.toContain('Maya');
  await context.close();
});

journey('F07: signing out in one tab empties the others', async () => {
  const { parent, caseFileId } = await makeCase(stage.db);
  const { page, context } = await stage.seat(parent);
  const other = await context.newPage();
  for (const tab of [other, page]) {
    await tab.goto(`/cases/${caseFileId}`);
    await tab.getByText('Maya').first().waitFor();
  }
  await page.getByRole('button', { name: 'Sign out' }).click();
  await other.waitForURL(/sign-in/);
  expect(await other.locator('body').innerText()).not.toContain('Maya');
  await context.close();
});

journey('B21: when somebody else signs in, no tab goes on as the person before', async () => {
  const { parent, caseFileId } = await makeCase(stage.db, 'Maya');
  const other = await makeCase(stage.db, 'Tom');
  const { page: tabOfDana, context } = await stage.seat(parent);
  await tabOfDana.goto(`/cases/${caseFileId}`);
  await tabOfDana.getByText('Maya').first().waitFor();
  await signIn(context, stage, other.officer);
  const tabOfOfficer = await context.newPage();
  await tabOfOfficer.goto('/home');
  await tabOfDana.getByText('We cannot find that page').waitFor();
  expect(await tabOfDana.locator('body').innerText()).not.toContain('Maya');
  await context.close();
});
