import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { makeAppeal } from '../support/appeals.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { peopleOfAnAppeal, take } from './appeal-steps.ts';
import { journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

const own = (page: Page, name: string) => page.getByLabel(`Your side’s words on ${name}`);
const unfold = (page: Page, name: string) => page.getByText(`Both sides’ words on ${name}`).click();
const live = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();
const office = ['/usr/bin/soffice', '/opt/libreoffice/program/soffice'].find(existsSync);

/** What LibreOffice reads in a Word file; null where it is not installed. */
function readByAnother(path: string): string | null {
  if (!office) return null;
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-word-'));
  const home = `-env:UserInstallation=file://${folder}/profile`;
  execFileSync(office, [home, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, path]);
  const name = path
    .split('/')
    .at(-1)!
    .replace(/\.docx$/, '.txt');
  return readFileSync(join(folder, name), 'utf8');
}

journey(
  'WD1 WD2: both sides on one working document: each types its own words, the marks follow from who proposed what',
  { timeout: 240_000 },
  async () => {
    const { councilId, tess, dana, caseFileId } = await peopleOfAnAppeal(stage);
    const appealId = await makeAppeal(stage.db, councilId, { caseFileId });
    await stage.db.owner`insert into appeal_party (council_id, appeal_id, person_id, "as", added_by)
    values (${councilId}, ${appealId}, ${dana.personId}, 'appellant', ${tess.personId})`;
    const [tessSeat, danaSeat] = [await stage.seat(tess), await stage.seat(dana, { screen: phone })];
    const [officer, parent] = [tessSeat.page, danaSeat.page];
    await take(officer, `/tribunal/${appealId}`);
    const at = `/cases/${caseFileId}/appeals/${appealId}/working-document`;

    // The plan, paragraph by paragraph; the family reads it and then says that it works on it here.
    await officer.goto(at);
    await officer.getByLabel('Section', { exact: true }).selectOption('F');
    await officer
      .getByLabel('Its words, as they are in the plan')
      .fill('Maya will have some speech therapy.\n\nA teaching assistant will help when needed.');
    await officer.getByRole('button', { name: 'Put this section in' }).click();
    const name = 'Section F, paragraph 1';
    await officer.getByRole('heading', { name, exact: true }).waitFor();
    await parent.goto(at);
    await parent.getByText('some speech therapy').first().waitFor();
    expect(await own(parent, name).count()).toBe(0);
    await parent.getByRole('button', { name: 'Work on it together' }).click();
    await parent.getByText('Work on it together?').waitFor({ state: 'detached' });

    // The parent types on a phone, and the officer sees it as it is typed; then it is put forward, in bold.
    await live(parent);
    await live(officer);
    for (const page of [parent, officer]) await unfold(page, name);
    await own(parent, name).fill('Maya will have 45 minutes of speech therapy each week.');
    await officer.getByText('45 minutes of speech therapy each week').first().waitFor();
    await live(parent);
    await parent.getByRole('button', { name: `Put these words forward for ${name}` }).click();
    const first = officer.getByRole('region', { name, exact: true });
    await first.locator('ins.mark--bold', { hasText: 'minutes of' }).waitFor();
    await stage.picture(parent, 'working-document');
    await stage.picture(officer, 'working-document');
    await expectAccessible(officer, 'working document');
    await expectAccessible(parent, 'working document on a phone');
    await expectNoSidewaysScroll(parent, 'working document on a phone');

    // Agreed, it is underlined on both screens, and in the Word file.
    await officer.getByRole('button', { name: `Agree to these words on ${name}` }).click();
    for (const page of [officer, parent])
      await page
        .getByRole('region', { name, exact: true })
        .locator('ins.mark--underline', { hasText: 'minutes of' })
        .waitFor();
    const [file] = await Promise.all([
      parent.waitForEvent('download'),
      parent.getByRole('link', { name: 'Download it as a Word file' }).click(),
    ]);
    const path = join(mkdtempSync(join(tmpdir(), 'common-ground-word-')), 'working.docx');
    await file.saveAs(path);
    const words = readByAnother(path);
    if (words === null) console.log('LibreOffice is not installed here: the Word file was not read by it');
    else expect(words).toContain('45 minutes of');
    expect([...tessSeat.faults, ...danaSeat.faults]).toEqual([]);
  },
);
