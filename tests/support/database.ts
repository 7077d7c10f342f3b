import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { connect, type Database } from '../../src/server/db.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The owner's connection string of the run's own PostgreSQL. */
    postgresUrl: string;
  }
}

/** A database of this test file's own, copied from the migrated template. Returns the owner's connection string. */
export async function freshDatabaseUrl(): Promise<string> {
  const owner = inject('postgresUrl');
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const sql = postgres(owner, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name} template common_ground_template strategy file_copy`);
  await sql.end();
  return owner.replace(/\/[^/]+$/, `/${name}`);
}

export interface TestDatabase extends Database {
  ownerUrl: string;
  /** As the owner of the tables: sees everything, for looking behind the scenes. */
  owner: postgres.Sql;
}

/** Connects this process to a fresh database, with the app's and the engine's roles as in production. */
export async function freshDatabase(): Promise<TestDatabase> {
  const ownerUrl = await freshDatabaseUrl();
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const database = connect(ownerUrl);
  return { ...database, ownerUrl, owner, close: async () => void (await Promise.all([database.close(), owner.end()])) };
}
