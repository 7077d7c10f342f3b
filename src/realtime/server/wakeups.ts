import type { Sql } from 'postgres';
import type { Limits } from '../limits.ts';

/** What one node tells the others: ids and sequence numbers, never a fact. Each reads the rows itself. */
export type Wake =
  | { about: 'log'; councilId: string; documentId: string; sequence: number }
  | { about: 'history'; councilId: string; chainId: string; sequence: number }
  | { about: 'access'; councilId: string; personId: string }
  | { about: 'document' | 'locks'; councilId: string; documentId: string }
  | { about: 'presence'; councilId: string; spaceId: string }
  | { about: 'relay'; councilId: string; relayId: string }
  | { about: 'node'; nodeId: string };

export const CHANNEL = 'common_ground';

/** Reads a payload; what it does not know it ignores, because a newer node may say more. Own log rows are left out. */
export function readWakes(payload: string, ownNodeId: string): Wake[] {
  const [about, ...ids] = payload.split(':');
  const [councilId = '', second = '', third = ''] = ids;
  if (about === 'log') return councilId === ownNodeId ? [] : second.split(',').flatMap(readLogged);
  if (about === 'history') return [{ about, councilId, chainId: second, sequence: Number(third) }];
  if (about === 'access') return [{ about, councilId, personId: second }];
  if (about === 'document' || about === 'locks') return [{ about, councilId, documentId: second }];
  if (about === 'presence') return [{ about, councilId, spaceId: second }];
  if (about === 'relay') return [{ about, councilId, relayId: second }];
  // Its own ping tells a node that it hears; another's that the other lives.
  if (about === 'ping') return [{ about: 'node', nodeId: councilId }];
  return [];
}

function readLogged(entry: string): Wake[] {
  const [, councilId, documentId, sequence] = /^([^/]+)\/([^=]+)=(\d+)$/.exec(entry) ?? [];
  return councilId && documentId ? [{ about: 'log', councilId, documentId, sequence: Number(sequence) }] : [];
}

interface Parts {
  sql: Sql;
  nodeId: string;
  limits: Limits;
  readWakes: typeof readWakes;
  woken(wake: Wake): void;
  /** Looks for what was missed since `sinceMs` (epoch milliseconds). Rejects when the database cannot be asked. */
  lookAround(sinceMs: number): Promise<void>;
  lost(): void;
}

/**
 * Hears the other nodes. It also calls itself: when its own call does not come back, the listening connection is gone
 * however open it looks, and until it is back the rows are looked for instead.
 */
export class WakeUps {
  readonly #parts: Parts;
  #heardAtMs = Date.now();
  #deaf = false;
  #timers: NodeJS.Timeout[] = [];
  #stopListening: (() => Promise<void>) | null = null;
  #stopped = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    await this.#listen();
    const { wakeUpPingMs, pollMs } = this.#parts.limits;
    this.#timers = [
      setInterval(() => void this.#ping(), wakeUpPingMs),
      setInterval(() => void this.#pollIfDeaf(), pollMs),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  async send(payload: string): Promise<void> {
    await this.#parts.sql`select pg_notify(${CHANNEL}, ${payload})`;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#stopListening?.().catch(() => {});
  }

  async #listen(): Promise<void> {
    let first = true;
    const { unlisten } = await this.#parts.sql.listen(
      CHANNEL,
      (payload) => this.#heard(payload),
      () => {
        // The library came back by itself: what was said meanwhile was said to nobody.
        if (!first) void this.#lookAround();
        first = false;
      },
    );
    this.#stopListening = unlisten;
    if (this.#stopped) await unlisten();
  }

  /** @returns whether the database could be asked. */
  #lookAround(): Promise<boolean> {
    const sinceMs = this.#heardAtMs - this.#parts.limits.wakeUpLostMs;
    return this.#parts.lookAround(sinceMs).then(
      () => true,
      () => {
        this.#deaf = true;
        return false;
      },
    );
  }

  #heard(payload: string): void {
    if (payload === `ping:${this.#parts.nodeId}`) {
      this.#heardAtMs = Date.now();
      return;
    }
    for (const wake of this.#parts.readWakes(payload, this.#parts.nodeId)) this.#parts.woken(wake);
  }

  async #ping(): Promise<void> {
    const askedAtMs = Date.now();
    await this.send(`ping:${this.#parts.nodeId}`).catch(() => {});
    if (this.#deaf || askedAtMs - this.#heardAtMs <= this.#parts.limits.wakeUpLostMs) return;
    this.#deaf = true;
    this.#parts.lost();
    // The library listens again by itself after most losses, but not after one that outlasts its first attempt.
    await this.#stopListening?.().catch(() => {});
    await this.#listen().catch(() => {});
  }

  async #pollIfDeaf(): Promise<void> {
    if (!this.#deaf) return;
    const hears = Date.now() - this.#heardAtMs <= this.#parts.limits.wakeUpPingMs * 2;
    const looked = await this.#lookAround();
    // One look after hearing again, for what was said in between.
    if (hears && looked) this.#deaf = false;
    else if (!hears) await this.#listen().catch(() => {});
  }
}
