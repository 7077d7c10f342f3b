import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import type { Person } from '../../src/domain/access/standing.ts';
import { test } from 'vitest';
import { findBrowser, openBrowser } from '../support/browser.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { freshDataFolder } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { cookieFor } from '../support/sign-in.ts';

export const phone = { width: 320, height: 640 };
export const desk = { width: 1280, height: 900 };
const pictures = fileURLToPath(new URL('../../test-results/pictures/', import.meta.url));
/** Drawing each page to its end is most of what looking at it costs, and a run that nobody looks at needs none of them. */
const picturesWanted = process.env.PICTURES === '1';

/** A test that needs a real browser; without one it is skipped, and the run says how to get one. */
export const journey = test.skipIf(!(await findBrowser()));

export interface SeatOptions {
  screen?: { width: number; height: number };
  javaScript?: boolean;
  reducedMotion?: boolean;
}

/** One person at one browser, and everything that went wrong on their screen without their knowing. */
export interface Seat {
  context: BrowserContext;
  page: Page;
  /** Script errors, refusals by the content security policy, and files that were not there. */
  faults: string[];
}

export interface Stage {
  db: TestDatabase;
  server: RunningServer;
  browser: Browser;
  /** A browser of its own, signed in when a person is given. */
  seat(person: Person | null, options?: SeatOptions): Promise<Seat>;
  /** A full-page screenshot in test-results/pictures, for people to look at; with PICTURES=1 alone. */
  picture(page: Page, name: string): Promise<void>;
  /** After `server.kill()` or `stop()`: the same address, database and files; on another day when its clock is ahead. */
  startAgain(clockAheadMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** A database, the built server on it with these settings, and a browser. */
export async function openStage(
  browserOptions: Parameters<typeof openBrowser>[0] = {},
  settings: Record<string, string> = {},
): Promise<Stage> {
  const db = await freshDatabase();
  const dataDir = freshDataFolder();
  const env = { DEMO: '1', ...settings };
  const [server, browser] = await Promise.all([
    startServer({ url: db.ownerUrl, dataDir, env }),
    openBrowser(browserOptions),
  ]);
  const stage: Stage = {
    db,
    server,
    browser,
    seat: async (person, options = {}) => {
      const context = await browser.newContext({
        viewport: options.screen ?? desk,
        javaScriptEnabled: options.javaScript ?? true,
        reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
        locale: 'en-GB',
        timezoneId: 'Europe/London',
        baseURL: stage.server.origin,
      });
      context.setDefaultTimeout(30_000);
      if (person) await signIn(context, stage, person);
      const page = await context.newPage();
      return { context, page, faults: watch(page) };
    },
    picture: async (page, name) => {
      if (!picturesWanted) return;
      const wasAt = await page.evaluate(() => [scrollX, scrollY, scrollTo(0, 0)] as const);
      await page.screenshot({ path: `${pictures}${name}-${page.viewportSize()!.width}.png`, fullPage: true });
      await page.evaluate(([x, y]) => scrollTo(x, y), wasAt);
    },
    startAgain: async (clockAheadMs = 0) => {
      const { url, dataDir, port } = stage.server;
      stage.server = await startServer({ url, dataDir, port, env, clockAheadMs });
    },
    close: async () => {
      await browser.close();
      await stage.server.stop();
      await db.close();
    },
  };
  return stage;
}

/** From now on this browser is this person's. */
export async function signIn(context: BrowserContext, stage: Stage, person: Person): Promise<void> {
  const [name, value] = (await cookieFor(stage.db, person)).split('=') as [string, string];
  await context.addCookies([
    { name, value, url: stage.server.origin.replace('http:', 'https:'), secure: true, httpOnly: true, sameSite: 'Lax' },
  ]);
}

/** Expected answers of the server (a form error, a refusal) are pages of their own; everything else is a fault. */
function watch(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (/content security policy|refused to/i.test(message.text())) faults.push(`policy: ${message.text()}`);
  });
  page.on('response', (response) => {
    const asset = /\/_app\/|\.(svg|png|woff2|css|js)$/.test(new URL(response.url()).pathname);
    if (asset && response.status() >= 400) faults.push(`missing: ${response.url()}`);
  });
  return faults;
}
