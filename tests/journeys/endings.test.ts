import { afterAll, beforeAll, expect } from 'vitest';
import { enterRegister } from '../../scripts/demo/enter-register.ts';
import { pastAppeals } from '../../scripts/demo/register.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { makeAppeal } from '../support/appeals.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let tess: Person;
let appealId: string;
beforeAll(async () => {
  stage = await openStage();
  const { councilId } = await makeCouncil(stage.db);
  tess = (await makePerson(stage.db, councilId, 'staff', 'Tess Bell')) as Person;
  await joinTeam(stage.db, await makeTribunalTeam(stage.db, councilId), tess);
  await enterRegister(tess, pastAppeals());
  appealId = await makeAppeal(stage.db, councilId, { stage: 'responded', asksSocialCare: true });
});
afterAll(() => stage.close());

journey(
  'UI3 END7 LEA5: an appeal is closed on a phone without a script, and what appeals teach can be read there',
  { timeout: 240_000 },
  async () => {
    const { page, faults } = await stage.seat(tess, { screen: phone, javaScript: false });
    const ending = `/tribunal/${appealId}/ending`;
    await page.goto(ending);
    await page.getByLabel('Both sides asked for an order by consent').check();
    await page.locator('#endedOn').fill('2026-09-08');
    await page.getByRole('button', { name: 'Close this appeal' }).click();
    await page.getByRole('alert').getByText('Say what must be done because of it').waitFor();
    await page.getByRole('checkbox', { name: 'Make a plan' }).check();
    await page.getByRole('button', { name: 'Close this appeal' }).click();
    await page.getByRole('heading', { name: 'How this appeal ended' }).waitFor();
    const looker = await stage.seat(tess, { screen: phone });
    for (const path of [ending, '/measures/appeals', '/measures/causes']) {
      await looker.page.goto(path);
      const name = path === ending ? 'tribunal-ending' : path.slice(1).replaceAll('/', '-');
      await stage.picture(looker.page, name);
      await expectNoSidewaysScroll(looker.page, name);
      await expectFingerSized(looker.page, name);
      await expectPlainWords(looker.page, name);
      await expectAccessible(looker.page, name);
    }
    expect([...faults, ...looker.faults]).toEqual([]);
  },
);
