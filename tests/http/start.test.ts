import { afterAll, beforeAll, expect, test } from 'vitest';
import { startServer, type RunningServer } from '../support/server.ts';
import { findBrowser, openBrowser } from '../support/browser.ts';

let server: RunningServer;
beforeAll(async () => void (server = await startServer()));
afterAll(() => server.stop());

test('healthz says the process answers, readyz that the database does', async () => {
  expect(await (await fetch(`${server.origin}/healthz`)).text()).toBe('ok\n');
  expect(await (await fetch(`${server.origin}/readyz`)).json()).toMatchObject({ ready: true, database: 'answers' });
});

test('SIGTERM ends the process in order, and the port is free for the next one', async () => {
  const first = await startServer({ url: server.url });
  expect(await first.stop()).toBe(0);
  expect(first.log()).toContain('process.stopped');
  const next = await startServer({ url: server.url, port: first.port });
  expect((await fetch(`${next.origin}/healthz`)).status).toBe(200);
  await next.stop();
});

test.skipIf(!(await findBrowser()))('a real browser opens the first page', async () => {
  const browser = await openBrowser();
  const page = await browser.newPage();
  const response = await page.goto(server.origin);
  expect(response?.status()).toBe(200);
  await browser.close();
});
