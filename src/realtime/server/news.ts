import type { Sql } from 'postgres';
import type { Server } from 'socket.io';
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
  newsFor(action: string): boolean;
}

/** Turns rows of history into news for whoever has that case file open. The news says that, never what. */
export class News {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads one row, if anybody here is interested, and tells them. */
  async tell(councilId: string, chainId: string, sequence: number): Promise<void> {
    if (!this.#anybodyIn(audience.case(councilId, chainId))) return;
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

  #anybodyIn(room: string): boolean {
    return this.#parts.io.of('/').adapter.rooms.has(room);
  }

  #pass({ council_id, chain_id, sequence, action, target }: HistoryRow): void {
    if (!this.#parts.newsFor(action)) return;
    emitTo(this.#parts.io, audience.case(council_id, chain_id), 'changed', {
      caseFileId: chain_id,
      sequence,
      action,
      target,
    });
  }
}
