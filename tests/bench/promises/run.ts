// The pages that count and list promises with a county's year: the built server on a PostgreSQL of its own, asked as a browser
// asks. Run alone.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { buildIfNeeded } from '../../../scripts/built.mjs';
import type { Person } from '../../../src/domain/access/standing.ts';
import { today } from '../../../src/domain/calendar/today.ts';
import { closeMonth, keepToday } from '../../../src/domain/insight/month/kept-counts.server.ts';
import { isClosed, monthOf, monthsBefore } from '../../../src/domain/insight/month/month.ts';
import { connect, inTransaction } from '../../../src/server/db.ts';
import { migrate } from '../../../src/server/migrate.ts';
import { startEmbeddedPostgres } from '../../../src/server/postgres/embedded.ts';
import { cookieFor } from '../../support/sign-in.ts';
import { paced } from '../appeals/pages.ts';
import { seedPromises, type PromisesSeeded } from './seed.ts';

const TIMES = 20;
const MONTHS = 13;

const folder = mkdtempSync(join(tmpdir(), 'common-ground-bench-promises-'));
chmodSync(folder, 0o755);
await buildIfNeeded();
const database = await startEmbeddedPostgres(join(folder, 'postgres'));
await migrate(database.url);
const owner = postgres(database.url, { max: 2, onnotice: () => {} });
const from = performance.now();
const seeded = await seedPromises(owner);
const seconds = (since: number) => Math.round((performance.now() - since) / 100) / 10;
console.log(`${cpus().length} processors, seeded in ${seconds(from)} s`);
const before = performance.now();
const closed = await countAll(database.url, seeded.councilId);
console.log(`${closed} closed months and one day counted in ${seconds(before)} s`);
const server = await startServer(database.url, join(folder, 'data'));
try {
  console.table(await measured(server.origin));
} finally {
  server.process.kill('SIGTERM');
  await owner.end();
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** As the round does it. Returns how many months. */
async function countAll(url: string, councilId: string): Promise<number> {
  const app = connect(url);
  const todaysDate = today(() => new Date());
  const months = Array.from({ length: MONTHS }, (_, ago) => monthsBefore(monthOf(todaysDate), ago + 1));
  const over = months.filter((month) => isClosed(month, todaysDate));
  for (const month of over) await inTransaction({ councilId }, (tx) => closeMonth(tx, councilId, month, todaysDate));
  await inTransaction({ councilId }, (tx) => keepToday(tx, councilId, todaysDate));
  await app.close();
  return over.length;
}

function pages({ director, officer }: PromisesSeeded): [string, string, Person][] {
  const running = monthOf(today(() => new Date()));
  const cases = '/measures/month/cases?figure=';
  return [
    ['the month', '/measures/month', director],
    ['the month so far, counted as it is asked for', `/measures/month?month=${running}`, director],
    ['the month, as CSV', '/measures/month/csv', director],
    ['late replies, the cases', `${cases}reply:missed`, officer],
    ['chases, the cases', `${cases}chase`, officer],
    ['missed calls, the cases', `${cases}ring:late`, officer],
    ['long silence, the cases', `${cases}heard:3`, officer],
    ['my day, an officer', '/my-day', officer],
  ];
}

async function measured(origin: string): Promise<Record<string, string | number>[]> {
  const lines: Record<string, string | number>[] = [];
  for (const [what, path, person] of pages(seeded)) {
    const cookie = await cookieFor({ owner }, person);
    const { p50, p95 } = await paced(origin, { path, cookie }, TIMES);
    lines.push({ what, 'p50 ms': p50, 'p95 ms': p95, 'load average': Math.round(loadavg()[0]! * 10) / 10 });
  }
  return lines;
}

async function startServer(url: string, dataDir: string): Promise<{ origin: string; process: ChildProcess }> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['src/main.server.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...{ PATH, HOME, NODE_ENV: 'production', DATABASE_URL: url, DATA_DIR: dataDir, PORT: '0' },
      ...{ SCANNER: 'off', LOG_LEVEL: 'error' },
    },
  });
  const port = await new Promise<string>((ready, fail) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk;
      const found = /^READY (\d+)$/m.exec(said)?.[1];
      if (found) ready(found);
    });
    child.once('exit', (code) => fail(new Error(`The server ended (${code}).`)));
  });
  return { origin: `http://localhost:${port}`, process: child };
}
