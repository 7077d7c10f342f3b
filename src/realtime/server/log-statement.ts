import type { Sql } from 'postgres';

/** One author's updates to one document, merged, on their way to the log. */
export interface NewRow {
  readonly councilId: string;
  readonly documentId: string;
  readonly epoch: number;
  readonly personId: string;
  /** Null only for what the server itself writes: making an empty text. */
  readonly standingId: string | null;
  readonly standingEpoch: number;
  readonly yClient: number;
  readonly clock: number;
  readonly update: Uint8Array;
}

/**
 * Check and write in one statement, so there is no moment between them: a row is stored only if the standing it was
 * written under is live now, in the same epoch, and the document is open. `FOR SHARE` orders it against a revoke that
 * runs at the same time; the document's row lock orders it against other nodes, so sequences have no gap.
 */
const statement = `
with given as (
  select * from unnest($1::text::uuid[], $2::text::uuid[], $3::text::int[], $4::text::uuid[], $5::text::uuid[], $6::text::int[],
                       $7::text::bigint[], $8::text::bigint[], $9::text::int[], $10::text::int[])
    with ordinality as g(council_id, document_id, epoch, person_id, standing_id, standing_epoch, y_client, clock, start, size, nth)
), live_standing as materialized (
  select s.council_id, s.standing_id, s.person_id, s.epoch from standing s
   where (s.council_id, s.standing_id) in (select council_id, standing_id from given)
     and s.ended_at is null and (s.ends_at is null or s.ends_at > now())
     and not exists (select 1 from exclusion e where e.council_id = s.council_id and e.case_file_id = s.case_file_id and e.person_id = s.person_id)
   order by s.standing_id for share of s
), live_document as materialized (
  select d.council_id, d.document_id, d.epoch from document d
   where (d.council_id, d.document_id) in (select council_id, document_id from given)
     and d.closed_at is null and d.quarantine is null
   order by d.document_id for no key update
), accepted as (
  select g.*, row_number() over (partition by g.council_id, g.document_id order by g.nth) as place
    from given g
    join live_document d on d.council_id = g.council_id and d.document_id = g.document_id and d.epoch = g.epoch
   where g.standing_id is null or exists (select 1 from live_standing s
     where s.council_id = g.council_id and s.standing_id = g.standing_id and s.epoch = g.standing_epoch and s.person_id = g.person_id)
), advanced as (
  update document d set next_sequence = d.next_sequence + c.rows
    from (select council_id, document_id, count(*) as rows from accepted group by 1, 2) c
   where d.council_id = c.council_id and d.document_id = c.document_id
  returning d.council_id, d.document_id, d.next_sequence, d.next_sequence - c.rows as first
), stored as (
  insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
  select a.council_id, a.document_id, v.first + a.place - 1, a.epoch, a.person_id, a.y_client, a.clock, b.bytes,
         substr(sha256(uuid_send(a.document_id) || int4send(a.epoch) || int8send(v.first + a.place - 1) || b.bytes), 1, 8)
    from accepted a join advanced v using (council_id, document_id)
    cross join lateral (select substr($11::bytea, a.start, a.size) as bytes) b
  returning document_id, sequence
), told as (
  select pg_notify('common_ground', 'log:' || $12 || ':' || string_agg(council_id || '/' || document_id || '=' || next_sequence - 1, ','))
    from (select *, (row_number() over () - 1) / 80 as part from advanced) by_part group by part
)
select a.nth::int as nth, (v.first + a.place - 1)::float8 as sequence, (select count(*) from told)::int as told
  from accepted a join advanced v using (council_id, document_id)`;

/** Stores the rows that may be stored, in one transaction. Returns each row's sequence, or null when it was refused. */
export async function writeRows(sql: Sql, nodeId: string, rows: readonly NewRow[]): Promise<(number | null)[]> {
  const starts: number[] = [];
  let size = 1;
  for (const row of rows) {
    starts.push(size);
    size += row.update.byteLength;
  }
  const list = (values: readonly (string | number | null)[]): string =>
    `{${values.map((value) => value ?? 'null').join(',')}}`;
  const column = (of: (row: NewRow) => string | number | null): string => list(rows.map(of));
  const stored = await sql.unsafe<{ nth: number; sequence: number }[]>(
    statement,
    [
      column((row) => row.councilId),
      column((row) => row.documentId),
      column((row) => row.epoch),
      column((row) => row.personId),
      column((row) => row.standingId),
      column((row) => row.standingEpoch),
      column((row) => row.yClient),
      column((row) => row.clock),
      list(starts),
      column((row) => row.update.byteLength),
      Buffer.concat(rows.map((row) => row.update)),
      nodeId,
    ],
    { prepare: true },
  );
  const sequences: (number | null)[] = rows.map(() => null);
  for (const { nth, sequence } of stored) sequences[nth - 1] = sequence;
  return sequences;
}

/** Why rows of a document were refused: told apart only after the fact, off the usual path. */
export async function whyRefused(sql: Sql, row: NewRow): Promise<'closed' | 'quarantined' | 'epoch' | 'forbidden'> {
  const [document] = await sql<{ closed: boolean; quarantined: boolean; epoch: number }[]>`
    select closed_at is not null as closed, quarantine is not null as quarantined, epoch from document
     where council_id = ${row.councilId} and document_id = ${row.documentId}`;
  if (document?.closed) return 'closed';
  if (document?.quarantined) return 'quarantined';
  return document && document.epoch !== row.epoch ? 'epoch' : 'forbidden';
}
