import { sql as statement } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';

export type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

/** On whose behalf a transaction runs; row-level security compares rows with it. */
export interface OnBehalf {
  councilId: string;
  personId?: string | null;
  /** The case file in hand. Without one, case content shows only through lists the person may see. */
  caseFileId?: string | null;
}

export interface Database {
  /** For Drizzle, as the app's role. Drizzle changes this client's parsers, so nothing else uses it. */
  orm: PostgresJsDatabase;
  /** Raw, as the engine's role: the log, wake-ups, presence. */
  engine: postgres.Sql;
  close(): Promise<void>;
}

const slot = Symbol.for('common-ground.database');
const holder = globalThis as { [slot]?: Database };

/** Connects with the two lesser roles; neither owns a table. Call once, after `migrate`. */
export function connect(url: string): Database {
  const common = { onnotice: () => {}, connect_timeout: 5 };
  const app = postgres(url, {
    ...common,
    max: 12,
    connection: { role: 'common_ground_app', statement_timeout: 10_000, application_name: 'common-ground' },
  });
  const engine = postgres(url, {
    ...common,
    max: 6,
    connection: {
      role: 'common_ground_engine',
      statement_timeout: 10_000,
      application_name: 'common-ground-engine',
      plan_cache_mode: 'force_generic_plan',
    },
  });
  const database: Database = {
    orm: drizzle(app),
    engine,
    close: async () => void (await Promise.all([app.end({ timeout: 5 }), engine.end({ timeout: 5 })])),
  };
  holder[slot] = database;
  return database;
}

/** The connected database. Throws before `connect`: a start-up fault, never a person's. */
export function database(): Database {
  const found = holder[slot];
  if (!found) throw new Error('The database is not connected yet.');
  return found;
}

/** Runs `work` in one transaction in which row-level security knows who is asking. Rolls back when it throws. */
export function inTransaction<T>(who: OnBehalf, work: (tx: Tx) => Promise<T>): Promise<T> {
  return database().orm.transaction(async (tx) => {
    await tx.execute(statement`select set_config('app.council_id', ${who.councilId}, true),
      set_config('app.person_id', ${who.personId ?? ''}, true), set_config('app.case_file_id', ${who.caseFileId ?? ''}, true)`);
    return work(tx);
  });
}
