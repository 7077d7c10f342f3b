import { existsSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { readEnv } from './env.ts';
import { diskStore } from './files/disk.ts';
import { fileStore } from './files/store.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';
import { verifyDocuments } from './verify/documents.ts';
import type { Checked } from './verify/fault.ts';
import { verifyFiles } from './verify/files.ts';
import { verifyHistory } from './verify/history.ts';

export type { Fault } from './verify/fault.ts';

/**
 * Compares everything stored with itself: history chains with their hashes and anchors, documents with their checksums,
 * papers with their files. Changes nothing; may run beside a running server.
 */
export async function verify(ownerUrl: string, dataDir: string, store = diskStore(dataDir)): Promise<Checked> {
  const sql = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  try {
    const parts = [await verifyHistory(sql, dataDir), await verifyDocuments(sql), await verifyFiles(sql, store)];
    return { counted: parts.flatMap((part) => part.counted), faults: parts.flatMap((part) => part.faults) };
  } finally {
    await sql.end();
  }
}

/** `npm run verify`: prints what was looked at, then every row at fault. Exit code 1 when there is one. */
async function main(): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = readEnv(process.env);
  const folder = join(DATA_DIR, 'postgres');
  if (!DATABASE_URL && !existsSync(folder))
    throw new Error(`There is nothing to verify: no DATABASE_URL, and no database in ${folder}.`);
  const embedded = DATABASE_URL ? null : await startEmbeddedPostgres(folder);
  try {
    const { counted, faults } = await verify(DATABASE_URL ?? embedded!.url, DATA_DIR, fileStore());
    const lines = faults.map(({ kind, where, says }) => `${kind}: ${where} ${says}.`);
    process.stdout.write([`Looked at ${counted.join(', ')}.`, ...lines, `${faults.length} at fault.`, ''].join('\n'));
    process.exitCode = faults.length ? 1 : 0;
  } finally {
    await embedded?.stop();
  }
}

if (import.meta.main)
  await main().catch((error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  });
