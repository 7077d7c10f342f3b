import { afterAll, beforeAll, expect } from 'vitest';
import { inviteSomebody } from '../support/invited.ts';
import { makeCase } from '../support/papers.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

/** From opening the message to the case: what a person has to do, and how long the machine makes them wait. */
const mostTaps = 6;
const mostTyped = 2;
const mostMachineMs = 20_000;

for (const javaScript of [true, false]) {
  const how = javaScript ? 'on' : 'off';
  journey(`UI6: sixty seconds from the invitation to the case, on a phone (JavaScript ${how})`, async () => {
    const { officer, caseFileId } = await makeCase(stage.db);
    const invited = await inviteSomebody(stage.db, officer, caseFileId);
    const { page, context, faults } = await stage.seat(null, { screen: phone, javaScript });
    let taps = 0;
    let typed = 0;
    const tap = async (name: string | RegExp) => {
      taps += 1;
      await page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click();
    };
    const type = async (label: string | RegExp, words: string) => {
      typed += 1;
      await page.getByLabel(label).fill(words);
    };
    const looksRight = async (name: string) => {
      await stage.picture(page, `invitation-${name}`);
      await expectNoSidewaysScroll(page, name);
      await expectFingerSized(page, name);
      await expectPlainWords(page, name);
      if (javaScript) await expectAccessible(page, name);
    };

    const startedAt = performance.now();
    await page.goto(invited.path);
    expect(await page.locator('body').innerText()).toContain(invited.word);
    expect(await page.locator('body').innerText()).not.toContain('Maya');
    expect(await page.locator('script').count(), 'the invitation ships no script').toBe(0);
    const machine = [performance.now() - startedAt];
    await looksRight('landing');

    await tap('Continue');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await looksRight('code');
    await type(/code|numbers/i, await invited.code());
    machine.push(await timed(() => tap(/continue/i)));
    await page.getByLabel(/your name/i).waitFor();
    await looksRight('name');
    await type(/your name/i, 'Dana');
    machine.push(await timed(() => tap('Continue')));
    await page.getByText('Thank you, Dana').waitFor();
    await looksRight('thanks');
    machine.push(await timed(() => tap('Go to the case')));
    await page.getByRole('heading', { name: 'Where things are' }).waitFor();
    expect(await page.locator('body').innerText()).toContain('Maya');

    expect(taps).toBeLessThanOrEqual(mostTaps);
    expect(typed).toBeLessThanOrEqual(mostTyped);
    expect(machine.reduce((sum, ms) => sum + ms)).toBeLessThan(mostMachineMs);
    expect(faults).toEqual([]);
    await context.close();
  });
}

journey('UI6: one useful thing needs no code, and gives a receipt', async () => {
  const { officer, caseFileId } = await makeCase(stage.db);
  const { path } = await inviteSomebody(stage.db, officer, caseFileId);
  const { page, context, faults } = await stage.seat(null, { screen: phone, javaScript: false });
  await page.goto(path);
  await page.getByLabel('Something is missing').fill('The letter from the school nurse');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByText('Thank you').waitFor();
  await stage.picture(page, 'invitation-receipt');
  expect(await page.locator('body').innerText()).toMatch(/reference is [0-9A-F]{8}/);
  expect(faults).toEqual([]);
  await context.close();
});

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
