import { database } from './db.ts';
import { start } from './start.ts';

/** A database that is frozen rather than gone never refuses; a balancer's question must still be answered. */
const PATIENCE_MS = 2_000;

export interface Readiness {
  ready: boolean;
  migrations: number;
  database: 'answers' | 'silent';
}

/** Whether this process can do its work now. Never throws, and answers within two seconds. */
export async function readiness(): Promise<Readiness> {
  const { migrations } = await start();
  const { promise: silence, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(() => resolve(false), PATIENCE_MS);
  const answer = database().engine`select 1`.then(
    () => true,
    () => false,
  );
  const answers = await Promise.race([answer, silence]);
  clearTimeout(timer);
  return { ready: answers, migrations, database: answers ? 'answers' : 'silent' };
}
