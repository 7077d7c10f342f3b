import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { addPoint, agree, propose } from '../../src/domain/spaces/point-commands.server.ts';
import { makeSpace, once, type MadeSpace } from '../support/space.ts';
import { keepWordsInMemory } from '../support/words.ts';
import { journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
let room: MadeSpace;
let dana: Seat;
let priya: Seat;
/** What people at other screens do, in this process: only the words of a proposal come from here. */
const words = keepWordsInMemory();
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());
beforeEach(async () => {
  room = await makeSpace(stage.db);
  dana = await stage.seat(room.dana, { screen: phone });
  priya = await stage.seat(room.priya);
});

const ownWords = (page: Page, point: number) => page.getByLabel(`Your side’s words on point ${point}`);
const live = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const open = async ({ page }: Seat, path = '') => {
  await page.goto(`/cases/${room.file}/space${path}`);
  await live(page);
};
const addOne = async (title: string) => addPoint(await room.priya.may('point:add'), { ...once(), title });

/** The council puts words forward and the family agrees to them, at other screens than the ones looked at. */
async function agreeElsewhere(pointId: string): Promise<void> {
  words.type(room.documents.council, pointId, 'Once a week');
  await propose(await room.priya.may('point:decide'), { ...once(), pointId, version: 1 });
  const [made] = await stage.db.owner<{ proposal_id: string; sha256: string }[]>`
    select proposal_id, sha256 from proposal where point_id = ${pointId}`;
  const form = { pointId, version: 2, proposalId: made!.proposal_id, sha256: made!.sha256 };
  await agree(await room.dana.may('point:decide'), { ...once(), ...form });
}

describe('the shared page, live', () => {
  journey('words typed before the line is there reach the other screen', async () => {
    await addOne('Help with speech');
    await open(priya, '/points/1');
    await dana.page.goto(`/cases/${room.file}/space/points/1`, { waitUntil: 'commit' });
    await ownWords(dana.page, 1).pressSequentially('Every week, please');
    await priya.page.getByText('Every week, please').waitFor();
    await live(dana.page);
  });

  journey('two people write, put forward and agree on two screens', async () => {
    await open(priya);
    await priya.page.getByLabel('Add a point').fill('Help with speech');
    await priya.page.getByRole('button', { name: 'Add this point' }).click();
    await ownWords(priya.page, 1).waitFor();
    await open(dana, '/points/1');
    await ownWords(dana.page, 1).fill('Every week, with the same person');
    await priya.page.getByText('Every week, with the same person').waitFor();
    await ownWords(priya.page, 1).pressSequentially('Once a week, 45 minutes');
    await dana.page.getByText('is typing in point 1').waitFor();
    await dana.page.getByText('Once a week, 45 minutes').waitFor();
    await live(priya.page);
    await priya.page.getByRole('button', { name: 'Put these words forward for point 1' }).click();
    await dana.page.getByText('Put forward at').waitFor();
    await stage.picture(dana.page, 'space-point');
    await stage.picture(priya.page, 'space');
    await dana.page.getByRole('button', { name: 'Agree to these words on point 1' }).click();
    await priya.page.getByText('These were the council’s words').waitFor();
    expect(await ownWords(priya.page, 1).count()).toBe(0);
    expect([...dana.faults, ...priya.faults]).toEqual([]);
  });

  journey('2.4.3: what others do moves neither focus, nor caret, nor scroll, nor what is being typed', async () => {
    const { pointId } = await addOne('Transport');
    await addOne('Help with speech');
    await open(priya);
    const box = ownWords(priya.page, 2);
    await box.click();
    await box.pressSequentially('From home to school and ');
    const before = await priya.page.evaluate(() => scrollY);
    await agreeElsewhere(pointId);
    await priya.page.getByText('Point 1 is agreed.').first().waitFor();
    await box.pressSequentially('back');
    expect(await box.inputValue()).toBe('From home to school and back');
    expect(await box.evaluate((place) => place === document.activeElement)).toBe(true);
    expect(await priya.page.evaluate(() => scrollY)).toBe(before);
  });

  journey('2.2.2: a paused page stays as it is, counts what waits, and shows it when asked', async () => {
    const { pointId } = await addOne('Transport');
    await open(dana, '?tab=paper');
    await dana.page.getByRole('button', { name: 'Pause updates' }).click();
    await agreeElsewhere(pointId);
    // Both are counted; on a slow machine news of what was done before the page was opened may come after the pause, too.
    await dana.page.getByRole('button', { name: /^[2-9] changes waiting\. Show them$/ }).click();
    await dana.page.locator('.point').getByText('Agreed', { exact: true }).first().waitFor();
  });

  journey('who comes back reads what happened while they were away', async () => {
    const { pointId } = await addOne('Transport');
    await open(dana);
    const look = (state: string) =>
      dana.page.evaluate((visibilityState) => {
        Object.defineProperty(document, 'visibilityState', { value: visibilityState, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, state);
    await look('hidden');
    await agreeElsewhere(pointId);
    await look('visible');
    const missed = dana.page.getByRole('region', { name: 'While you were away' });
    await missed.getByText('The council put words forward for point 1.').waitFor();
    await missed.getByRole('button', { name: 'Put this away' }).click();
    await missed.waitFor({ state: 'detached' });
  });

  journey('whose place ends sees nothing of it any more', async () => {
    await addOne('Transport');
    await open(dana, '?tab=paper');
    await room.dana.end();
    await dana.page.getByText('You can no longer see this page').waitFor();
    expect(await dana.page.locator('main').innerText()).not.toMatch(/Transport|Maya’s|Board/);
  });

  journey('whose place ends while the page is still connecting sees nothing of it either', async () => {
    await addOne('Transport');
    await dana.page.route('**/_app/**/*.js', async (route) => {
      await room.dana.end();
      await route.continue();
    });
    await dana.page.goto(`/cases/${room.file}/space?tab=paper`);
    await dana.page.getByText('You can no longer see this page').waitFor();
    expect(await dana.page.locator('main').innerText()).not.toContain('Transport');
  });
});
