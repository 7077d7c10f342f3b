import type { Sql } from 'postgres';
import type { Limits } from '../limits.ts';

/** A channel of its own: the other one carries ids only, and this one sealed bytes that nobody between browsers can read. */
const RELAY_CHANNEL = 'common_ground_relay';
/** The database takes less than 8,000 bytes in one notification. */
const PIECE_MAX_CHARACTERS = 7_000;

/** What one node tells the others: a message, or with `bytes` null that the member left. */
export interface Carried {
  councilId: string;
  relayId: string;
  memberId: string;
  personId: string;
  to: string | null;
  bytes: string | null;
}

interface Parts {
  sql: Sql;
  nodeId: string;
  limits: Limits;
  heard(carried: Carried): void;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

/**
 * Carries a relay's messages between nodes, in pieces that fit. The pieces of one message leave in one statement, so they
 * arrive together and in order; what waits meanwhile leaves with the next. A message that is lost is lost: browsers
 * notice the gap and ask each other.
 */
export class RelayBus {
  readonly #parts: Parts;
  readonly #waiting: string[] = [];
  #sending: Promise<void> | null = null;
  #sent = 0;
  /** The message that is arriving: pieces of two never mix. */
  #arriving: { name: string; pieces: string[] } | null = null;
  #stopListening: (() => Promise<void>) | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const { unlisten } = await this.#parts.sql.listen(RELAY_CHANNEL, (payload) => this.#hear(payload));
    this.#stopListening = unlisten;
  }

  async stop(): Promise<void> {
    await this.#sending;
    await this.#stopListening?.().catch(() => {});
  }

  send(carried: Carried): void {
    const { councilId, relayId, memberId, personId, to, bytes } = carried;
    const whole = JSON.stringify([councilId, relayId, memberId, personId, to, bytes]);
    const count = Math.ceil(whole.length / PIECE_MAX_CHARACTERS);
    const name = `${this.#parts.nodeId}:${++this.#sent}`;
    for (let nth = 0; nth < count; nth++)
      this.#waiting.push(
        `${name}:${nth}:${count}:${whole.slice(nth * PIECE_MAX_CHARACTERS, (nth + 1) * PIECE_MAX_CHARACTERS)}`,
      );
    this.#sending ??= this.#flush().finally(() => (this.#sending = null));
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length) {
      const pieces = this.#waiting.splice(0);
      try {
        await this.#parts
          .sql`select pg_notify(${RELAY_CHANNEL}, piece) from unnest(${pieces}::text[]) with ordinality as p(piece, nth) order by nth`;
      } catch (error) {
        this.#parts.alarm(error, 'relay.not-carried');
      }
    }
  }

  #hear(payload: string): void {
    const [, nodeId, sent, nth, count, piece] = /^([^:]+):(\d+):(\d+):(\d+):(.*)$/s.exec(payload) ?? [];
    if (piece === undefined || nodeId === this.#parts.nodeId) return;
    const name = `${nodeId}:${sent}`;
    if (nth === '0') this.#arriving = { name, pieces: [] };
    const arriving = this.#arriving;
    if (arriving?.name !== name || arriving.pieces.length !== Number(nth)) return;
    arriving.pieces.push(piece);
    if (arriving.pieces.length < Number(count)) return;
    this.#arriving = null;
    const [councilId, relayId, memberId, personId, to, bytes] = JSON.parse(arriving.pieces.join(''));
    this.#parts.heard({ councilId, relayId, memberId, personId, to, bytes });
  }
}
