import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { todaysDate } from '../support/boards.ts';
import { message } from './steps.ts';
import type { Stage } from './stage.ts';

/** What the people of a mediation do, in the words on their screens. Each step ends when its effect is seen. */

/** Says "I don't agree", writes down what it is about, and asks for mediation. Returns the address of the meeting. */
export async function disagree(parent: Page, home: string, sentOn: string): Promise<string> {
  await parent.goto(`${home}/disputes/new`);
  await parent.getByLabel('What don’t you agree with?').fill('The plan does not say how often speech therapy is.');
  await parent.getByRole('button', { name: 'Write this down' }).click();
  await parent.getByRole('heading', { level: 1, name: 'Disagreement 1' }).waitFor();

  await parent.getByLabel('What was decided?').selectOption('plan_contents');
  await parent.getByLabel('When was the letter sent?').fill(sentOn);
  await parent.getByLabel('A parent or carer').check();
  await parent.locator('form[action="?/decided"]').getByRole('button', { name: 'Write this down' }).click();
  await parent.getByText('Why this date').first().waitFor();

  await parent.getByLabel('What is it about?').fill('How often speech therapy is');
  await parent.getByLabel('Section of the plan, if you know it').selectOption('F');
  await parent.getByRole('button', { name: 'Add this' }).click();
  await parent.getByText('How often speech therapy is').first().waitFor();

  await parent
    .getByLabel(/^Mediation/)
    .first()
    .check();
  await parent.getByRole('button', { name: 'Ask for this meeting' }).click();
  const link = parent.getByRole('link', { name: 'Go to this meeting' });
  await link.waitFor();
  return (await link.getAttribute('href'))!;
}

/** The council invites an independent mediator. Returns the link they are sent. */
export async function appoint(stage: Stage, officer: Page, meeting: string, councilId: string): Promise<string> {
  await officer.goto(`${meeting}/who`);
  await officer.getByLabel('Their name').fill('Sam Okoro');
  await officer.getByLabel('The mediation provider').fill('Level Ground Mediation');
  await officer.getByLabel('E-mail address').fill('sam@level-ground.example');
  await officer.getByLabel('Mobile number').fill('07700 900456');
  await officer.getByRole('button', { name: 'Invite the mediator' }).click();
  await officer.getByText('Sam Okoro').first().waitFor();
  return message(stage, councilId, /(\/i\/[a-z0-9-]+)/);
}

/** The mediator comes in with the link and the code, and says that they are independent. */
export async function mediatorComesIn(stage: Stage, mediator: Page, link: string, councilId: string, meeting: string) {
  await mediator.goto(link);
  await mediator.getByRole('button', { name: 'Continue' }).click();
  await mediator.getByLabel(/your code/i).fill(await message(stage, councilId, /^(\d{6}) /));
  await mediator.getByRole('button', { name: 'Continue' }).click();
  await mediator.getByLabel(/your name/i).fill('Sam');
  await mediator.getByRole('button', { name: 'Continue' }).click();
  await mediator.getByText('Thank you, Sam').waitFor();
  await mediator.goto(meeting);
  await mediator.getByLabel(/No council, no integrated care board/).check();
  await mediator.getByRole('button', { name: 'Go on' }).click();
  await mediator.getByText('You have said that you are independent').first().waitFor();
}

/** Puts somebody who signs in here on the list. */
export async function bring(page: Page, meeting: string, name: RegExp, as: string): Promise<void> {
  await page.goto(`${meeting}/who`);
  await page.getByText('Put somebody on the list').click();
  const select = page.getByLabel('Somebody who signs in here');
  const option = await select.locator('option').filter({ hasText: name }).getAttribute('value');
  await select.selectOption(option);
  await page.getByLabel(as, { exact: true }).check();
  await page.getByRole('button', { name: 'Put them on the list' }).click();
  await expect.poll(() => page.locator('#people').getByText(name).count()).toBeGreaterThan(0);
}

/** Says yes, for oneself, to how the meeting works. */
export async function agreeToMediate(page: Page, meeting: string): Promise<void> {
  await page.goto(meeting);
  await page.getByLabel('I have read this and I say yes').check();
  await page.getByRole('button', { name: 'Say yes to this' }).click();
  await page.getByText('You said yes').waitFor();
}

