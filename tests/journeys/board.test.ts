import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { joinTeam, makeBoard, seatPeople, todaysDate, workingDayIn } from '../support/boards.ts';
import { makeCase } from '../support/papers.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

/** On a phone and at a desk: nothing sticks out, everything can be hit and heard, and no word labels anybody. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size);
    await expectNoSidewaysScroll(page, name);
    await expectFingerSized(page, name);
    await stage.picture(page, name);
  }
  await expectPlainWords(page, name);
  await expectAccessible(page, name);
}

journey(
  'UI3 MEET1 MEET11 GAP1: a case goes on an agenda, its family reads who sits and says what is missing, a manager answers',
  { timeout: 240_000 },
  async () => {
    const { councilId, teamId, caseFileId, parent, officer } = await makeCase(stage.db);
    const [dana, priya] = [parent as Person, officer as Person];
    await stage.db.owner`update case_file set request_received_on = ${todaysDate()} where case_file_id = ${caseFileId}`;
    await joinTeam(stage.db, priya, teamId);
    const maria = (await makePerson(stage.db, councilId, 'staff', 'Maria Lewis')) as Person;
    await giveStanding(stage.db, councilId, caseFileId, maria.personId, 'senior_manager');
    const id = await makeBoard(priya, teamId, workingDayIn(7));
    await seatPeople(stage.db, councilId, id, [
      ['Anwen Pryce', 'chair'],
      ['Helen Marsh', 'school'],
    ]);
    const [officers, family, manager] = [
      await stage.seat(priya),
      await stage.seat(dana, { screen: phone }),
      await stage.seat(maria),
    ];
    const home = `/cases/${caseFileId}`;

    await officers.page.goto(`${home}/board`);
    await officers.page.getByLabel('Which Board').selectOption({ index: 1 });
    await officers.page.getByLabel('Should there be a plan?').check();
    await officers.page.getByRole('button', { name: 'Put it on the agenda' }).click();
    await officers.page.getByRole('heading', { name: 'Not asked' }).waitFor();
    await looksRight(officers.page, 'case board, officer');

    await family.page.goto(`${home}/board`);
    await family.page.getByText('The Board is a group of people.').waitFor();
    expect(await family.page.locator('svg[aria-hidden="true"]').count()).toBeGreaterThan(4);
    await looksRight(family.page, 'case board, family');
    await family.page.goto(`${home}/board/missing`);
    await family.page.getByLabel('What is missing, and why it matters').fill('The hospital’s letter of June');
    await family.page.getByRole('button', { name: 'Ask a senior manager' }).click();
    await family.page.getByText('Maria Lewis answers by').waitFor();
    await looksRight(family.page, 'missing, family');

    await manager.page.goto('/home');
    await manager.page.getByRole('link', { name: 'It waits for your answer' }).click();
    await manager.page.getByRole('button', { name: 'Answer' }).click();
    await manager.page.getByRole('link', { name: 'Choose your answer' }).waitFor();
    await looksRight(manager.page, 'missing, manager');
    await manager.page.getByLabel('Get it before the Board meets').check();
    await manager.page.getByLabel('Why', { exact: true }).fill('The ward sends it tomorrow');
    await manager.page.getByLabel('The day it will be here').fill(workingDayIn(1));
    await manager.page.getByRole('button', { name: 'Answer' }).click();
    await manager.page.getByText('The ward sends it tomorrow').waitFor();

    await officers.page.goto(`/board/${id}`);
    await officers.page.getByRole('heading', { name: 'Not asked: 1' }).waitFor();
    await officers.page.getByText('Give somebody a seat').click();
    await looksRight(officers.page, 'meeting, officer');
    await officers.page.goto('/board');
    await officers.page.getByText('1 of 30 cases').waitFor();
    await looksRight(officers.page, 'boards, officer');
    for (const { faults } of [officers, family, manager]) expect(faults).toEqual([]);
  },
);
