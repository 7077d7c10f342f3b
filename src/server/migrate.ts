import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { fileURLToPath } from 'node:url';
import { readEnv } from './env.ts';

const MIGRATION_LOCK = 7_421_001;
const folder = fileURLToPath(new URL('../../drizzle', import.meta.url));

/**
 * Brings the database to this version, as its owner, under an advisory lock: two nodes may start at once.
 * Returns the number of migrations the database now has.
 */
export async function migrate(ownerUrl: string): Promise<number> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
    const rows = await sql<{ count: number }[]>`select count(*)::int as count from drizzle.__drizzle_migrations`;
    return rows[0]?.count ?? 0;
  } finally {
    await sql.end();
  }
}

/** `npm run db:migrate`: for whoever would rather migrate before the new version starts. Starting does the same. */
async function main(): Promise<void> {
  const { DATABASE_URL } = readEnv(process.env);
  if (!DATABASE_URL) throw new Error('DATABASE_URL says which database to migrate, and it is not set.');
  process.stdout.write(`The database has ${await migrate(DATABASE_URL)} migrations.\n`);
}

if (import.meta.main)
  await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  });
