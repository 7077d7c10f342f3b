import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeSpace, type MadeSpace } from '../support/space.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';
import { addPoint, point } from './steps.ts';

let stage: Stage;
let made: MadeSpace;
let priya: Seat;
let dana: Seat;
beforeAll(async () => {
  stage = await openStage();
  made = await makeSpace(stage.db);
  priya = await stage.seat(made.priya, { screen: desk });
  dana = await stage.seat(made.dana, { screen: phone });
  const space = `/cases/${made.file}/space?tab=paper`;
  await Promise.all([priya.page.goto(space), dana.page.goto(space)]);
  await addPoint(priya.page, 1, 'Help with speech');
  await point(dana.page, 1).waitFor();
});
afterAll(() => stage.close());

/** Where the person is: what has the focus, the caret in it, and how far the page is scrolled. */
const whereabouts = (page: Page) =>
  page.evaluate(() => {
    const box = document.activeElement as HTMLTextAreaElement;
    return { id: box.id, at: box.selectionStart, top: Math.round(box.getBoundingClientRect().top) };
  });

journey('UI7: what others do moves neither the focus, nor the caret, nor the page', async () => {
  await dana.page.goto(`/cases/${made.file}/space/points/1`);
  const box = point(dana.page, 1).getByRole('textbox');
  await dana.page.getByText('Saved', { exact: true }).waitFor();
  await box.fill('Weekly, in school');
  await box.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(6, 6));
  const before = await whereabouts(dana.page);
  await point(priya.page, 1).getByRole('textbox').fill('Every two weeks');
  await expect.poll(() => point(dana.page, 1).innerText()).toContain('Every two weeks');
  await point(priya.page, 1)
    .getByRole('button', { name: /Put these words forward/ })
    .click();
  await point(dana.page, 1)
    .getByRole('button', { name: /Agree to these words/ })
    .waitFor();
  await addPoint(priya.page, 2, 'Getting to school');
  await dana.page.getByRole('link', { name: /^Point 2\./ }).waitFor();
  const after = await whereabouts(dana.page);
  expect({ id: after.id, at: after.at }).toEqual({ id: before.id, at: before.at });
  await box.pressSequentially(' half an hour');
  expect(await box.inputValue()).toBe('Weekly half an hour, in school');
});

journey(
  'UI2 UI7: live regions stand empty at load, are never inside what is typed in, and tell what was done',
  async () => {
    const raw = await (await dana.context.request.get(`/cases/${made.file}/space`)).text();
    for (const which of ['polite', 'urgent'])
      expect(raw).toMatch(new RegExp(`data-live="${which}"[^>]*>(<!--[^>]*-->)*</div>`));
    expect(await dana.page.locator('textarea [aria-live], textarea[aria-live], [contenteditable]').count()).toBe(0);
    await expect.poll(() => dana.page.locator('[data-live=polite]').innerText(), { timeout: 30_000 }).toMatch(/point/i);
  },
);

journey('UI8: with the keyboard alone: in, along, out of the box, and done', async () => {
  const { page } = priya;
  await page.reload();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Skip to main content');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  const stops: string[] = [];
  for (let stop = 0; stop < 90; stop += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const here = document.activeElement!;
      const box = here.getBoundingClientRect();
      const top = document.elementFromPoint(
        box.left + Math.min(box.width, 8) / 2,
        box.top + Math.min(box.height, 8) / 2,
      );
      const covered =
        here !== document.body &&
        top &&
        !here.contains(top) &&
        !top.contains(here) &&
        !here.closest('form')?.contains(top);
      const name =
        (here.id && document.querySelector(`label[for="${CSS.escape(here.id)}"]`)?.textContent) || here.textContent;
      return `${covered ? 'COVERED ' : ''}${here.tagName} ${name?.trim().replace(/\s+/g, ' ')}`;
    });
    stops.push(label);
    if (label.startsWith('BODY')) break;
  }
  expect(stops.filter((stop) => stop.startsWith('COVERED'))).toEqual([]);
  for (const wanted of [
    'Pause updates',
    'Your side’s words on point 1',
    'Not agreed yet',
    'Add this point',
    'Put my hand up',
  ])
    expect(
      stops.some((stop) => stop.includes(wanted)),
      `the keyboard reaches “${wanted}”`,
    ).toBe(true);

  await point(page, 2).getByRole('textbox').focus();
  await page.keyboard.type('A bus');
  await page.keyboard.press('Escape');
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  expect(await point(page, 2).getByRole('textbox').inputValue()).toBe('A bus');
});

journey('UI7: paused, nothing moves and the page counts; then it is shown', async () => {
  const { page } = priya;
  await page.getByRole('button', { name: 'Pause updates' }).click();
  await dana.page.goto(`/cases/${made.file}/space?tab=paper`);
  await addPoint(dana.page, 3, 'A quiet room');
  await page.getByRole('button', { name: /1 change waiting/ }).waitFor();
  expect(await point(page, 3).count()).toBe(0);
  await page.getByRole('button', { name: /1 change waiting/ }).click();
  await point(page, 3).waitFor();
});

journey('UI3: the live room is accessible and fits, with people in it', async () => {
  for (const { page } of [priya, dana]) {
    await expectAccessible(page, 'live room');
    await expectNoSidewaysScroll(page, 'live room');
  }
  for (const tab of ['now', 'people']) {
    await dana.page.goto(`/cases/${made.file}/space?tab=${tab}`);
    await dana.page.getByRole('link', { name: 'Reading view' }).waitFor();
    await expectAccessible(dana.page, tab);
    await expectNoSidewaysScroll(dana.page, tab);
    await stage.picture(dana.page, `space-${tab}`);
  }
  await stage.picture(priya.page, 'space-desk');
  await dana.page.goto(`/cases/${made.file}/space?view=reading`);
  await expectAccessible(dana.page, 'reading view');
  await stage.picture(dana.page, 'space-reading');
  expect([...priya.faults, ...dana.faults]).toEqual([]);
});
