import type { Sql } from 'postgres';
import { checksumOf } from './checksum.ts';
import type { DocumentKey, LoggedRow } from './document.ts';

export interface StoredDocument {
  epoch: number;
  caseFileId: string;
  /** What the document hangs on: a space. */
  subjectId: string;
  closed: boolean;
  /** Why it is read-only for good until a person looks: a checksum or a gap. Null when sound. */
  quarantine: string | null;
  /** Verified state (Yjs version 2) up to and including `snapshotSequence`; null when the log starts it. */
  snapshot: Uint8Array | null;
  snapshotSequence: number;
  /** The verified rows after it, without a gap. */
  tail: LoggedRow[];
}

interface HeadRow {
  epoch: number;
  case_file_id: string;
  subject_id: string;
  next_sequence: number;
  closed: boolean;
  quarantine: string | null;
  snapshot: { sequence: number; state: Uint8Array; checksum: Uint8Array } | null;
}

/** Reads a document as far as it is sound. A bad checksum or a gap ends it there and says why. Null: no such document. */
export async function readStored(sql: Sql, key: DocumentKey): Promise<StoredDocument | null> {
  const head = await readHead(sql, key);
  if (!head) return null;
  const { epoch, case_file_id: caseFileId, subject_id: subjectId, closed } = head;
  const { snapshot: found } = head;
  const soundSnapshot = found !== null && sound(key, epoch, found.sequence, found.state, found.checksum);
  // A damaged snapshot is not believed; the rows it was made from are all still there.
  const snapshotSequence = soundSnapshot ? found.sequence : 0;
  const tail = await readTail(sql, key, epoch, snapshotSequence, head.next_sequence);
  const damage = found && !soundSnapshot ? `snapshot at ${found.sequence} is damaged` : tail.damage;
  return {
    epoch,
    caseFileId,
    subjectId,
    closed,
    quarantine: head.quarantine ?? damage,
    snapshot: soundSnapshot ? found.state : null,
    snapshotSequence,
    tail: tail.rows,
  };
}

async function readHead(sql: Sql, { councilId, documentId }: DocumentKey): Promise<HeadRow | null> {
  const [row] = await sql<
    (Omit<HeadRow, 'snapshot'> & { sequence: number | null; state: Uint8Array; checksum: Uint8Array })[]
  >`
    select d.epoch, d.case_file_id, d.subject_id, d.next_sequence::float8 as next_sequence, d.closed_at is not null as closed, d.quarantine,
           s.sequence::float8 as sequence, s.state, s.checksum
      from document d left join lateral (
        select sequence, state, checksum from document_snapshot
         where council_id = d.council_id and document_id = d.document_id and epoch = d.epoch and sequence < d.next_sequence
         order by sequence desc limit 1) s on true
     where d.council_id = ${councilId} and d.document_id = ${documentId}`;
  if (!row) return null;
  const { sequence, state, checksum, ...head } = row;
  return { ...head, snapshot: sequence === null ? null : { sequence, state, checksum } };
}

/**
 * Reads the verified rows after `after` and before `next` (null: up to the last one that is committed now). Rows and
 * the document's next sequence are committed together, so a row missing below it is a row that was lost.
 */
export async function readTail(
  sql: Sql,
  key: DocumentKey,
  epoch: number,
  after: number,
  next: number | null,
): Promise<{ rows: LoggedRow[]; damage: string | null }> {
  const found = await sql<{ sequence: number; epoch: number; update: Uint8Array; checksum: Uint8Array }[]>`
    select sequence::float8 as sequence, epoch, update, checksum from document_update
     where council_id = ${key.councilId} and document_id = ${key.documentId} and sequence > ${after}
       and (${next}::bigint is null or sequence < ${next}::bigint) order by sequence`;
  const rows: LoggedRow[] = [];
  let expected = after + 1;
  for (const { sequence, epoch: rowEpoch, update, checksum } of found) {
    if (sequence !== expected) return { rows, damage: `row ${expected} is missing` };
    if (rowEpoch !== epoch || !sound(key, epoch, sequence, update, checksum))
      return { rows, damage: `row ${sequence} is damaged` };
    rows.push({ sequence, update });
    expected++;
  }
  return { rows, damage: next !== null && expected < next ? `row ${expected} is missing` : null };
}

const sound = (key: DocumentKey, epoch: number, sequence: number, bytes: Uint8Array, checksum: Uint8Array): boolean =>
  checksumOf(key.documentId, epoch, sequence, bytes).equals(checksum);

/** Makes a damaged document read-only for every node, keeping the first reason. */
export async function quarantine(sql: Sql, key: DocumentKey, why: string): Promise<void> {
  await sql`update document set quarantine = ${why} where council_id = ${key.councilId} and document_id = ${key.documentId} and quarantine is null`;
}

/** Keeps a verified state and lets go of all but the one before it. The log's rows stay: authorship rests on them. */
export async function keepSnapshot(
  sql: Sql,
  key: DocumentKey,
  epoch: number,
  sequence: number,
  state: Uint8Array,
): Promise<void> {
  const checksum = checksumOf(key.documentId, epoch, sequence, state);
  await sql`insert into document_snapshot (council_id, document_id, sequence, epoch, state, checksum)
    values (${key.councilId}, ${key.documentId}, ${sequence}, ${epoch}, ${Buffer.from(state)}, ${checksum}) on conflict do nothing`;
  await sql`delete from document_snapshot where council_id = ${key.councilId} and document_id = ${key.documentId} and sequence < (
    select min(sequence) from (select sequence from document_snapshot
      where council_id = ${key.councilId} and document_id = ${key.documentId} order by sequence desc limit 2) newest)`;
}

/** Issues a new Yjs client id to a person and returns every id that was ever issued to them here, the new one first. */
export async function issueClient(sql: Sql, key: DocumentKey, personId: string, yClient: number): Promise<number[]> {
  const earlier = await sql<{ y_client: number }[]>`
    with issued as (insert into document_author (council_id, document_id, y_client, person_id)
      values (${key.councilId}, ${key.documentId}, ${yClient}, ${personId}))
    select y_client::float8 as y_client from document_author
     where council_id = ${key.councilId} and document_id = ${key.documentId} and person_id = ${personId}`;
  return [yClient, ...earlier.map((row) => row.y_client)];
}
