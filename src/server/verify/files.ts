import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Checked, Fault, OwnerSql } from './fault.ts';

interface Row {
  council_id: string;
  evidence_item_id: string;
  bytes: string;
  sha256: string;
}

/** Every paper has its file, of the length and with the fingerprint it arrived with. */
export async function verifyFiles(sql: OwnerSql, dataDir: string): Promise<Checked> {
  const rows = await sql<Row[]>`
    select council_id, evidence_item_id, bytes, sha256 from evidence_item where state <> 'refused' order by council_id, evidence_item_id`;
  const faults: Fault[] = [];
  for (const row of rows) {
    const says = await wrongWith(row, join(dataDir, 'files', row.council_id, row.evidence_item_id));
    if (says) faults.push({ kind: 'file', where: `paper ${row.evidence_item_id}`, says });
  }
  return { counted: [`${rows.length} files`], faults };
}

async function wrongWith(row: Row, path: string): Promise<string | null> {
  if (!existsSync(path)) return 'has lost its file';
  if (statSync(path).size !== Number(row.bytes)) return 'has a file of another length';
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === row.sha256 ? null : 'has a file with another fingerprint';
}
