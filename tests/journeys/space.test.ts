import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { makeSpace, type MadeSpace } from '../support/space.ts';
import { journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
let room: MadeSpace;
let dana: Seat;
let priya: Seat;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());
beforeEach(async () => {
  room = await makeSpace(stage.db);
  dana = await stage.seat(room.dana, { screen: phone });
  priya = await stage.seat(room.priya);
});

const ownWords = (page: Page, point: number) => page.getByLabel(`Your side’s words on point ${point}`);
const live = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

describe('the shared page, live', () => {
  journey('two people write, put forward and agree, and nothing moves under the other', async () => {
    await priya.page.goto(`/cases/${room.file}/space`);
    await priya.page.getByLabel('Add a point').fill('Help with speech');
    await priya.page.getByRole('button', { name: 'Add this point' }).click();
    await ownWords(priya.page, 1).waitFor();
    await live(priya.page);
    await dana.page.goto(`/cases/${room.file}/space/points/1`);
    await live(dana.page);
    await ownWords(dana.page, 1).fill('Every week, with the same person');
    await live(dana.page);
    await priya.page.getByText('Every week, with the same person').waitFor();
    await ownWords(priya.page, 1).pressSequentially('Once a week, 45 minutes');
    await dana.page.getByText('is typing in point 1').waitFor();
    await dana.page.getByText('Once a week, 45 minutes').waitFor();
    await live(priya.page);
    await priya.page.getByRole('button', { name: 'Put these words forward for point 1' }).click();
    await dana.page.getByText('Put forward at').waitFor();
    await stage.picture(dana.page, 'space-point-phone');
    await stage.picture(priya.page, 'space-desk');
    await dana.page.getByRole('button', { name: 'Agree to these words on point 1' }).click();
    await priya.page.getByText('These were the council’s words').waitFor();
    expect([...dana.faults, ...priya.faults]).toEqual([]);
  });
});