/** What somebody can say yes to for the council, all of it without a limit, and that they sign. */
export async function sayWhatTheyCanAgree(manager: Page, meeting: string): Promise<void> {
  await manager.goto(`${meeting}/who`);
  await manager.getByRole('link', { name: /^Say if you come/ }).click();
  await manager.getByRole('button', { name: 'Save what you can say yes to' }).waitFor();
  for (const group of await manager.getByRole('group').filter({ hasText: 'Up to a limit' }).all())
    await group.getByLabel('Yes', { exact: true }).check();
  await manager.getByRole('button', { name: 'Save what you can say yes to' }).click();
  await manager.goto(`${meeting}/who`);
  await manager.getByRole('link', { name: /^Say if you come/ }).click();
  await manager.getByRole('group', { name: 'Do you sign for your side?' }).getByLabel('Yes').check();
  await manager.getByRole('button', { name: 'Save who signs' }).click();
  await manager.getByText('. Signs').first().waitFor();
}

/** Fixes the meeting for today, by video. */
export async function fixToday(lead: Page, meeting: string): Promise<void> {
  await lead.goto(`${meeting}?fix=new`);
  const form = lead.getByRole('region', { name: 'Fix the day' });
  await form.getByLabel('The day', { exact: true }).fill(todaysDate());
  await form.getByLabel('Starts at').fill('10:00');
  await form.getByLabel('Ends at').fill('12:00');
  await form.getByLabel('By video').check();
  await form.getByLabel('How to join').fill('https://meet.example/level-ground');
  await lead.getByRole('button', { name: 'Fix this day' }).click();
  await lead.getByText('meet.example').first().waitFor();
}

export interface NewClause {
  what: string;
  /** What an appealable clause is about; null when it cannot be appealed. */
  by: string | null;
  section?: string;
  wording?: string;
}

/** Adds a clause, fills it in and puts it forward. */
export async function addClause(page: Page, meeting: string, title: string, clause: NewClause): Promise<void> {
  await page.goto(`${meeting}/clauses`);
  await page.getByLabel('Add a clause').fill(title);
  await page.getByRole('button', { name: 'Add this clause' }).click();
  await expect.poll(() => page.getByLabel('Add a clause').inputValue()).toBe('');
  await page
    .getByRole('link', { name: new RegExp(`\\. ${title}$`) })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: new RegExp(title) }).waitFor();
  await page.getByLabel('What will be done').fill(clause.what);
  await page.getByLabel('Who does it?').fill('The council');
  await page.getByLabel('Who makes sure that it is done?').fill('Priya Shah');
  const by = page.getByRole('group', { name: 'By when?' });
  if (clause.by) {
    await by.getByRole('radio').first().check();
    await page.getByLabel(/what is it about\?/).selectOption(clause.by);
  } else await by.getByRole('radio').nth(1).check();
  await page.getByLabel('How will everyone know that it is done?').fill('The family gets a copy.');
  if (clause.section) await page.getByLabel('Does it change the plan?').selectOption(clause.section);
  if (clause.wording) await page.getByLabel('What will the plan say there?').fill(clause.wording);
  const button = page.getByRole('button', { name: 'Put this clause forward' });
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.click();
  await page.getByText('Put forward').first().waitFor();
}

/** Says one side's yes to a clause. */
export async function agreeToClause(page: Page, meeting: string, number: number): Promise<void> {
  await page.goto(`${meeting}/clauses`);
  await page
    .getByRole('link', { name: new RegExp(`^Clause ${number}\\.`) })
    .first()
    .click();
  await page.getByRole('button', { name: 'Agree to this clause' }).click();
  await page.getByRole('button', { name: 'Take back your side’s yes' }).waitFor();
}

export async function drawUp(lead: Page, meeting: string): Promise<void> {
  await lead.goto(`${meeting}/sign`);
  await lead.getByRole('button', { name: 'Draw it up' }).click();
  await lead.getByText('fingerprint').first().waitFor();
}

/** Signs now, without the day's wait. */
export async function signAtOnce(page: Page, meeting: string, name: string): Promise<void> {
  await page.goto(`${meeting}/sign`);
  await page.getByLabel('I sign now').check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Check before you sign' }).waitFor();
  await page.getByLabel('Your full name').fill(name);
  await page.locator('#atOnce').check();
  await page.getByRole('button', { name: 'Sign this agreement' }).click();
  await page.getByRole('heading', { level: 1, name: 'Signing the agreement' }).waitFor();
}

/** Writes down how it ended, shares that and closes the mediation. */
export async function endIt(lead: Page, meeting: string): Promise<void> {
  await lead.goto(`${meeting}/outcome`);
  await lead.getByLabel('Some of it was agreed').check();
  await lead.getByRole('button', { name: 'Save this draft' }).click();
  await lead.getByRole('button', { name: 'Share this and close the mediation' }).click();
  await lead.getByText('closed').first().waitFor();
}
