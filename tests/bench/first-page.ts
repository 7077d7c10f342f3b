// How soon the first page of a long paper can be read on a slow phone: the built server, a real browser with the network
// and the processor held back as browsers' own tools do for "Fast 3G" and "4x slowdown". Run alone, or by run.ts.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from '@playwright/test';
import PDFDocument from 'pdfkit';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded.ts';
import { openBrowser } from '../support/browser.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { cookieFor } from '../support/sign-in.ts';
import { startBuilt } from './built-server.ts';

const FAST_3G = { offline: false, latency: 562.5, downloadThroughput: 188_743, uploadThroughput: 86_400 };
const CPU_SLOWDOWN = 4;
const PHONE = { viewport: { width: 360, height: 740 }, deviceScaleFactor: 2 };
const PAGES = 200;
const WORDS =
  'Maya reads best in a quiet room with one friend beside her and finds loud places hard when plans change'.split(' ');
const TIMES = 5;

export interface FirstPageLine {
  what: string;
  [figure: string]: string | number;
}

/** Other words in every line, as people write: the same sentence over and over would squeeze to nothing. */
function sentence(seed: number): string {
  let next = seed;
  return Array.from({ length: 66 }, () => {
    next = (Math.imul(next, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return WORDS[(next >> 8) % WORDS.length];
  }).join(' ');
}

/** A report of two hundred pages of words about a made-up child. */
async function longPaper(): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4', margin: 60 });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((over) => pdf.on('data', (chunk: Uint8Array) => chunks.push(chunk)).on('end', over));
  for (let page = 1; page <= PAGES; page++) {
    if (page > 1) pdf.addPage();
    pdf.fontSize(16).text(`Maya Rowe, part ${page}`).moveDown().fontSize(11);
    for (let part = 0; part < 8; part++) pdf.text(`Part ${page}.${part}: ${sentence(page * 8 + part)}.`).moveDown();
  }
  pdf.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Somebody signed in on a phone, and where their case is. */
async function familyOn(url: string, origin: string) {
  const owner = postgres(url, { max: 1, onnotice: () => {} });
  const { councilId, teamId } = await makeCouncil({ owner });
  const caseFileId = await makeCaseFile({ owner }, councilId, teamId);
  const parent = await makePerson({ owner }, councilId, 'family', 'Dana Rowe');
  await giveStanding({ owner }, councilId, caseFileId, parent.personId, 'parent');
  const [name, value] = (await cookieFor({ owner }, { ...parent, kind: 'family' })).split('=') as [string, string];
  await owner.end();
  const cookie = { name, value, url: origin.replace('http:', 'https:'), secure: true, httpOnly: true };
  const phone = async (browser: Browser): Promise<BrowserContext> => {
    const context = await browser.newContext(PHONE);
    await context.addCookies([{ ...cookie, sameSite: 'Lax' }]);
    return context;
  };
  return { phone, papers: `${origin}/cases/${caseFileId}/papers` };
}

/** Adds the paper as a family does, and gives its address. */
async function add(context: BrowserContext, papers: string): Promise<string> {
  const page = await context.newPage();
  await page.goto(`${papers}/add`);
  await page.selectOption('#answers', 'family_own');
  await page.fill('#title', 'A long report');
  await page.setInputFiles('#file', { name: 'long.pdf', mimeType: 'application/pdf', buffer: await longPaper() });
  await page.getByRole('button', { name: 'Add this paper' }).click();
  await page.waitForURL(/papers\/[0-9a-f-]{36}/, { timeout: 120_000 });
  await page.waitForSelector('.sheet__picture', { timeout: 120_000 });
  return page.url().replace(/\?.*/, '');
}

/** Milliseconds from asking for the page until its words are there, and until its picture is drawn. */
async function open(context: BrowserContext, paper: string): Promise<{ words: number; picture: number }> {
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send('Network.emulateNetworkConditions', FAST_3G);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(() => {
    const seen: { words?: number; picture?: number } = {};
    const look = () => {
      const picture = document.querySelector<HTMLImageElement>('.sheet__picture');
      if (document.querySelector('.sheet__words p')) seen.words ??= performance.now();
      if (picture?.complete && picture.naturalWidth > 0) seen.picture ??= performance.now();
      if (!seen.words || !seen.picture) requestAnimationFrame(look);
      Object.assign(window, { seen });
    };
    requestAnimationFrame(look);
  });
  await page.goto(paper, { waitUntil: 'commit' });
  const seen = await page.waitForFunction(() => {
    const { seen } = window as unknown as { seen?: { words?: number; picture?: number } };
    return seen?.words && seen.picture ? { words: seen.words, picture: seen.picture } : null;
  });
  const both = (await seen.jsonValue())!;
  await page.close();
  return both;
}

const median = (samples: number[]): number =>
  Math.round(samples.toSorted((a, b) => a - b)[Math.floor(samples.length / 2)]!);

export async function firstPageLines(): Promise<FirstPageLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-bench-page-'));
  chmodSync(folder, 0o755);
  const database = await startEmbeddedPostgres(join(folder, 'postgres'));
  const server = await startBuilt(database.url, join(folder, 'data'));
  const browser = await openBrowser();
  try {
    const { phone, papers } = await familyOn(database.url, server.origin);
    const paper = await add(await phone(browser), papers);
    const cold: Awaited<ReturnType<typeof open>>[] = [];
    for (let time = 0; time < TIMES; time++) {
      const context = await phone(browser);
      cold.push(await open(context, paper));
      await context.close();
    }
    const context = await phone(browser);
    await (await context.newPage()).goto(papers);
    const fromList: typeof cold = [];
    for (let time = 0; time < TIMES; time++) fromList.push(await open(context, paper));
    const line = (what: string, samples: typeof cold): FirstPageLine => ({
      what: `first page of ${PAGES}, Fast 3G, CPU ×${CPU_SLOWDOWN}, ${what}`,
      'words ms (median)': median(samples.map(({ words }) => words)),
      'picture ms (median)': median(samples.map(({ picture }) => picture)),
      'picture ms (worst)': Math.round(Math.max(...samples.map(({ picture }) => picture))),
    });
    return [line('never been here', cold), line('from the list of papers', fromList)];
  } finally {
    await browser.close();
    server.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(await firstPageLines(), null, 1)}\n`);
