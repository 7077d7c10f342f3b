import { appendFileSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { now } from './clock.ts';
import { database } from './db.ts';
import { faultFields, log } from './log.ts';

/** The last row of one chain at one moment, kept outside the database. */
export interface AnchoredHead {
  at: string;
  councilId: string;
  chainId: string;
  sequence: number;
  /** Hexadecimal. */
  hash: string;
}

const HOUR_MS = 3_600_000;
const fileIn = (dataDir: string) => join(dataDir, 'anchors.log');

/**
 * Writes down the head of every chain that has grown since it was last written down. Rows removed from the end of a
 * chain leave no trace inside it; they do here. The file belongs on another disk, or copied to one.
 * Returns how many heads were written.
 */
export async function anchor(sql: Sql, dataDir: string): Promise<number> {
  const known = new Map(anchoredHeads(dataDir).map((head) => [head.chainId, head.sequence]));
  const heads = await sql<{ council_id: string; chain_id: string; sequence: string; hash: string }[]>`
    select distinct on (council_id, chain_id) council_id, chain_id, sequence, encode(hash, 'hex') as hash
      from history order by council_id, chain_id, sequence desc`;
  const at = now().toISOString();
  const lines = heads
    .filter((head) => Number(head.sequence) > (known.get(head.chain_id) ?? 0))
    .map((head): AnchoredHead => ({
      at,
      councilId: head.council_id,
      chainId: head.chain_id,
      sequence: Number(head.sequence),
      hash: head.hash,
    }));
  if (lines.length) append(dataDir, lines);
  return lines.length;
}

function append(dataDir: string, lines: AnchoredHead[]): void {
  mkdirSync(dataDir, { recursive: true });
  const file = openSync(fileIn(dataDir), 'a', 0o600);
  try {
    appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Every head ever written down, oldest first. None when there is no file yet. */
export function anchoredHeads(dataDir: string): AnchoredHead[] {
  if (!existsSync(fileIn(dataDir))) return [];
  const lines = readFileSync(fileIn(dataDir), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as AnchoredHead);
}

/** Anchors now and every hour. Returns what stops it: one last anchor, so that a clean stop leaves nothing unanchored. */
export function anchorHourly(dataDir: string): () => Promise<void> {
  const once = () =>
    anchor(database().engine, dataDir).then(
      (count) => log.info('history.anchored', { count }),
      (error: unknown) => log.error('history.not-anchored', faultFields(error)),
    );
  void once();
  const timer = setInterval(() => void once(), HOUR_MS);
  return () => {
    clearInterval(timer);
    return once();
  };
}
