import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { connect, inTransaction } from '#server/db.ts';
import { migrate } from '#server/migrate.ts';
import { startEmbeddedPostgres } from '#server/postgres/embedded.ts';
import { seedLibrary } from '../tests/support/library.ts';
import { makeCouncil, makePerson } from '../tests/support/people.ts';
import { evaluate, ways, type Half } from './evaluation.ts';

/**
 * Prints how well appeals are matched to decided cases, on the labelled examples and with the library this program comes
 * with. Starts a PostgreSQL of its own in a folder that is thrown away; touches no other database.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'common-ground-evaluate-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(join(folder, 'postgres'));
  try {
    await migrate(server.url);
    const owner = postgres(server.url, { max: 1, onnotice: () => {} });
    await seedLibrary({ owner });
    const { councilId } = await makeCouncil({ owner });
    const reader = await makePerson({ owner }, councilId, 'staff', 'Tess Bell');
    await owner.end();
    const database = connect(server.url);
    await inTransaction(reader, async (tx) => {
      for (const half of ['tuning', 'held-out'] satisfies Half[])
        for (const way of Object.keys(ways) as (keyof typeof ways)[]) print(half, way, await evaluate(tx, way, half));
    });
    await database.close();
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function print(half: Half, way: string, measured: Awaited<ReturnType<typeof evaluate>>): void {
  const { examples, precisionAt5, recallAt5, recallAt10, meanReciprocalRank } = measured;
  const percent = (share: number) => `${(100 * share).toFixed(1)}%`.padStart(6);
  console.log(
    `${half.padEnd(9)} ${way.padEnd(12)} ${examples} examples  precision at 5 ${percent(precisionAt5)}  recall at 5 ${percent(recallAt5)}  recall at 10 ${percent(recallAt10)}  MRR ${meanReciprocalRank.toFixed(3)}`,
  );
}

await main();
