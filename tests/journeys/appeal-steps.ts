import type { Page } from '@playwright/test';
import { addDays, type CalendarDate } from '../../src/domain/calendar/date.ts';
import type { DateKind } from '../../src/domain/tribunal/dates/date-kinds.ts';
import { todaysDate } from '../support/boards.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import type { Stage } from './stage.ts';

/** What the people of an appeal do, in the words on their screens. Each step ends when its effect is seen. */

/** A council with a tribunal team of two, one of whom leads it, and a case with a parent and another parent. */
export async function peopleOfAnAppeal(stage: Stage) {
  const { councilId, teamId } = await makeCouncil(stage.db);
  const tribunalTeam = await makeTribunalTeam(stage.db, councilId);
  const tess = await makePerson(stage.db, councilId, 'staff', 'Tess Bell');
  const rosa = await makePerson(stage.db, councilId, 'staff', 'Rosa Lind');
  await joinTeam(stage.db, tribunalTeam, tess);
  await joinTeam(stage.db, tribunalTeam, rosa, 'leads');
  const caseFileId = await makeCaseFile(stage.db, councilId, teamId);
  const dana = await makePerson(stage.db, councilId, 'family', 'Dana Rowe');
  const alex = await makePerson(stage.db, councilId, 'family', 'Alex Rowe');
  for (const { personId } of [dana, alex]) await giveStanding(stage.db, councilId, caseFileId, personId, 'parent');
  const [row] = await stage.db.owner<
    { reference: string }[]
  >`select reference from case_file where case_file_id = ${caseFileId}`;
  return { councilId, teamId, tess, rosa, dana, alex, caseFileId, reference: row!.reference };
}

export interface Registered {
  number: string;
  child?: string;
  /** Of the case it belongs to, with the name of the one of the family whom it is for. */
  reference?: string;
  forWhom?: string;
  hearingOn?: string;
}

export const daysAgo = (days: number) => addDays(todaysDate(), -days);

/** Puts an appeal about Sections B and F into the register by its form. Returns its address on the desk. */
export async function register(
  page: Page,
  { number, child, reference, forWhom, hearingOn }: Registered,
): Promise<string> {
  await page.goto('/tribunal/new');
  if (reference) await page.getByLabel('Reference of the child’s case here').fill(reference);
  if (child) await page.getByLabel('Name of the child or young person').fill(child);
  await page.getByLabel('A parent or carer').check();
  await page.getByLabel('Name of whoever appeals').fill('Dana Rowe');
  await page.getByLabel('What the plan says in B, F or I').check();
  await page.getByLabel('Section F:').check();
  await page.getByText('The points it turns on').click();
  await page.getByLabel('Specific and quantified wording').check();
  await page.getByLabel('Appeal number').fill(number);
  await page.getByLabel('The day the decision was sent').fill(daysAgo(40));
  await page.getByLabel('The day the tribunal registered it').fill(daysAgo(3));
  await page.getByLabel('The day we got the papers').fill(daysAgo(2));
  if (hearingOn) await page.getByLabel('The day of the hearing, if it is known').fill(hearingOn);
  await page.getByRole('button', { name: 'Put it in the register' }).click();
  await page.waitForURL(/\/tribunal\/[0-9a-f-]{36}/);
  const home = /\/tribunal\/[0-9a-f-]{36}/.exec(page.url())![0];
  if (reference) {
    await link(page, reference, forWhom!);
  }
  return home;
}

/** On the page of the appeal's case, which was found: says whom of the family the appeal is for. */
export async function link(page: Page, reference: string, forWhom: string): Promise<void> {
  await page.getByLabel(forWhom).check();
  await page.getByRole('button', { name: 'Link the appeal to this case' }).click();
  await page.getByText(`This appeal belongs to the case ${reference}`).waitFor();
}

/** Writes down that something the appeal has a day for was done. */
export async function done(page: Page, home: string, what: DateKind, on: CalendarDate): Promise<void> {
  await page.goto(`${home}/dates`);
  await page.getByLabel('What was done?').selectOption(what);
  await page.getByLabel('On which day?').fill(on);
  const sent = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.locator('form[action="?/done"]').getByRole('button', { name: 'Write it down' }).click();
  await sent;
  await page
    .getByText(/^Done on/)
    .first()
    .waitFor();
}

/** Closes the appeal with what was ordered or conceded. */
export async function endIt(page: Page, home: string, end: { outcome: string; on: CalendarDate; kind: string }) {
  await page.goto(`${home}/ending`);
  await page.getByRole('group', { name: 'How did it end?' }).getByLabel(end.outcome, { exact: true }).check();
  await page.getByLabel('On which day?').fill(end.on);
  await page.getByLabel(end.kind, { exact: true }).check();
  await page.getByRole('button', { name: 'Close this appeal' }).click();
  await page.getByRole('heading', { name: 'How this appeal ended' }).waitFor();
}

/** Takes an appeal that nobody has. */
export async function take(page: Page, home: string): Promise<void> {
  await page.goto(home);
  await page.getByRole('button', { name: 'Take it', exact: true }).click();
  await page.getByText('You have it.').waitFor();
}
