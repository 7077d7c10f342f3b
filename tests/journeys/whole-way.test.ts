import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { boardRounds } from '../../src/domain/board/rounds.server.ts';
import { nextGoodDay, whyNoDay } from '../../src/domain/calendar/no-days.ts';
import type { Seat as BoardSeat } from '../../src/domain/board/seats.ts';
import { seats as seatWords } from '../../src/domain/board/seats.ts';
import { addDays, daysBetween, weekdayOf, type CalendarDate } from '../../src/domain/calendar/date.ts';
import { isWorkingDay } from '../../src/domain/calendar/working-days.ts';
import { giveStanding, makeCouncil, makePerson } from '../support/people.ts';
import { todaysDate } from '../support/boards.ts';
import { sayWhoHelps } from '../support/decided.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import {
  addAs,
  arrangeBoard,
  askAndSend,
  decideAs,
  putOnAgenda,
  sayEverything,
  sendFromInvitation,
  startBoard,
} from './board-steps.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';
import { comeIn, goToDay, invite, joinTeam, openCase } from './steps.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const DAY_MS = 86_400_000;
const next = (from: CalendarDate, fits: (date: CalendarDate) => boolean): CalendarDate =>
  fits(from) ? from : next(addDays(from, 1), fits);

const members: readonly (readonly [string, BoardSeat])[] = [
  ['Anna Weir', 'chair'],
  ['Tom Birch', 'health'],
  ['Ruth Hale', 'school'],
];

