import type { Locator, Page } from '@playwright/test';
import { expect } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { daysBetween, type CalendarDate } from '../../src/domain/calendar/date.ts';
import { todaysDate } from '../support/boards.ts';
import { fileAbout } from '../support/papers.ts';
import type { Stage } from './stage.ts';

/** What the people of a pre-Board check do, in the words on their screens. Each step ends when its effect is seen. */

/** A new address, whichever query or fragment comes with it. */
const arrivesAt = (page: Page, path: RegExp) => page.waitForURL((url) => path.test(url.pathname));

/** Opens a case through its form, for a request that came that day. Returns its address. */
export async function openCase(officer: Page, child: string, receivedOn = '2026-09-01'): Promise<string> {
  await officer.goto('/cases/new');
  await officer.getByLabel('First name').fill(child);
  await officer.getByLabel('Last name').fill('Rowe');
  await officer.getByLabel('Date of birth').fill('2017-05-02');
  await officer.getByLabel('The day the council got the request').fill(receivedOn);
  await officer.getByRole('button', { name: 'Open the case' }).click();
  await arrivesAt(officer, /^\/cases\/[0-9a-f-]{36}/);
  return `/cases/${/\/cases\/([0-9a-f-]{36})/.exec(officer.url())![1]}`;
}

/** The newest message of the council's outbox that says so, or what of it the pattern keeps. */
export async function message(stage: Stage, councilId: string, pattern: RegExp): Promise<string> {
  const rows = await stage.db.owner<
    { body: string }[]
  >`select body from outbox where council_id = ${councilId} order by created_at desc, outbox_id desc`;
  return rows.map(({ body }) => pattern.exec(body)?.[1]).find(Boolean)!;
}

/** Invites a parent, once what they are to the child was checked. Returns the link they were sent. */
export async function invite(stage: Stage, officer: Page, home: string, councilId: string): Promise<string> {
  await officer.goto(`${home}/people`);
  await officer.getByLabel('Their name').fill('Dana Rowe');
  await officer.getByLabel('Parent or carer').check();
  await officer.getByLabel('Who they are to the child').fill('her mother');
  await officer.getByLabel('Yes, they have parental responsibility').check();
  await officer.getByLabel('How it was checked').fill('Birth certificate');
  await officer.getByLabel('The day it was checked').fill('2026-09-01');
  await officer.getByLabel('E-mail address').fill('dana@example.org');
  await officer.getByLabel('Mobile number').fill('07700 900123');
  await officer.getByLabel('The one thing you ask').fill('Please check the list of papers.');
  await officer.getByRole('button', { name: 'Send the invitation' }).click();
  await officer.getByText('Their word is').waitFor();
  return message(stage, councilId, /(\/i\/[a-z0-9-]+)/);
}

/** Lets a parent in on their phone with the link and the code. */
export async function comeIn(stage: Stage, parent: Page, link: string, councilId: string): Promise<void> {
  await parent.goto(link);
  await parent.getByRole('button', { name: 'Continue' }).click();
  await parent.getByLabel(/your code/i).waitFor();
  await parent.getByLabel(/your code/i).fill(await message(stage, councilId, /^(\d{6}) /));
  await parent.getByRole('button', { name: 'Continue' }).click();
  await parent.getByLabel(/your name/i).fill('Dana');
  await parent.getByRole('button', { name: 'Continue' }).click();
  await parent.getByText('Thank you, Dana').waitFor();
}

/** Adds a real PDF, and waits until it can be read. Returns its address. */
export async function addPaper(page: Page, home: string, title: string): Promise<string> {
  await page.goto(`${home}/papers/add`);
  await page.getByLabel('Which paper is it?').selectOption({ index: 1 });
  await page.getByLabel('What would you call it?').fill(title);
  await page.getByLabel('Who wrote it?').fill('Dr Lee');
  await page.getByLabel('The file').setInputFiles(await fileAbout('nested_outline.pdf'));
  await page.getByRole('button', { name: 'Add this paper' }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await expect
    .poll(async () => (await page.reload(), page.getByRole('heading', { name: /^Page 1 of/ }).count()))
    .toBe(1);
  return new URL(page.url()).pathname;
}

/** Answers one row of the list. */
export async function answer(page: Page, home: string, row: RegExp, note: string, says: string): Promise<void> {
  await page.goto(`${home}/papers`);
  const place = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: row }) });
  if (note) await place.getByLabel(/A note/).fill(note);
  await place.getByRole('button', { name: new RegExp(`^${says}`) }).click();
  await place.getByText(`You: ${says.toLowerCase()}`).waitFor();
}

/** Presses what sends a form, and goes on once the answer is on the screen; with JavaScript on that is the test's to wait for. */
export async function press(page: Page, button: Locator, live: boolean): Promise<void> {
  if (live) return button.click();
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
}

export const point = (page: Page, number: number) =>
  page.getByRole('region', { name: new RegExp(`^Point ${number}\\.`) });

export async function addPoint(page: Page, number: number, title: string): Promise<void> {
  await page.getByLabel('Add a point').fill(title);
  await page.getByRole('button', { name: 'Add this point' }).click();
  await point(page, number).waitFor();
}

/** Puts the side's words on a point forward, as they stand. */
export async function putForward(page: Page, number: number): Promise<void> {
  const button = point(page, number).getByRole('button', { name: /Put these words forward/ });
  await expect.poll(() => button.isEnabled()).toBe(true);
  await button.click();
  await point(page, number).getByText('Put forward at').first().waitFor();
}

/** Puts a person in a team, without which they may open no case. */
export const joinTeam = (stage: Stage, { councilId, personId }: Person, teamId: string) =>
  stage.db
    .owner`insert into team_member (council_id, team_id, person_id) values (${councilId}, ${teamId}, ${personId})`;

/** The server goes on on that day, and whoever was signed in was seen a moment ago. */
export async function goToDay(stage: Stage, day: CalendarDate): Promise<void> {
  const days = daysBetween(todaysDate(), day);
  await stage.server.stop();
  await stage.db.owner`update sign_in set created_at = now() + make_interval(days => ${days}),
    last_seen_at = now() + make_interval(days => ${days}, hours => 1), expires_at = now() + make_interval(days => ${days + 30})`;
  await stage.startAgain(days * 86_400_000);
}
