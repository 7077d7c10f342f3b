import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect } from 'vitest';
import { shippedVocabulary } from '../../src/domain/caselaw/shipped.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { today } from '../../src/domain/calendar/today.ts';
import { lastThreeYears } from '../../src/domain/tribunal/this-appeal/past-outcomes.ts';
import { now } from '../../src/server/clock.ts';
import { makeAppeal } from '../support/appeals.ts';
import { seedLibrary } from '../support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
let tess: Person;
let appealId: string;
beforeAll(async () => {
  stage = await openStage();
  const { db } = stage;
  await seedLibrary(db);
  const { councilId } = await makeCouncil(db);
  const officer = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), officer);
  tess = officer as Person;
  appealId = await makeAppeal(db, councilId, { issueTags: ['therapy', 'specificity'] });
  const ended = { stage: 'closed' as const, endedOn: lastThreeYears(today(now)).from, issueTags: ['therapy'] };
  for (let made = 0; made < 6; made++) {
    await makeAppeal(db, councilId, { ...ended, outcome: 'allowed', favoured: 'family' });
    await makeAppeal(db, councilId, { ...ended, outcome: 'dismissed', favoured: 'council' });
    await makeAppeal(db, councilId, { ...ended, outcome: 'consent_order', favoured: 'both', issueTags: [] });
  }
});
afterAll(() => stage.close());

journey(
  'UI3 PAT2 PAT5: patterns and briefings read on a phone and at a desk, and a briefing prints on one page',
  { timeout: 240_000 },
  async () => {
    const { page, faults } = await stage.seat(tess);
    const pages = {
      patterns: '/decided-cases/patterns',
      briefing: '/decided-cases/patterns/contents-F',
      matching: `/tribunal/${appealId}/decided-cases`,
    };
    for (const [name, path] of Object.entries(pages))
      for (const screen of [phone, desk]) {
        await page.setViewportSize(screen);
        await page.goto(path);
        await stage.picture(page, `decided-cases-${name}`);
        await expectNoSidewaysScroll(page, name);
        expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBe(screen.width);
        await expectFingerSized(page, name);
        await expectPlainWords(page, name);
        await expectAccessible(page, name);
      }
    for (const { tag } of shippedVocabulary.grounds) {
      await page.goto(`/decided-cases/patterns/${tag}`);
      const printed = await PDFDocument.load(await page.pdf({ preferCSSPageSize: true }));
      expect(printed.getPageCount(), tag).toBe(1);
    }
    expect(faults).toEqual([]);
  },
);

journey('MAT2: an officer takes a case off with a reason, brings it back and adds one by its citation', async () => {
  const { page, faults } = await stage.seat(tess, { screen: phone });
  await page.goto(`/tribunal/${appealId}/decided-cases`);
  const first = page.getByRole('article').first();
  const name = await first.getByRole('heading').innerText();
  await first.getByText('Say whether it bears on this appeal').click();
  await first.getByLabel('Why').fill('Her therapy is not in dispute');
  await first.getByRole('button', { name: 'Does not bear on it' }).click();
  await page.getByRole('heading', { name: 'Taken off this appeal' }).waitFor();
  const removed = page.getByRole('article').filter({ hasText: 'Her therapy is not in dispute' });
  expect(await removed.getByRole('heading').innerText()).toBe(name);
  await removed.getByRole('button', { name: /Bring it back/ }).click();
  await page.getByRole('heading', { name: 'Taken off this appeal' }).waitFor({ state: 'detached' });
  await page.getByLabel('Citation').fill('[2031] UKUT 77 (AAC)');
  await page.getByLabel('Why it bears on this appeal').fill('It is our point');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByRole('alert').getByText('is not in the library').waitFor();
  expect(await page.getByLabel('Why it bears on this appeal').inputValue()).toBe('It is our point');
  expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
});
