// The pages that count and list promises with a county's year: the built server on a PostgreSQL of its own, asked as a browser
// asks. Run alone, with how many counties in one council it is to be (1), or by run.ts.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
import { startBuilt } from '../built-server.ts';
import { leaverLine } from './leaver.ts';
import { COUNTY, seedPromises, times, type PromisesSeeded, type Size } from './seed.ts';

const TIMES = 20;
const MONTHS = 13;

export interface PromiseLine {
  what: string;
  [figure: string]: string | number;
}

export async function promiseLines(size: Size = COUNTY): Promise<PromiseLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-bench-promises-'));
  chmodSync(folder, 0o755);
  await buildIfNeeded();
  const database = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(database.url);
  const owner = postgres(database.url, { max: 2, onnotice: () => {} });
  const from = performance.now();
  const seeded = await seedPromises(owner, size);
  const seededIn = secondsSince(from);
  const before = performance.now();
  const closed = await countAll(database.url, seeded.councilId);
  const lines: PromiseLine[] = [
    {
      what: `${size.plans} plans, ${size.officers} officers, ${size.messagesAMonth} messages a month`,
      's to seed': seededIn,
    },
    { what: `${closed} closed months and one day counted`, s: secondsSince(before) },
  ];
  const server = await startBuilt(database.url, join(folder, 'data'));
  try {
    lines.push(...(await measured(owner, server.origin, seeded)));
    return [...lines, await leaverLine(database.url, owner, seeded)];
  } finally {
    server.stop();
    await owner.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const secondsSince = (from: number): number => Math.round((performance.now() - from) / 100) / 10;

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

async function measured(owner: postgres.Sql, origin: string, seeded: PromisesSeeded): Promise<PromiseLine[]> {
  const lines: PromiseLine[] = [];
  for (const [what, path, person] of pages(seeded)) {
    const cookie = await cookieFor({ owner }, person);
    const { p50, p95 } = await paced(origin, { path, cookie }, TIMES);
    lines.push({ what, 'page p50 ms': p50, 'page p95 ms': p95, 'load average': Math.round(loadavg()[0]! * 10) / 10 });
  }
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${cpus().length} processors`);
  console.table(await promiseLines(times(COUNTY, Number(process.argv[2] ?? 1))));
}
