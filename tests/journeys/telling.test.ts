import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { beforeTheBoard, decided, said } from '../support/decided.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

async function fits({ page, faults }: Seat, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
    await stage.picture(page, name);
  }
  await page.setViewportSize(phone);
  await expectFingerSized(page, name);
  expect(faults).toEqual([]);
}

journey('TELL1 TELL10: told, let out, chosen, read and printed; every page fits and is accessible', async () => {
  const made = await beforeTheBoard(
    stage.db,
    addDays(
      today(() => new Date()),
      -1,
    ),
  );
  await stage.db.owner`update case_file set request_received_on = '2026-01-05' where case_file_id = ${made.caseFileId}`;
  await decided(stage.db, made, 'no_issue');
  const home = `/cases/${made.caseFileId}`;
  const [priya, dana] = [await stage.seat(made.officer), await stage.seat(made.parent, { screen: phone })];

  await dana.page.goto(`${home}/decision`);
  await dana.page.getByText('You will hear from').waitFor();
  await fits(dana, 'decision-not-told-yet');
  await dana.page.goto(`${home}/dates`);
  await dana.page.getByText('Why this date').first().click();
  await fits(dana, 'dates-family');
  await expectPlainWords(dana.page, 'dates-family');

  await priya.page.goto(`${home}/decision/tell`);
  await fits(priya, 'tell-before');
  await priya.page.setViewportSize(desk);
  await priya.page.getByLabel('Face to face').check();
  await priya.page.getByLabel('They were told').check();
  await priya.page.getByRole('button', { name: 'Write it down' }).click();
  await priya.page.getByText('What has been tried').waitFor();
  // Whatever day it is today: where it is no good day for a no, the law's last day is long over.
  const reason = priya.page.getByLabel('Why it goes out today all the same');
  if (await reason.count()) await reason.fill('The law’s last day is over.');
  await priya.page.getByRole('button', { name: 'Let the family read it' }).click();
  await priya.page.getByRole('heading', { name: 'Proof that it was told' }).waitFor();
  await fits(priya, 'tell-after');

  await dana.page.goto(`${home}/decision`);
  await dana.page.getByText('This is about the Board’s decision').waitFor();
  await fits(dana, 'decision-choose');
  await dana.page.getByRole('button', { name: 'Read it now' }).click();
  await dana.page.getByText(said.sentence).waitFor();
  await fits(dana, 'decision-read');
  await expectPlainWords(dana.page, 'decision-read');
  await dana.page.getByRole('link', { name: 'Read or print the letter' }).click();
  await dana.page.getByText('Hello Dana,').waitFor();
  await fits(dana, 'decision-letter');
});
