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
  await sql.unsafe('create database common_ground_template');
  await sql.end();
  await migrate(server.url.replace(/\/[^/]+$/, '/common_ground_template'));
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
