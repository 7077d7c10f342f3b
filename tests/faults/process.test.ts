import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { startServer, type RunningServer, type ServerOptions } from '../support/server.ts';

let server: RunningServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});
const begin = async (options: ServerOptions) => (server = await startServer(options));

/** Code that runs inside the server before its own, so that a fault can be set off from outside. */
const inside = (code: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript;base64,${Buffer.from(code).toString('base64')}`,
});

test('X42: a rejection nobody handles is written down without its words, and the process goes on', async () => {
  const { pid, origin, log } = await begin({
    env: inside(`process.on('SIGUSR2', () => { Promise.reject(new Error('what Maya said')); });`),
  });
  process.kill(pid, 'SIGUSR2');
  await vi.waitUntil(() => log().includes('process.unhandled-rejection'), { timeout: 30_000 });
  expect(log()).not.toContain('Maya');
  expect((await fetch(`${origin}/readyz`)).status).toBe(200);
});

test('X42: an error nobody catches ends the process, so that nothing half done goes on', async () => {
  const { pid, log } = await begin({
    env: inside(`process.on('SIGUSR2', () => { setImmediate(() => { throw new Error('what Maya said'); }); });`),
  });
  process.kill(pid, 'SIGUSR2');
  await vi.waitUntil(() => log().includes('process.uncaught-exception'), { timeout: 30_000 });
  expect(await server!.stop()).toBe(1);
  expect(log()).not.toContain('Maya');
  server = undefined;
});

test('a bad value in the environment stops the start with one sentence that names it', async () => {
  await expect(startServer({ env: { ORIGIN: 'ground.example.gov.uk' } })).rejects.toThrow(
    'Common Ground did not start. ORIGIN must be a URL',
  );
});

test('without DATABASE_URL it stands on its own PostgreSQL, which ends with it, or is taken over after a power cut', async () => {
  const first = await begin({ env: { DATABASE_URL: '' } });
  const postmaster = join(first.dataDir, 'postgres/data/postmaster.pid');
  const pidOf = () => readFileSync(postmaster, 'utf8').split('\n')[0];
  const orphan = pidOf();
  await first.kill();
  await begin({ env: { DATABASE_URL: '' }, dataDir: first.dataDir });
  expect(pidOf()).toBe(orphan);
  expect(await server!.stop()).toBe(0);
  expect(existsSync(postmaster)).toBe(false);
});
