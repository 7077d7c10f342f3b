import { createHash } from 'node:crypto';
import { openFile } from '../files/envelope.ts';
import { NotAsSealed } from '../files/frames.ts';
import { filePlace } from '../files/place.ts';
import type { FileStore } from '../files/store.ts';
import { fileIdOf } from '../files/sweep.ts';
import type { Checked, Fault, OwnerSql } from './fault.ts';

interface Row {
  council_id: string;
  evidence_item_id: string;
  bytes: string;
  sha256: string;
}

/** A file may be there a moment before its row: one that is younger is not looked for among the rows. */
const SETTLED_MS = 3_600_000;

/** Every paper has its file, of the length and with the fingerprint it arrived with; every file belongs to a row. */
export async function verifyFiles(sql: OwnerSql, store: FileStore): Promise<Checked> {
  const rows = await sql<Row[]>`
    select council_id, evidence_item_id, bytes, sha256 from evidence_item i where state <> 'refused' and not ${forgotten(sql)}
     order by council_id, evidence_item_id`;
  const faults: Fault[] = [];
  for (const row of rows) {
    const says = await wrongWith(row, store);
    if (says) faults.push({ kind: 'file', where: `paper ${row.evidence_item_id}`, says });
  }
  return { counted: [`${rows.length} files`], faults: [...faults, ...(await withoutRow(sql, store))] };
}

/** A paper that was forgotten by itself keeps its row and has no file: bytes that are left of it belong to nothing. */
const forgotten = (
  sql: OwnerSql,
) => sql`exists (select 1 from erasure e where e.council_id = i.council_id and e.case_file_id = i.case_file_id
  and e.source = 'paper' and e.source_id = i.evidence_item_id::text and e.done_at is not null)`;

async function wrongWith(row: Row, store: FileStore): Promise<string | null> {
  const place = filePlace(row.council_id, row.evidence_item_id);
  const sealed = await store.get(place);
  if (!sealed) return 'has lost its file';
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of openFile(place, sealed)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
  } catch (error) {
    if (error instanceof NotAsSealed) return 'has a file that is not as it was sealed';
    throw error;
  }
  if (bytes !== Number(row.bytes)) return 'has a file of another length';
  return hash.digest('hex') === row.sha256 ? null : 'has a file with another fingerprint';
}

/** What a crash left, or somebody put there; the sweep takes it away after a day. What is infected is not to be kept at all. */
async function withoutRow(sql: OwnerSql, store: FileStore): Promise<Fault[]> {
  const known = new Set<string>();
  const rows = sql<{ file_id: string }[]>`
    select evidence_item_id as file_id from evidence_item i where scan <> 'infected' and not ${forgotten(sql)} union all select pack_book_id from pack_book
    union all select appeal_import_id from appeal_import where file is not null
    union all select mail_arrival_id from mail_arrival where state = 'held'`;
  for await (const some of rows.cursor(1000)) for (const { file_id: id } of some) known.add(id);
  const orphans = new Set<string>();
  for await (const { name, storedAtMs } of store.list(''))
    if (!known.has(fileIdOf(name)) && Date.now() - storedAtMs > SETTLED_MS) orphans.add(fileIdOf(name));
  return [...orphans].map((id) => ({ kind: 'file', where: `file ${id}`, says: 'belongs to no paper' }));
}
