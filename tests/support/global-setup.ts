import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../src/server/migrate.ts';
import { startEmbeddedPostgres } from '../../src/server/postgres/embedded.ts';

/** One PostgreSQL for the whole run, thrown away at the end, with a migrated template for every file to copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(join(folder, 'postgres'));
  const sql = postgres(server.url, { max: 1, onnotice: () => {} });
  await forgetful(sql);
  await sql.unsafe('create database common_ground_template');
  await sql.end();
  await migrate(server.url.replace(/\/[^/]+$/, '/common_ground_template'));
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

/**
 * A power cut is what these guard against, and nothing here outlives one: waiting for the disk at every commit was a large
 * part of the whole run. With a database for each file, the cleaner would go round hundreds of them without end.
 * The test that crashes a PostgreSQL has one of its own, with production's settings.
 */
async function forgetful(sql: postgres.Sql): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'autovacuum'])
    await sql.unsafe(`alter system set ${setting} = off`);
  await sql`select pg_reload_conf()`;
}
