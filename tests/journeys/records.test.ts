import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { inTransaction } from '../../src/server/db.ts';
import { addEntry } from '../../src/domain/contact/thread/add-entry.server.ts';
import { everythingIn, makeOtherParent, makeRecordsOfficer } from '../support/records.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const ADDRESS = '9 Quiet Close, Meadow End';
/** What Sam told the council alone, and what an officer wrote that names where Sam lives. */
const secret = 'The winter was hard for me and I moved out';
const aboutSam = `Sam Otherman lives at ${ADDRESS} now`;
const mayGo = 'We wait for the speech report and I write again on Friday';

async function fits({ page }: Seat, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, name);
    await stage.picture(page, `records-${name}`);
  }
}

/** A case with two parents who live apart, and what was said to each. */
async function aCase() {
  const { db } = stage;
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const priya = await makePerson(db, councilId, 'staff', 'Priya Shah');
  await giveStanding(db, councilId, caseFileId, priya.personId, 'case_officer');
  const dana = await makePerson(db, councilId, 'family', 'Dana Rowe');
  await giveStanding(db, councilId, caseFileId, dana.personId, 'parent');
  const { person: sam } = await makeOtherParent(db, { councilId, caseFileId }, ADDRESS);
  const say = (words: string, direction: 'in' | 'out', withPersonId: string | null, by: string) =>
    inTransaction({ councilId, caseFileId }, (tx) => {
      const entry = { kind: 'message', direction, withPersonId, words, happenedAt: new Date() } as const;
      return addEntry(tx, { councilId, caseFileId, personId: by }, entry, new Date());
    });
  await say(mayGo, 'out', dana.personId, priya.personId);
  await say(`${aboutSam}. The school knows.`, 'out', dana.personId, priya.personId);
  await say(secret, 'in', sam.personId, sam.personId);
  return { councilId, caseFileId, dana };
}

/** Decides about one thing that was gathered, by the words it holds. */
async function decide(page: Page, holds: string, how: string, hide = ''): Promise<void> {
  const thing = page.locator('section').filter({ hasText: holds });
  await thing.getByLabel(how, { exact: true }).check();
  if (hide) await thing.getByLabel('What to hide, each on a line').fill(hide);
  if (how !== 'It goes out') await thing.getByLabel('It is about somebody else').check();
  await thing.getByRole('button', { name: /^Decide/ }).click();
  await page.waitForLoadState();
}

journey(
  'SAR1 J13 A28: a request for records goes out without a word it must not hold, let go by a second person',
  { timeout: 240_000 },
  async () => {
    const { councilId, caseFileId, dana } = await aCase();
    const rhona = (await makeRecordsOfficer(stage.db, councilId, 'Rhona Peck')).person;
    const ian = (await makeRecordsOfficer(stage.db, councilId, 'Ian Foss')).person;
    const family = await stage.seat(dana, { screen: phone });
    const home = `/cases/${caseFileId}/your-data`;

    await family.page.goto(home);
    await family.page.getByLabel('What is held about the child').check();
    await family.page.getByRole('button', { name: 'Ask for a copy' }).click();
    await family.page.getByText('We have your request.').waitFor();
    await fits(family, 'asked');
    await expectFingerSized(family.page, 'records-asked');
    await expectPlainWords(family.page, 'records-asked');

    const first = await stage.seat(rhona);
    await first.page.goto('/data-requests');
    await fits(first, 'queue');
    await first.page.getByRole('link', { name: 'Dana Rowe' }).click();
    await first.page.getByRole('heading', { name: 'A request for records' }).waitFor();
    const request = new URL(first.page.url()).pathname;
    await first.page.getByLabel('How did you check who they are?').fill('Rang her on the number we hold');
    await first.page.getByRole('button', { name: 'Write it down' }).click();
    await first.page.getByRole('button', { name: 'Gather what is held' }).click();
    await first.page.getByRole('heading', { name: 'What was gathered' }).waitFor();
    await first.page
      .getByRole('button', { name: /nothing to look at|Let .* go out|without a flag/i })
      .first()
      .click();
    await first.page.waitForLoadState();
    await fits(first, 'reading');
    await decide(first.page, secret, 'It is kept back');
    await decide(first.page, aboutSam, 'It goes out with parts hidden', aboutSam);
    // Whatever else names somebody is looked at in turn.
    const left = () => first.page.getByRole('button', { name: /^Decide/ });
    for (let more = await left().count(); more > 0; more = await left().count()) {
      const thing = first.page.locator('section').filter({ has: left() }).first();
      await thing.getByLabel('It is kept back', { exact: true }).check();
      await thing.getByLabel('It is about somebody else').check();
      await thing.getByRole('button', { name: /^Decide/ }).click();
      await expect.poll(() => left().count()).toBeLessThan(more);
    }
    const why = first.page.getByLabel('Why do these stay in? You looked at each.');
    if (await why.count()) await why.fill('Everybody on the case knows these names');
    await fits(first, 'check');
    await first.page.getByRole('button', { name: 'It is ready for a second person' }).click();
    await first.page.getByRole('heading', { name: 'To whom' }).waitFor();
    expect(await first.page.getByRole('button', { name: 'Let it go' }).count(), 'not by the one who read it').toBe(0);

    const second = await stage.seat(ian);
    await second.page.goto(request);
    await fits(second, 'release');
    await second.page.getByRole('button', { name: 'Let it go' }).click();
    await second.page.getByText('Released').first().waitFor();

    await family.page.goto(home);
    await family.page.getByText('Your copy is ready.').waitFor();
    await fits(family, 'ready');
    const [fetched] = await Promise.all([
      family.page.waitForEvent('download'),
      family.page.getByRole('link', { name: 'Everything, as a PDF' }).click(),
    ]);
    const all = everythingIn(readFileSync(await fetched.path()));
    for (const word of [secret, ADDRESS, 'Quiet Close', '900321']) expect(all).not.toContain(word);
    expect(first.faults.concat(second.faults, family.faults)).toEqual([]);
  },
);
