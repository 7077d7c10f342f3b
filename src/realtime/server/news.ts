import type { Sql } from 'postgres';
import type { Server } from 'socket.io';
import type { Connection } from './connection.ts';
import { audience, emitTo } from './emit.ts';

interface HistoryRow {
  council_id: string;
  chain_id: string;
  sequence: number;
  action: string;
  target: string | null;
}

interface Parts {
  sql: Sql;
  io: Server;
  connections: Iterable<Connection>;
  newsFor(action: string): 'case' | 'subject' | null;
}

/**
 * Turns rows of history into news for whoever has that case file open, or only for those who are in the subject that the
 * row names as its target. The news says that, never what.
 */
export class News {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads one row, if anybody here is interested, and tells them. */
  async tell(councilId: string, chainId: string, sequence: number): Promise<void> {
    if (!this.#anybodyHears(councilId, chainId)) return;
    const rows = await this.#parts.sql<HistoryRow[]>`
      select council_id, chain_id, sequence::float8 as sequence, action, target from history
       where council_id = ${councilId} and chain_id = ${chainId} and sequence = ${sequence}`;
    rows.forEach((row) => this.#pass(row));
  }

  /** Tells what happened since a moment: after wake-ups were lost. Hearing of something twice does no harm. */
  async tellSince(sinceMs: number, caseFiles: { councilId: string; caseFileId: string }[]): Promise<void> {
    for (const { councilId, caseFileId } of caseFiles) {
      const rows = await this.#parts.sql<HistoryRow[]>`
        select council_id, chain_id, sequence::float8 as sequence, action, target from history
         where council_id = ${councilId} and chain_id = ${caseFileId} and at > ${new Date(sinceMs)} order by sequence`;
      rows.forEach((row) => this.#pass(row));
    }
  }

  #anybodyHears(councilId: string, caseFileId: string): boolean {
    if (this.#parts.io.of('/').adapter.rooms.has(audience.case(councilId, caseFileId))) return true;
    for (const { present } of this.#parts.connections) if (present?.caseFileId === caseFileId) return true;
    return false;
  }

  #pass({ council_id, chain_id, sequence, action, target }: HistoryRow): void {
    const to = this.#parts.newsFor(action);
    if (!to || (to === 'subject' && !target)) return;
    const room = to === 'case' ? audience.case(council_id, chain_id) : audience.space(council_id, target!);
    emitTo(this.#parts.io, room, 'changed', { caseFileId: chain_id, sequence, action, target });
  }
}
