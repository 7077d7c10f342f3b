import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeSpace } from '../support/space.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';
import { addPoint, point } from './steps.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const saveState = (page: Page) => page.locator('[data-save-state]').innerText();

const sentence = 'Maya needs somebody who knows how to listen, every single week of term';

/** Notes the words in the box at every moment at which the page says that they are safe. */
const watchSaved = (page: Page, box: string) =>
  page.evaluate((id) => {
    const state = document.querySelector('[data-save-state]')!;
    const note = () => {
      if (state.textContent!.trim() === 'Saved')
        document.body.dataset.lastSaved = document.querySelector<HTMLTextAreaElement>(`#${CSS.escape(id)}`)!.value;
    };
    new MutationObserver(note).observe(state, { characterData: true, childList: true, subtree: true });
  }, box);
const lastSaved = (page: Page) => page.evaluate(() => document.body.dataset.lastSaved ?? '');

journey(
  'X01: the server is killed while somebody types: what said “Saved” is there, and the page is honest',
  { timeout: 240_000 },
  async () => {
    const made = await makeSpace(stage.db);
    const dana = await stage.seat(made.dana, { screen: phone });
    const space = `/cases/${made.file}/space?tab=paper`;
    await dana.page.goto(space);
    await addPoint(dana.page, 1, 'Help with speech');
    await dana.page.goto(`/cases/${made.file}/space/points/1`);
    const box = point(dana.page, 1).getByRole('textbox');
    const id = (await box.getAttribute('id'))!;
    await expect.poll(() => saveState(dana.page)).toBe('Saved');

    await watchSaved(dana.page, id);
    await box.pressSequentially('Maya needs somebody ');
    await expect.poll(() => lastSaved(dana.page)).toBe('Maya needs somebody ');
    await box.pressSequentially('who knows how to listen, every single week of term');
    await stage.server.kill();
    const everSaved = await lastSaved(dana.page);
    await box.pressSequentially(' and this while it was gone');
    await expect.poll(() => saveState(dana.page)).toMatch(/^Not saved yet: \d+ changes? waiting/);
    await dana.page.locator('[data-line=offline]').waitFor();
    await stage.picture(dana.page, 'offline');

    // Dana's phone stays out of reach, so the server alone says what it kept.
    await dana.context.setOffline(true);
    await stage.startAgain();
    const priya = await stage.seat(made.priya, { screen: desk });
    await priya.page.goto(space);
    const held = () => point(priya.page, 1).innerText();
    expect(await held()).toContain(everSaved.trim());
    expect(await held()).not.toContain('and this while it was gone');

    await dana.context.setOffline(false);
    await expect.poll(() => saveState(dana.page), { timeout: 30_000 }).toBe('Saved');
    await expect.poll(held).toContain(`${sentence} and this while it was gone`);
    expect(await box.inputValue()).toBe(`${sentence} and this while it was gone`);
    expect([...dana.faults, ...priya.faults].filter((fault) => !fault.startsWith('missing'))).toEqual([]);
  },
);
