import { join } from 'node:path';
import { connect } from './db.ts';
import { env } from './env.ts';
import { sweepArriving } from './files.ts';
import { migrate } from './migrate.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';

/** What the process stands on once it has started, and what has to be stopped before it may go. */
export interface Running {
  /** The owner's connection string; only migrations, seeding and checks use it. */
  readonly ownerUrl: string;
  /** How many migrations the database has. */
  readonly migrations: number;
  /** Registers something to stop. What was registered last stops first. */
  stopLater(stop: () => Promise<void>): void;
  /** Stops everything, once, in reverse order; one that fails does not keep the others. */
  stop(): Promise<void>;
}

const slot = Symbol.for('common-ground.running');
const holder = globalThis as { [slot]?: Promise<Running> };

/**
 * Starts what the process stands on: `DATABASE_URL` or the embedded PostgreSQL, migrations, the connections.
 * However often and from whichever copy of this module it is called, it happens once.
 */
export const start = (): Promise<Running> => (holder[slot] ??= startOnce());

async function startOnce(): Promise<Running> {
  const { DATABASE_URL, DATA_DIR } = env();
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (let next = stops.pop(); next; next = stops.pop()) await next().catch(() => {});
  };
  try {
    const embedded = DATABASE_URL ? null : await startEmbeddedPostgres(join(DATA_DIR, 'postgres'));
    if (embedded) stops.push(() => embedded.stop());
    const ownerUrl = DATABASE_URL ?? embedded!.url;
    const migrations = await migrate(ownerUrl);
    const database = connect(ownerUrl);
    stops.push(() => database.close());
    await sweepArriving(Date.now());
    return { ownerUrl, migrations, stopLater: (later) => void stops.push(later), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
