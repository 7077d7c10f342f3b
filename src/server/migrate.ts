import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { fileURLToPath } from 'node:url';

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
