import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { makeAppealTeam } from '../support/appeal-team.ts';
import { makeAppealOn } from '../support/appeals.ts';
import { until } from '../support/until.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

const day = today(() => new Date());
let stage: Stage;
let team: Awaited<ReturnType<typeof makeAppealTeam>>;
beforeAll(async () => {
  stage = await openStage();
  team = await makeAppealTeam(stage.db);
});
afterAll(() => stage.close());

async function look({ page, faults }: Seat, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    await stage.picture(page, name);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
  }
  await page.setViewportSize(phone);
  await expectFingerSized(page, name);
  await expectPlainWords(page, name);
  await page.setViewportSize(desk);
  expect(faults).toEqual([]);
}

journey(
  'TRI1 TRI7 UI7: two officers at one queue: what one takes is gone from the other’s, and nobody’s hands lose their place',
  async () => {
    const near = {
      hearingOn: addDays(day, 9),
      stage: 'responded',
      nextDue: 'hearing',
      nextDueOn: addDays(day, 9),
    } as const;
    await makeAppealOn(stage.db, team, near);
    const [tess, ravi] = [await stage.seat(team.tess), await stage.seat(team.ravi)];
    for (const { page } of [tess, ravi]) {
      await page.goto('/tribunal');
      await page.getByRole('button', { name: 'Pause updates' }).waitFor();
    }
    await look(tess, 'tribunal-queue');
    await ravi.page
      .getByRole('button', { name: /^Take it/ })
      .first()
      .click();
    await tess.page.getByRole('link', { name: 'Nobody has it (1)' }).waitFor();
    await until(
      async () => (await tess.page.locator('[data-live=polite]').innerText()).includes('The list changed.'),
      'it is said',
    );
    // With the focus on a row the list stays as it is, and says that there is something to show.
    const button = tess.page.getByRole('button', { name: /^Take it/ });
    await button.focus();
    await ravi.page.getByRole('button', { name: /^Take it/ }).click();
    await tess.page.getByRole('button', { name: 'The list changed. Show it' }).waitFor();
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    // Pressed all the same: the other has it, and it says who.
    await button.click();
    await tess.page.getByRole('link', { name: /Ravi Shah has it since/ }).waitFor();
    await look(tess, 'tribunal-this-appeal');
    await tess.page.getByRole('link', { name: 'Concede now?' }).first().click();
    await tess.page.getByRole('heading', { name: 'Concede now?', level: 1 }).waitFor();
    await look(tess, 'tribunal-questions');
    await Promise.all([tess, ravi].map(({ context }) => context.close()));
  },
);
