import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect } from 'vitest';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { sayOfPage, shareComment } from '../../src/domain/evidence/comments/comments-commands.server.ts';
import { receivePaper } from '../../src/domain/evidence/intake/intake.server.ts';
import { rowsOf } from '../../src/domain/evidence/list/rows.server.ts';
import { openBook } from '../support/books.ts';
import { CANARY, pdfWithCanary } from '../support/canary.ts';
import { freezeAPack } from '../support/furnish.ts';
import { arrive, makeCase, pdfAbout, scopeFor, unique } from '../support/papers.ts';
import { makeCaseFile } from '../support/people.ts';
import { expectAccessible, expectFingerSized, expectNoSidewaysScroll, expectPlainWords } from './accessible.ts';
import { desk, journey, openStage, phone, type Seat, type Stage } from './stage.ts';

let stage: Stage;
let home: string;
let made: Awaited<ReturnType<typeof makeCase>>;
let priya: Seat;
let dana: Seat;
let paper: string;
beforeAll(async () => {
  stage = await openStage();
  made = await makeCase(stage.db);
  home = `/cases/${made.caseFileId}`;
  await makeCaseFile(stage.db, made.councilId, made.teamId, 'Tom');
  [priya, dana] = await Promise.all([stage.seat(made.officer), stage.seat(made.parent)]);
  paper = `${home}/papers/${await give(`About ${CANARY}`, await pdfWithCanary('One line\nand a second line'))}`;
});
afterAll(() => stage.close());

/** A paper from the family, as one sent from their phone. Returns its id. */
async function give(title: string, bytes: Uint8Array): Promise<string> {
  const scope = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const file = { name: 'report.pdf', arrived: await arrive(made.councilId, bytes) };
  const answers = { kind: 'family_own' as const };
  const taken = await receivePaper(scope, file, { title, author: 'Dr Lee', writtenOn: null, answers });
  if (isRefused(taken)) throw new Error(taken.refused);
  return taken.evidenceItemId;
}

/** Something the family says of the first page, for everybody. */
async function shareWords(words: string): Promise<void> {
  const scope = await scopeFor(made.parent, made.caseFileId, 'paper:comment');
  const saying = { kind: 'comment' as const, paragraph: 0, words, shouldSay: '' };
  const evidenceItemId = paper.split('/').at(-1)!;
  await underScope(scope, async (tx) => {
    const said = await sayOfPage(tx, scope, { evidenceItemId, page: 1, ...saying });
    if (typeof said !== 'string') throw new Error('Not said.');
    await shareComment(tx, scope, said);
  });
}

/** The screen as it stands, on a phone and at a desk: it fits, a finger can press it, everybody can use it. */
async function fits(page: Page, name: string): Promise<void> {
  for (const screen of [phone, desk]) {
    await page.setViewportSize(screen);
    const at = `${name} at ${screen.width}`;
    await stage.picture(page, name);
    await expectNoSidewaysScroll(page, at);
    await expectFingerSized(page, at);
    await expectPlainWords(page, at);
    await expectAccessible(page, at);
  }
}
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const said = (page: Page, words: string) => page.getByText(words).waitFor();

journey('READ3 UI3: a family says something of a page with the form open, and shares it', async () => {
  const { page, faults } = dana;
  await page.goto(`${paper}?page=1&say=1#say`);
  await fits(page, 'say-something');
  await page.getByLabel('Your words').fill('Is this our flat?');
  await press(page, 'Keep this as my note');
  await press(page, 'Share it');
  await page.getByRole('button', { name: 'Share it' }).waitFor({ state: 'detached' });
  await fits(page, 'said');
  expect(faults).toEqual([]);
});

