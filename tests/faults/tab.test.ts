import type { Page } from '@playwright/test';
import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest';
import { journey, openStage, signIn, type Stage } from '../journeys/stage.ts';
import { kept } from '../support/kept.ts';
import { replay } from '../support/scene.ts';
import { startServer } from '../support/server.ts';
import { makeSpace, type MadeSpace } from '../support/space.ts';
import { until } from '../support/until.ts';

let stage: Stage;
let room: MadeSpace;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());
beforeEach(async () => void (room = await makeSpace(stage.db)));

const summary = (page: Page) => page.getByLabel('What the Board should know, in your words');
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const stored = () => replay(stage.db, room.documents.family, 'summary');

async function sit() {
  const seat = await stage.seat(room.dana);
  await seat.page.goto(`/cases/${room.file}/space`);
  await saved(seat.page);
  // A page that has just been let in asks for itself afresh once.
  await seat.page.waitForLoadState('networkidle');
  return seat;
}

describe('a tab', () => {
  journey(
    'X18 INV7: killed with unsaved words while the server is down: they are back, sent and saved after signing in again',
    async () => {
      const { page, context, faults } = await sit();
      await summary(page).pressSequentially('Maya likes ');
      await saved(page);
      const { port } = stage.server;
      await stage.server.kill();
      await summary(page).pressSequentially('the quiet room');
      await page
        .getByText(/Not saved yet: \d+ changes? waiting/)
        .first()
        .waitFor({ timeout: 30_000 });
      await until(async () => (await kept(page)).length, 'the device to keep them');
      const rows = await kept(page);
      expect(rows.join()).not.toContain('quiet');
      await page.close({ runBeforeUnload: false });
      stage.server = await startServer({
        url: stage.db.ownerUrl,
        dataDir: stage.server.dataDir,
        port,
        env: { DEMO: '1' },
      });
      expect(await stored()).toBe('Maya likes ');
      const again = await context.newPage();
      await again.goto(`/cases/${room.file}/space`);
      await until(
        async () => (await summary(again).inputValue()) === 'Maya likes the quiet room',
        'the words to be back',
      );
      await until(async () => (await stored()) === 'Maya likes the quiet room', 'the words to be saved');
      await saved(again);
      await until(async () => (await kept(again)).length === 0, 'nothing more to be kept');
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  journey('F07: on a shared computer, the next person reads nothing of what was not sent', async () => {
    const { page, context } = await sit();
    const { port } = stage.server;
    await stage.server.kill();
    await summary(page).pressSequentially('KNRY-not-sent');
    await until(async () => (await kept(page)).length, 'the device to keep them');
    await page.close({ runBeforeUnload: false });
    stage.server = await startServer({
      url: stage.db.ownerUrl,
      dataDir: stage.server.dataDir,
      port,
      env: { DEMO: '1' },
    });
    await context.clearCookies();
    await signIn(context, stage, room.jo);
    const next = await context.newPage();
    await next.goto(`/cases/${room.file}/space`);
    await saved(next);
    expect([await summary(next).inputValue(), await stored()]).toEqual(['', '']);
    expect((await kept(next)).join()).not.toContain('KNRY');
    await context.close();
  });

  journey('X48: a browser that keeps nothing says so, and goes on while it is connected', async () => {
    const { page, context } = await stage.seat(room.dana);
    await page.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }));
    await page.goto(`/cases/${room.file}/space`);
    await page.getByText('This browser cannot keep words that are not saved yet').waitFor();
    await summary(page).pressSequentially('saved all the same');
    await until(async () => (await stored()) === 'saved all the same', 'the words to be saved');
    await saved(page);
    await context.close();
  });

  journey('undo takes back only one’s own, and the caret stays where its person is', async () => {
    const [dana, jo] = [await sit(), await stage.seat(room.jo)];
    await jo.page.goto(`/cases/${room.file}/space`);
    await saved(jo.page);
    await summary(dana.page).pressSequentially('one three');
    await until(async () => (await summary(jo.page).inputValue()) === 'one three', 'Jo to read it');
    await summary(dana.page).evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(9, 9));
    await summary(jo.page).evaluate((area: HTMLTextAreaElement) => (area.focus(), area.setSelectionRange(4, 4)));
    await jo.page.keyboard.type('two ');
    await until(async () => (await summary(dana.page).inputValue()) === 'one two three', 'Dana to read it');
    expect(
      await summary(dana.page).evaluate((area: HTMLTextAreaElement) => [
        area.selectionStart,
        document.activeElement === area,
      ]),
    ).toEqual([13, true]);
    await dana.page.keyboard.press('Control+z');
    await until(async () => (await summary(jo.page).inputValue()) === 'two ', 'only Dana’s words to be taken back');
    await dana.context.close();
    await jo.context.close();
  });
});
