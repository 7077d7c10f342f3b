import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { beforeTheBoard, decided, letOutAndRead } from '../support/decided.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { journey, openStage, phone, type Seat, type Stage } from './stage.ts';

const todaysDate = today(() => new Date());
let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

async function fits({ page, faults }: Seat, name: string): Promise<void> {
  await expectNoSidewaysScroll(page, name);
  await expectAccessible(page, name);
  await expectFingerSized(page, name);
  await expectPlainWords(page, name);
  await stage.picture(page, name);
  expect(faults).toEqual([]);
}

journey('DIS15 DIS21: on a phone, from the decision to a meeting asked for, with a slip on the way', async () => {
  const made = await beforeTheBoard(stage.db, addDays(todaysDate, -6));
  await letOutAndRead(stage.db, made, await decided(stage.db, made, 'no_issue'), addDays(todaysDate, -4), [
    made.parent,
  ]);
  const dana = await stage.seat(made.parent, { screen: phone });
  const { page } = dana;
  await page.goto(`/cases/${made.caseFileId}/decision`);
  await page.getByRole('link', { name: 'I don’t agree with this' }).click();
  await page.getByRole('heading', { name: 'I don’t agree' }).waitFor();
  await page.getByRole('button', { name: 'Write this down' }).click();
  await page.getByText('A few words are enough.').first().waitFor();
  await fits(dana, 'dispute-new-refused');
  await page.getByLabel('What don’t you agree with?').fill('Nobody asked the speech therapist.');
  await page.getByRole('button', { name: 'Write this down' }).click();
  await page.getByRole('heading', { name: 'Disagreement 1' }).waitFor();
  expect(await page.getByText('Choosing not to is not held against you.').first().isVisible()).toBe(true);

  await page.getByLabel('What is it about?').first().fill('Help with speech');
  await page.getByRole('button', { name: 'Add this' }).click();
  await page.getByRole('listitem').filter({ hasText: 'Help with speech' }).getByText('Can be appealed.').waitFor();

  await page.getByLabel('When was the mediation adviser rung?').fill(addDays(todaysDate, 3));
  await page.getByRole('button', { name: /Write this day down.*adviser/ }).click();
  await page.getByRole('link', { name: /cannot be in the future/ }).click();
  const day = page.getByLabel('When was the mediation adviser rung?');
  expect(await day.inputValue()).toBe(addDays(todaysDate, 3));
  expect(await day.evaluate((box) => box === document.activeElement)).toBe(true);
  await fits(dana, 'dispute-refused');

  await page.getByLabel('Mediation, run by an independent mediator').check();
  await page.getByRole('button', { name: 'Ask for this meeting' }).click();
  await page.getByRole('link', { name: 'Go to this meeting' }).waitFor();
  await page.getByText('Mediation is arranged.').waitFor();
  await fits(dana, 'dispute-meeting');
  await page.getByRole('link', { name: 'Disagreements', exact: true }).first().click();
  await page.getByText('Nobody asked the speech therapist.').waitFor();
  await fits(dana, 'disputes');
});
