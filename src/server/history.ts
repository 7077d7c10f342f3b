import { sql } from 'drizzle-orm';
import type { Tx } from './db.ts';
import { history, historyDetail } from './schema.server.ts';

export interface Happening {
  councilId: string;
  /** The case file the row belongs to; null writes to the council's own chain. */
  caseFileId: string | null;
  actorId: string | null;
  /** What happened, as "noun.verb": `point.agreed`, `paper.opened`. */
  action: string;
  /** The id it happened to. */
  target?: string;
  reason?: string;
  /** Personal or descriptive detail. Goes to the erasable side table; the chain holds only a commitment to it. */
  detail?: Record<string, unknown>;
}

/**
 * Adds one row to the hash-chained history, in the transaction of the effect (or of the read, for content), and wakes
 * every node to tell the browsers. Returns the row's sequence number in its chain.
 */
export async function record(tx: Tx, happening: Happening): Promise<number> {
  const { councilId, caseFileId, actorId, action, target = null, reason = null, detail = {} } = happening;
  const rows = await tx.execute<{ sequence: string }>(sql`
    select history_append(${councilId}, ${caseFileId ?? councilId}, ${actorId}, ${action}, ${target}, ${reason}, ${JSON.stringify(detail)}::jsonb) as sequence`);
  return Number(rows[0]?.sequence);
}

/** What whoever did it gave as their reason, in a question that reads `history`. Null too when it was forgotten. */
export const reasonGiven = sql<string | null>`coalesce(${history.reason}, (select d.reason from ${historyDetail} d
  where d.council_id = ${history.councilId} and d.chain_id = ${history.chainId} and d.sequence = ${history.sequence}))`;