journey('RED2 RED5 RED8 UI3: a line, a paragraph, a page and a box are marked, looked at, and hidden', async () => {
  const { page, faults } = priya;
  const mark = async (what: string) => {
    await page.getByLabel('it is about somebody else').check();
    await press(page, 'Mark this');
    await page.getByRole('button', { name: new RegExp(`^Take this mark back.*${what}`) }).waitFor();
  };
  await shareWords(`Who is ${CANARY}?`);
  await page.goto(`${paper}/redact`);
  await press(page, 'Mark this');
  await page.getByRole('alert').waitFor();
  await fits(page, 'hide-error');
  await page.getByLabel(`${CANARY} lives there`).check();
  await mark('A line on page 1');
  await page.getByText('Hide a box').click();
  for (const [label, value] of Object.entries({
    'From the left edge': 10,
    'From the top': 80,
    'How wide': 30,
    'How high': 10,
  }))
    await page.getByLabel(label).fill(`${value}`);
  await fits(page, 'hide-box');
  await mark('A box on page 1');
  await page.goto(`${paper}/redact?page=2`);
  await page.getByLabel('All of paragraph 1').check();
  await mark('A paragraph on page 2');
  await page.getByLabel('The whole page').check();
  await mark('The whole page on page 2');
  await said(page, `Dana, page 1: “${CANARY}”`);
  await fits(page, 'hide-marked');
  await page.getByRole('button', { name: /^Take this mark back.*The whole page/ }).click();
  await said(page, 'The mark is taken back.');
  await press(page, 'Hide what is marked, for good');
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Another name for this paper').fill('About the flat');
  await press(page, 'Give it this name');
  await said(page, 'It has another name.');
  await press(page, 'Hide what is marked, for good');
  await said(page, 'Nothing is marked that is not hidden already.');
  await fits(page, 'hidden');
  await page.goto(paper);
  await said(page, '[hidden]');
  await fits(page, 'hidden-paper');
  expect(faults).toEqual([]);
});

journey('GUARD5 ASK1 GUARD9 UI3: papers to check, the grown-ups, and asking for a paper', async () => {
  const { page, faults } = priya;
  await give('Report on somebody', unique(await pdfAbout('Tom Rowe')));
  await page.goto(`${home}/papers/held`);
  await said(page, 'About: Tom Rowe');
  await fits(page, 'held');
  await page.goto(`${home}/adults`);
  await fits(page, 'adults');
  await page.getByRole('link', { name: /^Check again/ }).click();
  await page.getByLabel('Their name').waitFor();
  await fits(page, 'adults-change');
  const scope = await scopeFor(made.officer, made.caseFileId, 'paper:ask');
  const [row] = await underScope(scope, (tx) => rowsOf(tx, scope));
  await page.goto(`${home}/papers/ask?row=${row!.checkRowId}`);
  await fits(page, 'ask');
  expect(faults).toEqual([]);
});

journey('BOOK1 GUARD9 UI3: a pack is bound, downloaded and sent on from its receipt', async () => {
  const { page, faults } = priya;
  await page.goto(`${home}/pack/${await freezeAPack(made.officer, made.caseFileId)}`);
  await fits(page, 'receipt');
  await page.getByRole('link', { name: 'Everything as one PDF' }).click();
  await press(page, /^Make/);
  await page.getByRole('link', { name: 'Download the PDF' }).waitFor({ timeout: 30_000 });
  await fits(page, 'book-made');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the PDF' }).click(),
  ]);
  expect((await openBook(await readFile(await download.path()))).numPages).toBeGreaterThan(4);
  await page.getByRole('link', { name: 'Back to the receipt' }).click();
  await page.getByRole('link', { name: 'Send it to a grown-up' }).click();
  await page.getByRole('heading', { level: 1, name: 'Before it is sent' }).waitFor();
  await fits(page, 'send-pack');
  await dana.page.goto(page.url().replace('/send/pack/', '/pack/'));
  expect(await dana.page.getByRole('link', { name: 'Send it to a grown-up' }).count()).toBe(0);
  expect(faults).toEqual([]);
});

journey('GUARD7 UI3: a paper about another child is taken away, and its clock is on the screen', async () => {
  const { page, faults } = priya;
  await page.goto(`${paper}/wrong-child`);
  await fits(page, 'wrong-child');
  await page.getByLabel('What is wrong with it').fill('It is another child’s.');
  await press(page, 'Take it away now');
  await page.getByRole('heading', { name: 'End the clock' }).waitFor();
  await fits(page, 'wrong-child-taken-away');
  expect(faults).toEqual([]);
});
