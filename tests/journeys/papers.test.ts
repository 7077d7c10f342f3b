import { afterAll, beforeAll, expect } from 'vitest';
import { fileAbout, makeCase } from '../support/papers.ts';
import { furnish } from '../support/furnish.ts';
import { expectAccessible, expectNoSidewaysScroll } from './accessible.ts';
import { desk, journey, openStage, phone, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => void (stage = await openStage()));
afterAll(() => stage.close());

async function twoPeople() {
  const made = await makeCase(stage.db);
  const { paper } = await furnish(stage.db, made.officer, made.caseFileId);
  const home = `/cases/${made.caseFileId}`;
  const dana = await stage.seat(made.parent, { screen: phone });
  const priya = await stage.seat(made.officer, { screen: desk });
  return { ...made, home, paper: `${home}/papers/${paper}`, dana, priya };
}

journey('EV15: two people read one paper together, and either can read on their own', async () => {
  const { paper, dana, priya } = await twoPeople();
  await Promise.all([dana.page.goto(paper), priya.page.goto(`${paper}?page=4`)]);
  await dana.page.getByText('Priya is on page 4.').waitFor();
  await dana.page.getByRole('button', { name: 'Follow Priya' }).click();
  await dana.page.getByText('You are following Priya. We are on page 4.').waitFor();
  await priya.page.getByRole('link', { name: 'Next page' }).first().click();
  await dana.page.getByText('You are following Priya. We are on page 5.').waitFor();
  expect(await dana.page.getByRole('heading', { name: /Page 5 of 9/ }).count()).toBe(1);
  await expectAccessible(dana.page, 'reading together');
  await expectNoSidewaysScroll(dana.page, 'reading together');
  await stage.picture(dana.page, 'reading-together');

  await dana.page.getByRole('link', { name: 'Previous page' }).first().click();
  await dana.page.getByText('Priya is on page 5.').waitFor();
  await priya.page.getByText('Dana is on page 4.').waitFor();
  await dana.page.getByRole('button', { name: 'Read on my own' }).click();
  await priya.page.getByText('People in the room can see which page you are on.').waitFor();
  expect([...dana.faults, ...priya.faults]).toEqual([]);
});

journey('EV15: the list moves on both screens when one side answers, and typing is left alone', async () => {
  const { home, dana, priya } = await twoPeople();
  await Promise.all([dana.page.goto(`${home}/papers`), priya.page.goto(`${home}/papers`)]);
  const note = dana.page.getByLabel(/A note, if you want/).first();
  await note.fill('We were told');
  await priya.page
    .getByRole('button', { name: /^Missing/ })
    .first()
    .click();
  await dana.page.getByText('Council: missing').waitFor();
  expect(await note.inputValue()).toBe('We were told');
  expect(await note.evaluate((box) => box === document.activeElement)).toBe(true);
});

for (const javaScript of [true, false])
  journey(`EV8: a photo or a file is added on a phone (JavaScript ${javaScript ? 'on' : 'off'})`, async () => {
    const { parent, caseFileId } = await makeCase(stage.db);
    const { page, faults } = await stage.seat(parent, { screen: phone, javaScript });
    await page.goto(`/cases/${caseFileId}/papers`);
    await page.getByRole('link', { name: 'Add something' }).click();
    await page.getByRole('button', { name: 'Add this paper' }).click();
    await page.getByRole('link', { name: 'Choose a file, or take a photo' }).waitFor();
    await page.getByLabel('What would you call it?').fill('Letter about mornings');
    await page.getByLabel('Which paper is it?').selectOption({ label: 'Something else from the family' });
    await page.getByLabel('The file, or a photo of it').setInputFiles(await fileAbout('rotation.pdf'));
    await page.getByRole('button', { name: 'Add this paper' }).click();
    await page.getByText('Thank you. This paper is in.').waitFor();
    await page.getByRole('heading', { name: /Page 1 of 2/ }).waitFor();
    const picture = page.getByRole('img', { name: /Page 1 of 2/ });
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 30_000 })
      .toBe(720);
    expect(faults).toEqual([]);
  });
