import { afterAll, beforeAll, expect } from 'vitest';
import { addDays } from '../../src/domain/calendar/date.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { countWaits } from '../../src/domain/cases/stage-waits.server.ts';
import { makeCase } from '../support/papers.ts';
import { putWaits } from '../support/waits.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

const todaysDate = today(() => new Date());
let stage: Stage;
let made: Awaited<ReturnType<typeof makeCase>>;
beforeAll(async () => {
  stage = await openStage();
  made = await makeCase(stage.db);
  await stage.db.owner`update case_file set request_received_on = ${addDays(todaysDate, -70)}, stage = 'collect_advice',
    board_on = ${addDays(todaysDate, 16)}, now_sentence = 'The council is collecting reports.',
    waits_for = 'The educational psychologist was ill. A new day is set.' where case_file_id = ${made.caseFileId}`;
  await putWaits(
    stage.db,
    made,
    'collect_advice',
    [3, 4, 4, 5, 5, 5, 6, 6, 7, 7, 8, 9, 11, 14].map((weeks) => weeks * 7),
  );
  await stage.db.owner`insert into stage_move (council_id, case_file_id, stage_move_id, "from", "to", "on")
    values (${made.councilId}, ${made.caseFileId}, gen_random_uuid(), 'decide_to_assess', 'collect_advice', ${addDays(todaysDate, -24)})`;
  await countWaits(made.councilId, todaysDate);
});
afterAll(() => stage.close());

const pages = [
  ['where things are', ''],
  ['the whole way', '/route'],
  ['the way in easy words', '/route?easy=1'],
] as const;
const publicPages = ['/words', '/who-does-what', '/the-board'] as const;

journey.each([phone, desk])('WHR4 WHR6: everything reads and fits at $width', async (screen) => {
  const { page, faults, context } = await stage.seat(made.parent, { screen });
  const all = [...pages.map(([, path]) => `/cases/${made.caseFileId}${path}`), ...publicPages];
  for (const path of all) {
    await page.goto(path);
    const name = `where ${path
      .replace(made.caseFileId, 'case')
      .replaceAll(/[/?=]+/g, ' ')
      .trim()}`;
    await stage.picture(page, name.replaceAll(' ', '-'));
    await expectNoSidewaysScroll(page, name);
    await expectFingerSized(page, name);
    await expectPlainWords(page, name);
    await expectAccessible(page, name);
  }
  expect(faults).toEqual([]);
  await context.close();
});

journey('WHR2 WHR3: a family reads how long it takes here, which week is theirs, the law’s date, and why', async () => {
  const { page, context } = await stage.seat(made.parent, { screen: phone, javaScript: false });
  await page.goto(`/cases/${made.caseFileId}`);
  const wait = page.getByRole('region', { name: 'How long this step takes' });
  await wait.getByText('Most families at this step wait 5 to 8 weeks.').waitFor();
  await wait.getByText('This is week 4.').waitFor();
  await wait.getByText('Where these dates come from').click();
  await wait.getByText('regulation 10(1)').waitFor();
  await wait.getByText('The educational psychologist was ill.').waitFor();
  await context.close();
});

journey('WHR9: by keyboard and without JavaScript a hard word says what it means, where it stands', async () => {
  const { page, context } = await stage.seat(made.parent, { screen: phone, javaScript: false });
  await page.goto(`/cases/${made.caseFileId}/route`);
  await page.getByRole('link', { name: 'Open everything' }).click();
  const meaning = page
    .locator('details.meaning', { has: page.locator('a[href="/words#certificate"]') })
    .locator('summary');
  await meaning.focus();
  await page.keyboard.press('Enter');
  await page.locator('dd', { hasText: 'A paper that lets you appeal.' }).waitFor();
  await page.getByRole('link', { name: 'More about “mediation certificate”' }).click();
  expect(new URL(page.url()).hash).toBe('#certificate');
  await context.close();
});
