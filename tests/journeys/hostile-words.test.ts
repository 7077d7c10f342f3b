import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeSpace, type MadeSpace } from '../support/space.ts';
import { desk, journey, openStage, type Seat, type Stage } from './stage.ts';
import { addPaper, addPoint, point, putForward } from './steps.ts';

/** Each is dangerous in another place: in a page, in an attribute, in a title, in a script block, in a link. */
const payloads = [
  `"><img src=x onerror="window.__xss=1">`,
  `</title></script><script>window.__xss=2</script>`,
  `'-(window.__xss=3)-'{{7*7}}<svg/onload=window.__xss=4>`,
  `<a href="javascript:window.__xss=5">press</a>`,
];
const hostile = payloads.join(' ');

let stage: Stage;
let made: MadeSpace;
let dana: Seat;
let priya: Seat;
let home: string;
beforeAll(async () => {
  stage = await openStage();
  made = await makeSpace(stage.db);
  await stage.db
    .owner`update person set called_name = ${payloads[0]!}, full_name = ${payloads[1]!}, job_title = ${payloads[2]!} where council_id = ${made.councilId} and person_id in (${made.lee.personId}, ${made.sam.personId})`;
  [dana, priya] = await Promise.all([
    stage.seat(made.dana, { screen: desk }),
    stage.seat(made.priya, { screen: desk }),
  ]);
  home = `/cases/${made.file}`;
});
afterAll(() => stage.close());

/** Types the payload into every box of the form that holds the button, keeps the rest valid, and sends it. */
async function fillAndSend(page: Page, path: string, button: string | RegExp): Promise<void> {
  await page.goto(home + path);
  const form = page.locator('form').filter({ has: page.getByRole('button', { name: button }) });
  for (const box of await form.locator('textarea, input[type=text], input:not([type])').all())
    if (await box.isVisible()) {
      const most = Number((await box.getAttribute('maxlength')) ?? hostile.length);
      await box.fill(hostile.slice(0, most));
    }
  await form.getByRole('button', { name: button }).click();
  await page.waitForLoadState('networkidle');
}

journey(
  'H02: hostile words in every box are shown as words, everywhere they come back',
  { timeout: 240_000 },
  async () => {
    await fillAndSend(dana.page, '/child', /Save/);
    await fillAndSend(dana.page, '/plan', /Save/);
    await fillAndSend(dana.page, '/papers', 'Put it on the list');
    await fillAndSend(priya.page, '', 'Save');
    const paper = await addPaper(dana.page, home, payloads[0]!);
    await dana.page.goto(`${home}/space?tab=paper`);
    await priya.page.goto(`${home}/space?tab=paper`);
    await addPoint(dana.page, 1, hostile.slice(0, 120));
    await dana.page.getByLabel('What the Board should know').fill(hostile);
    await point(dana.page, 1).getByRole('textbox').fill(hostile);
    await dana.page.getByText('Saved', { exact: true }).waitFor();
    await putForward(dana.page, 1);
    await expect.poll(() => point(priya.page, 1).innerText()).toContain('window.__xss=5');
    await dana.page.getByLabel(/Say it without speaking/).fill(hostile.slice(0, 200));
    await dana.page.getByRole('button', { name: 'Put my hand up' }).click();
    await priya.page.goto(`${home}/pack`);
    await priya.page.getByRole('button', { name: 'Freeze what the Board will see' }).click();
    await priya.page
      .getByRole('link', { name: 'See the receipt' })
      .or(priya.page.getByRole('heading', { name: /^Receipt/ }))
      .first()
      .waitFor();
    const pack = await stage.db.owner<
      { pack_id: string }[]
    >`select pack_id from pack where case_file_id = ${made.file}`;

    const everywhere = [
      '',
      '/child',
      '/plan',
      '/papers',
      '/space',
      '/space?view=reading',
      '/space/points/1',
      '/people',
      '/history',
      '/pack',
      `/pack/${pack[0]!.pack_id}`,
    ];
    let seen = 0;
    for (const { page } of [dana, priya])
      for (const path of [...everywhere.map((one) => home + one), paper, '/home']) {
        await page.goto(path);
        await page.getByRole('heading', { level: 1 }).waitFor();
        if ((await page.locator('main').innerText()).includes('window.__xss')) seen += 1;
        expect(await page.evaluate(() => (window as never as { __xss?: number }).__xss), path).toBeUndefined();
        expect(
          await page.locator('main img[src="x"], main svg[onload], main a[href^="javascript"]').count(),
          path,
        ).toBe(0);
      }
    // Shown, or the test has looked at nothing.
    expect(seen).toBeGreaterThan(10);

    const download = await dana.context.request.get(`${home}/pack/${pack[0]!.pack_id}/download`);
    const html = await download.text();
    expect(html).toContain('window.__xss');
    expect(html).not.toMatch(/<img src=x|<script>window|<svg\/onload/);
    expect([...dana.faults, ...priya.faults]).toEqual([]);
  },
);
