import { afterAll, beforeAll, expect } from 'vitest';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

/** What anybody can open without signing in. */
const open = {
  help: '/help',
  'what-we-record': '/what-we-record',
  'sign-out': '/sign-out',
  'not-found': '/nothing-here',
};

journey.each(Object.entries(open))('UI3: %s reads, fits and is accessible', async (name, path) => {
  for (const screen of [phone, desk]) {
    const { page, context, faults } = await stage.seat(null, { screen });
    await page.goto(path);
    await stage.picture(page, name);
    await expectNoSidewaysScroll(page, name);
    await expectFingerSized(page, name);
    await expectAccessible(page, name);
    expect(faults).toEqual([]);
    await context.close();
  }
});