for (const javaScript of [true, false])
  journey(
    `from the invitation to a decision that was told, and a paper that came after it (JavaScript ${javaScript ? 'on' : 'off'})`,
    { timeout: 240_000 },
    async () => {
      await stage.server.stop();
      const boardDay = next(todaysDate(), isWorkingDay);
      await stage.startAgain(daysBetween(todaysDate(), boardDay) * DAY_MS);
      const { councilId, teamId } = await makeCouncil(stage.db);
      await sayWhoHelps(stage.db, councilId);
      const staff = async (name: string) => {
        const person = await makePerson(stage.db, councilId, 'staff', name);
        await joinTeam(stage, person, teamId);
        return person;
      };
      const [priya, maria, anna] = await Promise.all([staff('Priya Shah'), staff('Maria Lopes'), staff('Anna Weir')]);
      for (const [name] of members.slice(1)) await staff(name);
      const seat = async (...given: Parameters<Stage['seat']>) => (await stage.seat(...given)).page;
      const officer = await seat(priya, { screen: desk, javaScript });
      const parent = await seat(null, { screen: phone, javaScript });
      const manager = await seat(maria, { screen: desk, javaScript });
      const looked = async (page: Page, name: string) => {
        // What axe looks with is a script itself.
        if (javaScript) await expectAccessible(page, name);
        await expectNoSidewaysScroll(page, name);
        await stage.picture(page, `whole-way-${javaScript ? 'live' : 'still'}-${name}`);
      };

      // Papers by four routes: the invitation, the family, a practitioner's link, the post.
      const received = addDays(todaysDate(), -60);
      const leo = await openCase(officer, 'Leo', received);
      const home = await openCase(officer, 'Maya', received);
      expect(home).not.toBe(leo);
      await giveStanding(stage.db, councilId, home.slice('/cases/'.length), maria.personId, 'senior_manager');
      const link = await invite(stage, officer, home, councilId);
      await sendFromInvitation(parent, link);
      await comeIn(stage, parent, link, councilId);
      await addAs(parent, home, /Something else from the family/, 'Letter about mornings', 'Maya Rowe');
      await askAndSend(stage, officer, await seat(null, { screen: phone, javaScript }), home, councilId);
      await addAs(officer, home, /Health report/, 'Health report by post', 'Maya Rowe', todaysDate());
      await parent.goto(`${home}/papers`);
      for (const title of ['Letter about mornings', 'Health report by post'])
        expect(await parent.getByRole('link', { name: title }).count()).toBeGreaterThan(0);
      await looked(parent, 'papers');

      // I17: a paper about another child is stopped before anybody reads it.
      await addAs(officer, home, /Social care report/, 'Social care report', 'Leo Rowe');
      await officer.goto(`${home}/papers/held`);
      await officer.getByText('Leo Rowe').first().waitFor();
      await looked(officer, 'held');
      await parent.goto(`${home}/papers`);
      expect(await parent.locator('main').innerText()).not.toContain('Leo');
      await officer.getByLabel('Why').fill('It is about another child and was sent here by mistake.');
      await officer.getByRole('button', { name: 'Refuse it' }).click();
      await officer.getByText('No paper waits for you.').waitFor();

      // Read together, and one page marked.
      await parent.getByRole('link', { name: 'Letter about mornings' }).first().click();
      await parent.getByRole('heading', { level: 1, name: 'Letter about mornings' }).waitFor();
      await markImportant(parent);
      await looked(parent, 'reading');

      // The Board, both sides' word, and the freeze.
      const board = await arrangeBoard(
        officer,
        boardDay,
        members.map(([name, is]) => [name, is, seatWords[is]] as const),
      );
      await putOnAgenda(officer, home, 'Should there be a plan?');
      await sayEverything(parent, home);
      await sayEverything(officer, home);
      await officer.goto(`${home}/pack`);
      await officer.getByRole('button', { name: 'Freeze what the Board will see' }).click();
      await officer.getByRole('heading', { level: 1, name: /^Receipt/ }).waitFor();
      await officer.goto(board);
      await officer.getByText('Both say that is everything').first().waitFor();
      await looked(officer, 'agenda');
      await parent.goto(`${home}/board`);
      await parent.getByText('Anna Weir').first().waitFor();
      await looked(parent, 'board');

      await startBoard(
        officer,
        board,
        members.map(([name]) => name),
      );
      const chair = await seat(anna, { screen: desk, javaScript });
      await decideAs(chair, home, 'Maya', {
        reason: 'The health report shows that the school can give this help itself.',
        cites: 'C3',
        outcome: 'No: there will not be a plan',
        sentence: 'There will not be a plan for Maya now.',
        thisWeek: 'Nothing at school changes this week.',
        nextStep: 'The school and Priya meet you within two weeks to plan the help.',
        toImportant: 'We read how hard mornings are. The school’s plan has to begin with them.',
      });
      await looked(chair, 'decided');

      // Not on a Friday, and not before a person has told it.
      const friday = next(addDays(boardDay, 1), (date) => weekdayOf(date) === 5);
      await goToDay(stage, friday);
      await parent.goto(`${home}/decision`);
      expect(await parent.locator('main').innerText()).not.toContain('There will not be a plan');
      await officer.goto(`${home}/decision/tell`);
      await officer.getByRole('button', { name: 'Let the family read it' }).click();
      await officer
        .getByRole('alert')
        .getByText(/face to face or by video/)
        .first()
        .waitFor();
      await officer.getByLabel('By video').check();
      await officer.getByLabel('They were told').check();
      await officer.getByRole('button', { name: 'Write it down' }).click();
      await officer.getByText('What has been tried').waitFor();
      await officer.getByRole('button', { name: 'Let the family read it' }).click();
      await officer
        .getByRole('alert')
        .getByText(/Friday/)
        .first()
        .waitFor();
      await looked(officer, 'friday');

      const goodDay = nextGoodDay(addDays(friday, 1))!;
      expect(whyNoDay(goodDay)).toBeNull();
      await goToDay(stage, goodDay);
      await officer.goto(`${home}/decision/tell`);
      await officer.getByRole('button', { name: 'Let the family read it' }).click();
      await officer.getByText('It is out').waitFor();
      await parent.goto(`${home}/decision`);
      await parent.getByRole('button', { name: 'Read it now' }).click();
      await parent.getByText('There will not be a plan for Maya now.').first().waitFor();
      await parent
        .getByText(/You can appeal until/)
        .first()
        .waitFor();
      await looked(parent, 'decision');
      await officer.reload();
      await officer
        .getByText(/opened/i)
        .first()
        .waitFor();
      await looked(officer, 'told');

      // A paper that came after the Board is looked at, with a name and a day.
      await addAs(parent, home, /Something else from the family/, 'Occupational therapy report', 'Maya Rowe');
      expect(await findLate(councilId)).toBe(1);
      await manager.goto(`${home}/board/missing`);
      await manager.getByLabel('It changes nothing').check();
      await manager
        .getByLabel('Why')
        .fill('It says the same as the health report. The help it asks for is in the school’s plan.');
      await manager.getByRole('button', { name: 'Answer' }).click();
      await parent.goto(`${home}/board/missing`);
      await parent.getByText('It says the same as the health report.').waitFor();
      await looked(parent, 'late');
      for (const context of stage.browser.contexts()) await context.close();
    },
  );

/** What the server does each minute of its own accord. */
const findLate = (councilId: string) => boardRounds.find(({ name }) => name === 'late_papers.find')!.go(councilId);

/** The family's mark on the page in front of them. */
async function markImportant(parent: Page): Promise<void> {
  await parent.getByRole('link', { name: /^Say something about this page/ }).click();
  await parent.getByLabel('Your words').fill('Mornings are the hardest part of her day.');
  await parent.getByRole('button', { name: 'This page is important to us' }).click();
  await parent.getByText('you marked this page as important').waitFor();
}
