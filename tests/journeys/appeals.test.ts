import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { addDays, addWeeks } from '../../src/domain/calendar/date.ts';
import { inWords } from '../../src/domain/calendar/words.ts';
import { todaysDate } from '../support/boards.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { daysAgo, done, endIt, link, peopleOfAnAppeal, register, take } from './appeal-steps.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

async function looked(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectNoSidewaysScroll(page, name);
  await stage.picture(page, `appeals-${name}`);
}

/** As another system gives them out: one appeal to come, one of last year, and one row that says nothing anybody can use. */
const list = (council: string) =>
  [
    'Appeal Ref;Pupil;Appellant;Appeal Type;Sections;Decision sent;Registered;Papers received',
    `EH${council}/26/00701;Maya Rowe;Dana Rowe;contents;F;${daysAgo(60)};${daysAgo(20)};${daysAgo(20)}`,
    `EH${council}/26/00702;Noor Ali;Sana Ali;refusal to assess;;${daysAgo(90)};${daysAgo(30)};${daysAgo(30)}`,
    `EH${council}/26/0070;"=HYPERLINK(""x"")";Nobody;contents;F;${daysAgo(60)};;`,
  ].join('\r\n');

journey(
  'TR1 TR2 END1 I14: from a list of appeals to an order by consent that the family reads',
  { timeout: 240_000 },
  async () => {
    const { tess, rosa, dana, caseFileId, reference } = await peopleOfAnAppeal(stage);
    const [tessSeat, rosaSeat] = [await stage.seat(tess), await stage.seat(rosa)];
    const [officer, leader] = [tessSeat.page, rosaSeat.page];

    // The list is tried before anything is written; the bad row comes back with its reason, the others go in at once.
    await officer.goto('/tribunal/import');
    const file = { name: 'appeals.csv', mimeType: 'text/csv', buffer: Buffer.from(list('936'), 'utf8') };
    await officer.getByLabel('The list').setInputFiles(file);
    await officer.getByRole('button', { name: 'Bring it' }).click();
    await officer.getByRole('button', { name: 'Try the list' }).click();
    await officer.getByRole('button', { name: 'Import 2 of the rows' }).waitFor();
    await looked(officer, 'import-tried');
    await officer.getByRole('button', { name: 'Import 2 of the rows' }).click();
    await officer.getByRole('heading', { name: 'What was done' }).waitFor();
    await officer.goto('/tribunal/register?words=00701');
    await officer.getByRole('link', { name: 'EH936/26/00701' }).click();
    await officer.getByRole('heading', { name: 'This appeal' }).waitFor();
    const home = new URL(officer.url()).pathname;

    // Its case, whom it is for, and who works on it; the response goes to the tribunal.
    await officer.goto(`${home}/case?reference=${reference}`);
    await link(officer, reference, 'Dana Rowe');
    await take(officer, home);
    await done(officer, home, 'response', todaysDate());

    // "Concede now?" has three questions, a reason and a second word.
    await officer.goto(`${home}/questions`);
    await officer
      .getByRole('group', { name: 'Would the council take the same decision' })
      .getByLabel('No', { exact: true })
      .check();
    await officer.getByRole('group', { name: 'Is there evidence for each thing' }).getByLabel('For some').check();
    await officer.getByLabel('What would settle it').fill('Section F says how often and by whom.');
    await officer.getByLabel('Ask together for an order by consent').check();
    await officer.getByLabel('Why?').fill('The new report says how much is needed.');
    await officer.getByRole('button', { name: 'Write this answer down' }).click();
    await officer.getByText('No leader of the team has said yet').waitFor();
    await leader.goto(`${home}/questions`);
    await leader.getByLabel('I agree', { exact: true }).check();
    await leader.getByLabel('Why?').first().fill('It should not go to a hearing.');
    await leader.getByRole('button', { name: 'Write this down' }).click();
    await leader.getByText('Rosa Lind agrees').waitFor();
    await looked(leader, 'questions');

    // Both sides asked for an order: from its day the council has five weeks, and the family reads so on a phone.
    await endIt(officer, home, {
      outcome: 'Both sides asked for an order by consent',
      on: todaysDate(),
      kind: 'Change what the plan says',
    });
    const due = inWords(addWeeks(todaysDate(), 5));
    await officer.getByText(due).first().waitFor();
    await looked(officer, 'ended');
    const parent = (await stage.seat(dana, { screen: phone })).page;
    await parent.goto(home.replace('/tribunal/', `/cases/${caseFileId}/appeals/`));
    await parent.getByText(due).first().waitFor();
    expect(await parent.getByText('It should not go to a hearing').count()).toBe(0);
    await looked(parent, 'family-order');
    expect([...tessSeat.faults, ...rosaSeat.faults]).toEqual([]);
  },
);

journey(
  'TR1 END2 TRD1: from registration to an order with its compliance clocks, and what it came from',
  { timeout: 240_000 },
  async () => {
    const { tess, dana, caseFileId, reference } = await peopleOfAnAppeal(stage);
    const seat = await stage.seat(tess);
    const { page } = seat;
    const home = await register(page, {
      ...{ number: 'EH936/26/00801', reference, forWhom: 'Dana Rowe' },
      hearingOn: addDays(todaysDate(), 2),
    });
    await take(page, home);
    for (const what of ['response', 'bundle', 'hearing'] as const) await done(page, home, what, todaysDate());
    await page.goto(home);
    await page.getByText('Heard: the decision is awaited').first().waitFor();

    // The tribunal orders a plan: a draft in five weeks, the plan in eleven, each with why.
    await endIt(page, home, { outcome: 'Allowed', on: todaysDate(), kind: 'Make a plan' });
    for (const weeks of [5, 11])
      await page
        .getByText(inWords(addWeeks(todaysDate(), weeks)))
        .first()
        .waitFor();
    await page.getByRole('button', { name: /Send the draft plan/ }).click();
    await page
      .getByText(/Done on/)
      .first()
      .waitFor();
    await page.getByLabel('Evidence was missing').check();
    await page.getByRole('button', { name: 'Save what it came from' }).click();
    await expect.poll(() => page.getByLabel('Evidence was missing').isChecked()).toBe(true);
    await looked(page, 'order');

    const parent = (await stage.seat(dana, { screen: phone, javaScript: false })).page;
    await parent.goto(home.replace('/tribunal/', `/cases/${caseFileId}/appeals/`));
    await parent
      .getByText(inWords(addWeeks(todaysDate(), 11)))
      .first()
      .waitFor();
    expect(await parent.getByText('Evidence was missing').count()).toBe(0);
    expect(seat.faults).toEqual([]);
  },
);
