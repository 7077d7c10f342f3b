import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { openBrowser } from '../tests/support/browser.ts';

const folder = fileURLToPath(new URL('../docs/images/', import.meta.url));

/** Makes the pictures in the documents from a demonstration of its own, so that they show what is really there. */
async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'common-ground-pictures-'));
  chmodSync(dataDir, 0o755);
  const demo = spawn(process.execPath, ['scripts/demo.ts'], {
    env: { ...process.env, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = new Promise((exit) => demo.once('exit', exit));
  const browser = await openBrowser();
  try {
    await picture(browser, await originOf(demo.stdout));
  } finally {
    await browser.close();
    demo.kill('SIGTERM');
    await gone;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function originOf(output: NodeJS.ReadableStream): Promise<string> {
  let said = '';
  return new Promise((found) =>
    output.on('data', (chunk: Buffer) => {
      said += chunk;
      const origin = /is on (http\S+)/.exec(said)?.[1];
      if (origin && said.includes('Ctrl-C')) found(origin);
    }),
  );
}

const TYPED = ' It could be the library.';

/** A case officer at a desk sees what the parent, on a phone, is typing. */
async function picture(browser: Browser, origin: string): Promise<void> {
  const priya = await comeIn(browser, origin, 'Priya Shah', { width: 1180, height: 860 });
  const dana = await comeIn(browser, origin, 'Dana Rowe', { width: 390, height: 780 });
  await dana.goto(`${dana.url()}/points/2`);
  const words = dana.getByRole('textbox', { name: /words on point 2/ });
  await words.press('End');
  await words.pressSequentially(TYPED);
  await priya.getByText(TYPED.trim()).first().waitFor();
  mkdirSync(folder, { recursive: true });
  for (const [page, name] of [
    [priya, 'space.png'],
    [dana, 'phone.png'],
  ] as const) {
    await page.getByRole('heading', { name: /^Point 2/ }).evaluate((heading) => heading.scrollIntoView());
    await keep(page, name);
  }
  await priya.goto(priya.url().replace(/\/space.*/, '/papers'));
  await keep(priya, 'papers.png');
}

/** With few colours a screen of words is a third of the size and looks the same. */
async function keep(page: Page, name: string): Promise<void> {
  await sharp(await page.screenshot())
    .png({ palette: true, colours: 64 })
    .toFile(join(folder, name));
}

async function comeIn(
  browser: Browser,
  origin: string,
  name: string,
  viewport: { width: number; height: number },
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(`${origin}/demo`);
  await page.getByRole('button', { name: `Be ${name}`, exact: true }).click();
  await page.waitForLoadState();
  // A family with one case comes straight to it.
  if (!page.url().includes('/cases/')) await page.getByRole('link', { name: /Maya/ }).first().click();
  await page.waitForURL(/\/cases\/[^/]+$/);
  await page.goto(`${page.url()}/space`);
  return page;
}

await main();
