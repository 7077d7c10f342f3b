import type { Page } from '@playwright/test';
import type { Seat } from '../../src/domain/board/seats.ts';
import { fileAbout } from '../support/papers.ts';
import { message } from './steps.ts';
import type { Stage } from './stage.ts';

/** What people do with papers and at a Board, in the words on their screens. Each step ends when its effect is seen. */

const arrives = (page: Page, path: RegExp) => page.waitForURL((url) => path.test(url.pathname));

/** A photo or paper from the invitation's own page: it needs no code. */
export async function sendFromInvitation(parent: Page, link: string): Promise<void> {
  await parent.goto(link);
  await parent.getByLabel('Add a photo of a paper').setInputFiles(await fileAbout('rotation.pdf', 'Maya Rowe'));
  await parent.getByRole('button', { name: 'Send the photo' }).click();
  await parent.waitForURL((url) => !url.pathname.endsWith('/photo') || url.search !== '');
}

/** Asks a practitioner for a paper of the list, who sends it with the link and no account. */
export async function askAndSend(stage: Stage, officer: Page, practitioner: Page, home: string, councilId: string) {
  await officer.goto(`${home}/papers`);
  await officer
    .getByRole('row')
    .filter({ has: officer.getByRole('rowheader', { name: /Educational psychologist/ }) })
    .getByRole('link', { name: /^Ask somebody for it/ })
    .click();
  await officer.getByLabel('Who do you ask?').fill('Dr Amara Lee');
  await officer.getByLabel('Their e-mail address').fill('a.lee@example.org');
  await officer.getByRole('button', { name: 'Send the e-mail' }).click();
  await officer.getByText('We have written to Dr Amara Lee.').waitFor();
  await practitioner.goto(await message(stage, councilId, /(\/p\/[a-z0-9-]+)/i));
  await practitioner.getByLabel('Your job title').fill('Educational psychologist');
  await practitioner.getByLabel('When was it written?').fill('2026-09-01');
  await practitioner
    .getByLabel('The paper, or a photo of it')
    .setInputFiles(await fileAbout('rotation.pdf', 'Maya Rowe'));
  await practitioner.getByRole('button', { name: 'Send the paper' }).click();
  await practitioner.getByText('Thank you. We have your paper').waitFor();
}

/** Adds a paper as its page asks for it. `kind` is the words of the choice; `cameOn` the day it came by post. */
export async function addAs(
  page: Page,
  home: string,
  kind: RegExp,
  title: string,
  about: string,
  cameOn?: string,
): Promise<void> {
  await page.goto(`${home}/papers/add`);
  const choice = page.getByLabel('Which paper is it?').locator('option', { hasText: kind }).first();
  await page.getByLabel('Which paper is it?').selectOption((await choice.getAttribute('value'))!);
  await page.getByLabel('What would you call it?').fill(title);
  if (cameOn) {
    await page.getByLabel(/by post/).check();
    await page.getByLabel('If so, on which day did it come?').fill(cameOn);
  }
  await page.getByLabel('The file').setInputFiles(await fileAbout('nested_outline.pdf', about));
  await page.getByRole('button', { name: 'Add this paper' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

/** Says for one's side that this is everything. */
export async function sayEverything(page: Page, home: string): Promise<void> {
  await page.goto(`${home}/papers`);
  await page.getByLabel('That’s everything').check();
  await page.getByRole('button', { name: 'Say this for your side' }).click();
  await page.getByText('We have written down what you said').waitFor();
}

/** Arranges one Board for that day and gives the seats. Returns its address. */
export async function arrangeBoard(officer: Page, day: string, members: readonly (readonly [string, Seat, string])[]) {
  await officer.goto('/board/new');
  await officer.getByLabel('The first day').fill(day);
  await officer.getByLabel('Where').fill('County Hall, room 2');
  await officer.getByLabel('For how many weeks').fill('1');
  await officer.getByRole('button', { name: 'Arrange them' }).click();
  await officer.getByRole('status').getByRole('link').first().click();
  await arrives(officer, /^\/board\/[0-9a-f-]{36}$/);
  for (const [name, , inWords] of members) {
    await officer.getByText('Give somebody a seat').click();
    await officer.getByLabel('Who', { exact: true }).selectOption({ label: name });
    await officer.getByLabel(inWords).check();
    await officer.getByRole('button', { name: 'Give the seat' }).click();
    await officer.getByText(`${name}: ${inWords}`).first().waitFor();
  }
  return new URL(officer.url()).pathname;
}

/** Puts the case on the agenda of the only Board there is. */
export async function putOnAgenda(officer: Page, home: string, question: string): Promise<void> {
  await officer.goto(`${home}/board`);
  await officer.getByLabel('Which Board').selectOption({ index: 1 });
  await officer.getByLabel(question).check();
  await officer.getByRole('button', { name: 'Put it on the agenda' }).click();
  await officer.getByText('The Board is asked:').waitFor();
}

/** Writes down who came and starts. */
export async function startBoard(officer: Page, board: string, names: readonly string[]): Promise<void> {
  await officer.goto(board);
  const here = officer.getByRole('group', { name: 'Who is here' });
  for (const name of names) await here.getByLabel(name).check();
  await officer.getByRole('button', { name: 'Write down who is here' }).click();
  await officer.getByText('Enough people who decide are here.').waitFor();
  await officer.getByRole('button', { name: 'Start the Board' }).click();
  await officer.getByRole('button', { name: 'End the Board' }).waitFor();
}

export interface Deciding {
  reason: string;
  cites: string;
  outcome: string;
  sentence: string;
  thisWeek: string;
  nextStep: string;
  /** What the Board says to the page the family marked important. */
  toImportant: string;
}

/** The chair's way from the desk to a saved decision. */
export async function decideAs(chair: Page, home: string, child: string, said: Deciding): Promise<void> {
  await chair.goto(`${home}/board/decide`);
  await chair.getByLabel('A new reason').fill(said.reason);
  await chair.getByLabel('Pages of the pack').last().check();
  await chair.getByLabel('Which pages?').last().fill(said.cites);
  await chair.getByRole('button', { name: 'Add this reason' }).click();
  await chair.getByText(said.reason).first().waitFor();
  await chair.getByLabel(/^What the Board says to/).fill(said.toImportant);
  await chair.getByRole('button', { name: 'Save this answer' }).click();
  await chair.getByRole('button', { name: 'Save the changed answer' }).waitFor();
  await chair.getByLabel(said.outcome).check();
  await chair.getByLabel('What was decided, in one plain sentence').fill(said.sentence);
  await chair.getByLabel(`What it means for ${child} this week`).fill(said.thisWeek);
  await chair.getByLabel('What happens next, who does it, and by when').fill(said.nextStep);
  await chair.getByRole('button', { name: 'Save what is written so far' }).click();
  await chair
    .getByText(/^Saved at/)
    .first()
    .waitFor();
  await chair.getByRole('link', { name: 'Check everything, then save the decision' }).click();
  await chair.getByText(said.sentence).waitFor();
  await chair.getByRole('button', { name: 'Save this decision' }).click();
  await chair.getByText('It never changes.').first().waitFor();
}
