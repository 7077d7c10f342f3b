import * as Y from 'yjs';
import type { Checked, Fault, OwnerSql } from './fault.ts';

interface Row {
  document_id: string;
  sequence: number | null;
  says: string;
}

/** Every document: checksums, gaps, a cut tail, authors, and that each snapshot holds what replaying the log gives. */
export async function verifyDocuments(sql: OwnerSql): Promise<Checked> {
  const rows = [...(await brokenUpdates(sql)), ...(await brokenDocuments(sql)), ...(await brokenSnapshots(sql))];
  const [count] = await sql<{ documents: number; updates: number; snapshots: number }[]>`
    select (select count(*) from document)::int as documents, (select count(*) from document_update)::int as updates,
           (select count(*) from document_snapshot)::int as snapshots`;
  const { documents, updates, snapshots } = count!;
  return {
    counted: [`${documents} documents with ${updates} updates and ${snapshots} snapshots`],
    faults: rows.map(asFault),
  };
}

const asFault = ({ document_id, sequence, says }: Row): Fault => ({
  kind: 'document',
  where: `document ${document_id}${sequence === null ? '' : ` update ${sequence}`}`,
  says,
});

const brokenUpdates = (sql: OwnerSql) => sql<Row[]>`
  with ordered as (
    select u.*, lag(sequence) over (partition by council_id, document_id order by sequence) as sequence_before from document_update u
  )
  select document_id, sequence::float8 as sequence, case
      when sequence is distinct from coalesce(sequence_before, 0) + 1 then 'comes after an update that is gone'
      else 'is damaged: its checksum is not that of its bytes' end as says
    from ordered
   where sequence is distinct from coalesce(sequence_before, 0) + 1
      or checksum is distinct from substr(sha256(uuid_send(document_id) || int4send(epoch) || int8send(sequence) || update), 1, 8)
   order by document_id, sequence`;

const brokenDocuments = (sql: OwnerSql) => sql<Row[]>`
  select d.document_id, null as sequence, case
      when d.quarantine is not null then 'is in quarantine: ' || d.quarantine
      else 'has fewer updates than it gave out numbers for' end as says
    from document d
   where d.quarantine is not null or d.next_sequence is distinct from 1 +
     coalesce((select max(u.sequence) from document_update u where u.council_id = d.council_id and u.document_id = d.document_id), 0)`;

interface Snapshot {
  council_id: string;
  document_id: string;
  sequence: string;
  state: Uint8Array;
  sound: boolean;
}

async function brokenSnapshots(sql: OwnerSql): Promise<Row[]> {
  const found: Row[] = [];
  const snapshots = sql<Snapshot[]>`
    select council_id, document_id, sequence, state,
           checksum = substr(sha256(uuid_send(document_id) || int4send(epoch) || int8send(sequence) || state), 1, 8) as sound
      from document_snapshot order by document_id, sequence`;
  for await (const [snapshot] of snapshots.cursor(1)) {
    const says = await wrongWith(sql, snapshot!);
    if (says) found.push({ document_id: snapshot!.document_id, sequence: Number(snapshot!.sequence), says });
  }
  return found;
}

async function wrongWith(
  sql: OwnerSql,
  { council_id, document_id, sequence, state, sound }: Snapshot,
): Promise<string | null> {
  if (!sound) return 'has a damaged snapshot: its checksum is not that of its bytes';
  const updates = await sql<{ update: Uint8Array }[]>`
    select update from document_update
     where council_id = ${council_id} and document_id = ${document_id} and sequence <= ${sequence} order by sequence`;
  return sameState(
    state,
    updates.map(({ update }) => update),
  )
    ? null
    : 'has a snapshot that is not what replaying the log gives';
}

/** Whether a stored state holds the same text, the same authors and the same deletions as the updates one after another. */
function sameState(state: Uint8Array, updates: readonly Uint8Array[]): boolean {
  const [stored, replayed] = [new Y.Doc(), new Y.Doc()];
  try {
    Y.applyUpdateV2(stored, state);
    for (const update of updates) Y.applyUpdate(replayed, update);
    return Y.equalSnapshots(Y.snapshot(stored), Y.snapshot(replayed)) && wordsOf(stored) === wordsOf(replayed);
  } catch {
    return false;
  } finally {
    stored.destroy();
    replayed.destroy();
  }
}

const wordsOf = (doc: Y.Doc): string => JSON.stringify(Object.entries(doc.getMap('texts').toJSON()).sort());
