import type { Sql } from 'postgres';
import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { EngineDependencies } from './deps.ts';

interface Parts {
  sql: Sql;
  limits: Limits;
  connections: Iterable<Connection>;
  deps: Pick<EngineDependencies, 'queue'>;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

/**
 * Tells those who watch their council's shared list that it changed, and nothing else: what is on it they ask for through
 * the gate. Changes that come close together are told once, and whoever may not watch any more is not told.
 */
export class Queue {
  readonly #parts: Parts;
  readonly #soon = new Map<string, NodeJS.Timeout>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Reads one row of history, if anybody of its council watches here, and tells them when it changed the list. */
  async tell(councilId: string, chainId: string, sequence: number): Promise<void> {
    if (this.#watching(councilId).length === 0) return;
    const [row] = await this.#parts.sql<{ action: string }[]>`
      select action from history where council_id = ${councilId} and chain_id = ${chainId} and sequence = ${sequence}`;
    if (row && this.#parts.deps.queue.changedBy(row.action)) this.#tellSoon(councilId);
  }

  /** After wake-ups were lost: whatever was missed, everybody looks once more. */
  tellAll(): void {
    const watched = [...this.#parts.connections].filter(({ watchesQueue }) => watchesQueue);
    for (const councilId of new Set(watched.map(({ person }) => person.councilId))) this.#tellSoon(councilId);
  }

  /** Ends this person's lines that watch and may not any more. */
  async recheckPerson(councilId: string, personId: string): Promise<void> {
    for (const connection of this.#watching(councilId))
      if (connection.person.personId === personId) await this.#stillMay(connection);
  }

  stop(): void {
    for (const timer of this.#soon.values()) clearTimeout(timer);
  }

  #watching(councilId: string): Connection[] {
    return [...this.#parts.connections].filter(
      ({ watchesQueue, person, ended }) => watchesQueue && !ended && person.councilId === councilId,
    );
  }

  #tellSoon(councilId: string): void {
    if (this.#soon.has(councilId)) return;
    const timer = setTimeout(() => {
      this.#soon.delete(councilId);
      this.#tellNow(councilId).catch((error: unknown) => this.#parts.alarm(error, 'queue.not-told'));
    }, this.#parts.limits.queueGatherMs);
    this.#soon.set(councilId, timer);
  }

  async #tellNow(councilId: string): Promise<void> {
    for (const connection of this.#watching(councilId))
      if (await this.#stillMay(connection)) connection.socket.emit('queue.changed', {});
  }

  async #stillMay(connection: Connection): Promise<boolean> {
    if (await this.#parts.deps.queue.mayWatch(connection.person)) return !connection.ended;
    connection.end('access-changed');
    return false;
  }
}
