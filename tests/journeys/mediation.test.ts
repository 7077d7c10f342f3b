import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { seeToPromises } from '../../src/domain/contact/promises/seeing-to.server.ts';
import { todaysDate } from '../support/boards.ts';
import { giveStanding, makeCouncil, makePerson } from '../support/people.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import {
  addClause,
  agreeToClause,
  agreeToMediate,
  appoint,
  bring,
  disagree,
  drawUp,
  endIt,
  fixToday,
  mediatorComesIn,
  sayWhatTheyCanAgree,
  signAtOnce,
} from './mediation-steps.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';
import { goToDay, joinTeam, openCase } from './steps.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The words a side reads aloud, and the ones the mediator's screen shows for somebody. */
const ownWords = (page: Page) => page.locator('p', { hasText: 'Your two words are' }).locator('strong').first();

async function downloaded(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
  return sha256Of(await file.path());
}

async function looked(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectNoSidewaysScroll(page, name);
  await stage.picture(page, `mediation-${name}`);
}

journey(
  'E13 RDY11: from “I don’t agree” to a signed part agreement, its certificate, and a clause that goes overdue',
  { timeout: 240_000 },
  async () => {
    const { councilId, teamId } = await makeCouncil(stage.db);
    const staff = async (name: string) => {
      const person = await makePerson(stage.db, councilId, 'staff', name);
      await joinTeam(stage, person, teamId);
      return person;
    };
    const [priya, ruth] = await Promise.all([staff('Priya Shah'), staff('Ruth Adeyemi')]);
    const dana = await makePerson(stage.db, councilId, 'family', 'Dana Rowe');
    const jo = await makePerson(stage.db, councilId, 'family', 'Jo Rowe');
    const officer = (await stage.seat(priya, { screen: desk })).page;
    const home = await openCase(officer, 'Maya', addDays(todaysDate(), -60));
    const caseFileId = home.split('/').at(-1)!;
    await giveStanding(stage.db, councilId, caseFileId, ruth.personId, 'senior_manager');
    await giveStanding(stage.db, councilId, caseFileId, dana.personId, 'parent');
    await giveStanding(stage.db, councilId, caseFileId, jo.personId, 'supporter');
    const danaSeat = await stage.seat(dana, { screen: phone });
    const parent = danaSeat.page;
    const supporter = (await stage.seat(jo, { screen: phone })).page;
    const manager = (await stage.seat(ruth, { screen: desk })).page;
    const samSeat = await stage.seat(null, { screen: desk });
    const mediator = samSeat.page;

    // A dispute from one sentence; mediation asked for; an independent mediator.
    const meeting = await disagree(parent, home, addDays(todaysDate(), -20));
    await looked(parent, 'dispute');
    const link = await appoint(stage, officer, meeting, councilId);
    await mediatorComesIn(stage, mediator, link, councilId, meeting);

    // Getting ready: who comes, who can say yes, when, and the agreement to mediate.
    await bring(parent, meeting, /Jo/, 'Supports somebody');
    await bring(officer, meeting, /Ruth Adeyemi/, 'Can say yes for the council');
    await sayWhatTheyCanAgree(manager, meeting);
    await fixToday(mediator, meeting);
    for (const page of [parent, supporter, manager]) await agreeToMediate(page, meeting);
    await looked(parent, 'ready');
    await looked(manager, 'ready-council');
    await parent.goto(home);
    await parent.getByRole('link', { name: 'Mediation', exact: true }).waitFor();
    await parent.getByText(/at 10.00am, today/).waitFor();
    await looked(parent, 'where-things-are');

    // Everyone's room. The mediator holds the keys of both private rooms from the page they lead on.
    await mediator.goto(`${meeting}/lead`);
    await mediator.getByRole('button', { name: 'Begin the meeting' }).click();
    await mediator.getByRole('heading', { level: 1, name: 'Everyone’s room' }).waitFor();
    for (const page of [parent, supporter, manager]) {
      await page.goto(`${meeting}/room`);
      await expect.poll(() => page.locator('#room-word').innerText()).toBe('EVERYONE');
    }
    await looked(parent, 'everyone');
    await looked(manager, 'everyone-council');

    // A private minute: the other side reads only that there is a short break.
    await parent.getByRole('button', { name: 'A private minute' }).click();
    await manager.getByText('We’re taking a short break').first().waitFor();
    await inPrivate(meeting, parent, supporter, mediator, manager);

    // A drop-out comes back by itself and finds what was written.
    await dropAndReturn(danaSeat.context, parent, supporter);

    // Exactly what the family allowed is shown to everyone.
    await mediator.getByRole('button', { name: 'Show it to everyone' }).click();
    await mediator.getByRole('button', { name: 'Bring everyone together' }).click();
    for (const page of [parent, manager]) {
      await page.goto(`${meeting}/room`);
      await page.getByText('Weekly would be enough for us').first().waitFor();
    }
    await manager.getByRole('button', { name: 'I need a break' }).click();
    await parent
      .getByText(/Break until/)
      .first()
      .waitFor();
    await mediator.getByRole('button', { name: 'Bring everyone together' }).click();

    // Two clauses, one of them checked with the manager's own manager first, and one thing left open.
    await addClause(parent, meeting, 'Speech therapy each week', {
      what: 'The council writes into Section F that Maya has speech therapy each week for an hour.',
      by: 'change_contents',
      section: 'F',
      wording: 'One hour of speech therapy each week, given by a speech therapist.',
    });
    await addClause(manager, meeting, 'A visit', { what: 'The psychologist visits Maya at school.', by: null });
    await manager.goto(`${meeting}/clauses`);
    await manager
      .getByRole('link', { name: /^Clause 1\./ })
      .first()
      .click();
    await manager.getByText('I’ll need to check').click();
    await manager.getByLabel('Who can decide?').fill('Helen Cole, head of service');
    await manager.getByLabel('By which day will you say?').fill(addDays(todaysDate(), 1));
    await manager.getByRole('button', { name: 'Stop this clause until then' }).click();
    await manager.getByText('Helen Cole').first().waitFor();
    await looked(manager, 'clause-checking');
    await manager.getByLabel('What was the answer?').fill('Yes, that can be paid for.');
    await manager.getByRole('button', { name: /It has been checked/ }).click();
    for (const number of [1, 2]) for (const page of [manager, parent]) await agreeToClause(page, meeting, number);
    await mediator.goto(`${meeting}/clauses`);
    await mediator.getByLabel('Add something that is not agreed').fill('Who gives the therapy');
    await mediator.getByRole('button', { name: 'Add it to the list' }).click();
    await mediator.getByRole('heading', { name: 'Who gives the therapy' }).waitFor();

    // Signing: each alone; nobody sees a half-signed copy; both get the same files.
    await drawUp(mediator, meeting);
    await looked(parent, 'clauses');
    await signAtOnce(parent, meeting, 'Dana Rowe');
    await looked(parent, 'half-signed');
    await manager.goto(`${meeting}/sign`);
    expect(await manager.locator('main').innerText()).not.toMatch(/Dana Rowe (has )?signed/);
    await signAtOnce(manager, meeting, 'Ruth Adeyemi');
    for (const page of [parent, manager]) {
      await page.goto(`${meeting}/sign`);
      await page.getByRole('link', { name: 'Read and download the agreement' }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    await looked(parent, 'agreement');
    for (const name of ['Download as PDF', 'Download as Word file'])
      expect(await downloaded(parent, name)).toBe(await downloaded(manager, name));

    // How it ended, the certificate, and everything frozen.
    await endIt(mediator, meeting);
    await parent.goto(`${home}/disputes`);
    await parent
      .getByRole('link', { name: /Disagreement 1/ })
      .first()
      .click();
    await parent.getByText('After mediation').first().waitFor();
    await looked(parent, 'certificate');
    await parent.goto(`${meeting}/room`);
    await parent.getByText('This mediation is closed').first().waitFor();

    await overdue(home, councilId, parent);
  },
);

/** The family and the mediator in a sealed room: the same words on their screens, and none on the council's. */
async function inPrivate(meeting: string, parent: Page, supporter: Page, mediator: Page, manager: Page) {
  for (const page of [parent, supporter]) {
    await page.goto(`${meeting}/private/family`);
    await expect.poll(() => page.locator('#room-word').innerText()).toBe('PRIVATE');
    await page.locator('[data-sealed="open"]').waitFor({ state: 'attached' });
  }
  await looked(parent, 'private');
  await mediator.getByRole('link', { name: 'Leading' }).click();
  await mediator.getByRole('heading', { level: 1, name: 'Leading the meeting' }).waitFor();
  await looked(mediator, 'leading');
  const words = await ownWords(parent).innerText();
  expect(words.split(' ')).toHaveLength(2);
  await parent.getByLabel('What we write together here').fill('Our bottom line is weekly.');
  await expect
    .poll(() => supporter.getByLabel('What we write together here').inputValue())
    .toBe('Our bottom line is weekly.');
  await parent.getByLabel('Write a note for this room').fill('Weekly would be enough for us');
  await parent.getByRole('button', { name: 'Add the note' }).click();
  await parent.getByRole('button', { name: /may share this$/ }).click();
  await parent.getByRole('heading', { name: 'These exact words may be shared' }).waitFor();
  await parent.getByRole('button', { name: /^Yes, .* may share these exact words$/ }).click();
  await mediator.getByText('Weekly would be enough for us').first().waitFor();
  await manager.goto(`${meeting}/private/family`);
  await manager.getByRole('heading', { level: 1 }).waitFor();
  expect(await manager.content()).not.toContain('bottom line');
  await manager.goto(`${meeting}/private/council`);
  await expect.poll(() => manager.locator('#room-who').innerText()).toContain('family cannot');
  await looked(manager, 'private-council');
}

/** A phone without a connection, and the page thrown away: the supporter still has the words, and gives them back. */
async function dropAndReturn(context: BrowserContext, parent: Page, supporter: Page): Promise<void> {
  await context.setOffline(true);
  await supporter.getByLabel('What we write together here').fill('Our bottom line is weekly. Jo agrees.');
  await context.setOffline(false);
  await parent.reload();
  await parent.locator('[data-sealed="open"]').waitFor({ state: 'attached' });
  await expect
    .poll(() => parent.getByLabel('What we write together here').inputValue())
    .toBe('Our bottom line is weekly. Jo agrees.');
}

/** Past its date the visit is raised to a manager, before anybody of the family asked. */
async function overdue(home: string, councilId: string, parent: Page): Promise<void> {
  await parent.goto(`${home}/promises`);
  await looked(parent, 'promises');
  const later = addDays(todaysDate(), 16);
  await goToDay(stage, later);
  await seeToPromises(councilId, new Date(`${later}T12:00:00Z`));
  await parent.goto(`${home}/promises`);
  await parent.getByText(/We told .* that this is late/).waitFor();
  await looked(parent, 'promise-late');
}
