import { anchoredHeads } from '../anchor.ts';
import type { Checked, Fault, OwnerSql } from './fault.ts';

interface Row {
  chain_id: string;
  sequence: number;
  says: string;
}

/**
 * Recomputes every chain: each row's hash, its link to the row before, gaps, and the commitment of every detail that has
 * not been erased. Then compares with the heads that were anchored outside the database, without which a cut tail would
 * leave a chain that looks whole.
 */
export async function verifyHistory(sql: OwnerSql, dataDir: string): Promise<Checked> {
  const rows = [...(await brokenLinks(sql)), ...(await brokenDetails(sql)), ...(await brokenAnchors(sql, dataDir))];
  const [count] = await sql<{ chains: number; rows: number }[]>`
    select count(distinct (council_id, chain_id))::int as chains, count(*)::int as rows from history`;
  return { counted: [`${count!.chains} chains of history with ${count!.rows} rows`], faults: rows.map(asFault) };
}

const asFault = ({ chain_id, sequence, says }: Row): Fault => ({
  kind: 'history',
  where: `chain ${chain_id} row ${sequence}`,
  says,
});

const brokenLinks = (sql: OwnerSql) => sql<Row[]>`
  with linked as (
    select h.*, lag(hash) over chain as hash_before, lag(sequence) over chain as sequence_before
      from history h window chain as (partition by council_id, chain_id order by sequence)
  )
  select chain_id, sequence::float8 as sequence, case
      when sequence is distinct from coalesce(sequence_before, 0) + 1 then 'comes after a row that is gone'
      when previous_hash is distinct from coalesce(hash_before, '\\x00'::bytea) then 'is not linked to the row before it'
      else 'is not as it was written' end as says
    from linked
   where sequence is distinct from coalesce(sequence_before, 0) + 1
      or previous_hash is distinct from coalesce(hash_before, '\\x00'::bytea)
      or hash is distinct from history_hash(council_id, chain_id, sequence, at, actor_id, action, target, reason, commitment, previous_hash)
   order by chain_id, sequence`;

const brokenDetails = (sql: OwnerSql) => sql<Row[]>`
  select d.chain_id, d.sequence::float8 as sequence,
         case when h.sequence is null then 'has a detail and no row' else 'has a detail that is not the one it was written with' end as says
    from history_detail d left join history h using (council_id, chain_id, sequence)
   where h.commitment is distinct from history_commitment(d.salt, d.detail, d.reason)
   order by d.chain_id, d.sequence`;

async function brokenAnchors(sql: OwnerSql, dataDir: string): Promise<Row[]> {
  const heads = anchoredHeads(dataDir);
  const stored = await sql<{ chain_id: string; sequence: string; hash: string }[]>`
    select chain_id, sequence, encode(hash, 'hex') as hash from history
     where (council_id, chain_id, sequence) in (
       select * from unnest(${heads.map((head) => head.councilId)}::uuid[], ${heads.map((head) => head.chainId)}::uuid[], ${heads.map((head) => head.sequence)}::bigint[]))`;
  const hashOf = new Map(stored.map((row) => [`${row.chain_id} ${row.sequence}`, row.hash]));
  return heads
    .filter((head) => hashOf.get(`${head.chainId} ${head.sequence}`) !== head.hash)
    .map((head) => ({
      chain_id: head.chainId,
      sequence: head.sequence,
      says: `was anchored at ${head.at} and is gone or has been rewritten`,
    }));
}
