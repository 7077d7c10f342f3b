// The tribunal team's pages with a million appeals of 150 councils and five thousand decided cases: the built server on a
// PostgreSQL of its own, asked as a browser asks, each beside the SQL somebody would write by hand. Run alone, or by run.ts.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';
import { buildIfNeeded } from '../../../scripts/built.mjs';
import { migrate } from '../../../src/server/migrate.ts';
import { startEmbeddedPostgres } from '../../../src/server/postgres/embedded.ts';
import { cookieFor } from '../../support/sign-in.ts';
import { startBuilt } from '../built-server.ts';
import { floors } from './floors.ts';
import { importOf } from './import.ts';
import { paced, pacedSql } from './pages.ts';
import { APPEALS, COUNCILS, DECIDED_CASES, seedAppeals, seedLibrary, type Desk } from './seed.ts';

const TIMES = 20;
const ROWS = 50_000;

export interface AppealLine {
  what: string;
  [figure: string]: string | number;
}

/** Each page, and the floor it stands beside. */
const pages = (appealId: string): Record<string, { path: string; floor: keyof ReturnType<typeof floors> }> => ({
  'the queue': { path: '/tribunal', floor: 'queue' },
  'the queue, a child by name': { path: '/tribunal?show=nobody&search=Child+39', floor: 'queueByName' },
  'the register': { path: '/tribunal/register', floor: 'register' },
  'the register, by words': { path: '/tribunal/register?words=Parent+77', floor: 'registerByWords' },
  'one appeal': { path: `/tribunal/${appealId}`, floor: 'pastOutcomes' },
  'decided cases that match': { path: `/tribunal/${appealId}/decided-cases`, floor: 'match' },
  'decided cases, searched': { path: '/decided-cases?q=speech+therapy+specific+provision', floor: 'search' },
  'decided cases, a citation': { path: '/decided-cases?q=%5B2016%5D+UKUT+385', floor: 'citation' },
  'patterns of decided cases': { path: '/decided-cases/patterns', floor: 'patterns' },
  'appeals in numbers': { path: '/measures/appeals', floor: 'measures' },
  'what appeals come from': { path: '/measures/causes', floor: 'causes' },
});

export async function appealLines(): Promise<AppealLine[]> {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-bench-appeals-'));
  chmodSync(folder, 0o755);
  await buildIfNeeded();
  const database = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(database.url);
  const owner = postgres(database.url, { max: 2, onnotice: () => {} });
  const from = performance.now();
  const desks = await seedAppeals(owner);
  await seedLibrary(owner);
  const seeded = Math.round((performance.now() - from) / 1000);
  const server = await startBuilt(database.url, join(folder, 'data'));
  try {
    const lines: AppealLine[] = [
      { what: `${APPEALS} appeals, ${COUNCILS} councils, ${DECIDED_CASES} decided cases`, 's to seed': seeded },
    ];
    for (const [name, desk] of Object.entries(desks)) lines.push(...(await measured(owner, server.origin, name, desk)));
    lines.push(await importOf(owner, server.origin, desks.usual, ROWS));
    return lines;
  } finally {
    server.stop();
    await owner.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(owner: postgres.Sql, origin: string, name: string, desk: Desk): Promise<AppealLine[]> {
  const cookie = await cookieFor({ owner }, { ...desk, kind: 'staff' });
  const [one] = await owner<{ appeal_id: string }[]>`
    select appeal_id from appeal where council_id = ${desk.councilId} and stage <> 'closed' and ground = 'plan_contents' limit 1`;
  const byHand = floors(owner, desk, one!.appeal_id);
  const lines: AppealLine[] = [];
  for (const [what, { path, floor }] of Object.entries(pages(one!.appeal_id))) {
    const page = await paced(origin, { path, cookie }, TIMES);
    const sql = await pacedSql(byHand[floor], TIMES);
    console.error(`measured: ${what} (${name}): ${page.p95} ms`);
    lines.push({
      what: `${what} (${name}, ${desk.appeals} appeals)`,
      ...{
        'page p50 ms': page.p50,
        'page p95 ms': page.p95,
        'SQL by hand p50 ms': sql.p50,
        'SQL by hand p95 ms': sql.p95,
      },
    });
  }
  return lines;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${cpus().length} processors`);
  console.table(await appealLines());
}
