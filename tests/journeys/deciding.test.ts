import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeBoardCase, makePapers, markImportant, putOnAgenda, type BoardCase } from '../support/deciding.ts';
import { makeCaseFile } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let made: BoardCase;
let home: string;
beforeAll(async () => {
  stage = await openStage();
  made = await makeBoardCase(stage.db);
  home = `/cases/${made.caseFileId}/board/decide`;
  await markImportant(stage.db, made, made.papers[0]!.evidenceItemId, 2, 'She stopped eating at school.');
  const second = { ...made, caseFileId: await makeCaseFile(stage.db, made.councilId, made.teamId, 'Ben') };
  await makePapers(stage.db, second, [1]);
  await putOnAgenda(stage.db, second, made.meeting, 2);
});
afterAll(() => stage.close());

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id ?? '');
/** Goes on with the Tab key until something has the focus; says where it got stuck. */
async function tabTo(page: Page, id: string): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed += 1) {
    if ((await focused(page)) === id) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not come to #${id}; it is at #${await focused(page)}.`);
}
const focusOn = (page: Page, id: string) => expect.poll(() => focused(page)).toBe(id);

journey(
  'UI3 DEC16: the desk and its check fit, are accessible and speak plainly, on a phone and at a desk',
  async () => {
    for (const [screen, name] of [
      [phone, 'phone'],
      [desk, 'desk'],
    ] as const) {
      const { page, context, faults } = await stage.seat(made.meeting.chair, { screen });
      for (const path of [home, `${home}?page=C4`, `${home}/check`]) {
        await page.goto(path);
        await stage.picture(
          page,
          `board-${path.includes('check') ? 'check' : path.includes('C4') ? 'page' : 'desk'}-${name}`,
        );
        await expectNoSidewaysScroll(page, `${path} ${name}`);
        await expectFingerSized(page, `${path} ${name}`);
        await expectPlainWords(page, `${path} ${name}`);
        await expectAccessible(page, `${path} ${name}`);
      }
      expect(faults.filter((fault) => !fault.startsWith('missing'))).toEqual([]);
      await context.close();
    }
  },
);

journey('DEC16: single keys do nothing until they are switched on, and never inside a box', async () => {
  const { page, context } = await stage.seat(made.meeting.chair);
  await page.goto(home);
  await page.getByText('Single keys', { exact: true }).waitFor();
  await page.keyboard.press('r');
  expect(await focused(page)).toBe('');
  await page.getByText('Single keys', { exact: true }).click();
  await page.getByLabel('Use single keys on this page').check();
  await page.keyboard.press('r');
  await focusOn(page, 'words');
  await page.keyboard.type('nprd');
  expect(await page.locator('#words').inputValue()).toBe('nprd');
  expect(new URL(page.url()).pathname).toBe(home);
  await page.locator('#words').fill('');
  await context.close();
});

journey(
  'DEC16: leaving with unsaved words asks first, and what somebody else saved does not take them away',
  async () => {
    const { page, context } = await stage.seat(made.meeting.chair);
    await page.goto(home);
    await page.getByText('Single keys', { exact: true }).waitFor();
    await page.locator('#sentence').fill('My own words, not saved yet.');
    const asked: string[] = [];
    page.on('dialog', (dialog) => (asked.push(dialog.message()), void dialog.dismiss()));
    await page.locator('#next-case').click();
    await expect.poll(() => asked.length).toBe(1);
    expect(new URL(page.url()).pathname).toBe(home);
    await page.getByRole('navigation', { name: 'Pages of the pack' }).getByRole('link', { name: /^C3 / }).click();
    await page.getByRole('heading', { name: /^C3: / }).waitFor();
    expect(await page.locator('#sentence').inputValue()).toBe('My own words, not saved yet.');
    await context.close();
  },
);

journey(
  'DEC16 UI8: one case is decided with the keyboard alone; after each save the focus is on the next thing',
  async () => {
    const { page, context } = await stage.seat(made.meeting.chair);
    await page.goto(home);
    await page.getByText('Single keys', { exact: true }).waitFor();
    const important = `answer-${await page.locator('[name=paperCommentId]').inputValue()}`;
    await tabTo(page, important);
    await page.keyboard.type('We read it. It is why lunch is in the plan.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await focusOn(page, 'next-important');
    await tabTo(page, 'words');
    await page.keyboard.type('Maya needs a grown-up beside her to get through a noisy lesson.');
    await tabTo(page, 'restsOn');
    await page.keyboard.press('Space');
    await tabTo(page, 'cites');
    await page.keyboard.type('D3');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /Page 3 is C3, not D3/ }).waitFor();
    expect(await page.locator('#words').inputValue()).toContain('noisy lesson');
    await page.locator('#cites').fill('C3-4');
    await page.locator('#cites').press('Enter');
    await page.getByText('Rests on').waitFor();
    await focusOn(page, 'words');
    expect(await page.locator('#words').inputValue()).toBe('');
    await tabTo(page, 'outcome');
    await page.keyboard.press('Space');
    await tabTo(page, 'sentence');
    await page.keyboard.type('Maya will have a plan that says what help she gets.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Maya stays at Larkfield.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Priya writes the draft plan by Monday 30 November.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await focusOn(page, 'to-check');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Check the decision/ }).waitFor();
    await tabTo(page, 'decide');
    await page.keyboard.press('Enter');
    await page.getByText('Case 1 is decided and saved.').waitFor();
    expect(await page.getByText('Case 2 of 2.').count()).toBe(1);
    await page.goto(home);
    await page.getByRole('heading', { name: 'What the Board decided' }).waitFor();
    await expectAccessible(page, 'decided');
    await context.close();
  },
);
