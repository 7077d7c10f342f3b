import type { Sql } from 'postgres';
import type { Limits } from '../limits.ts';
import type { Compactor } from './compact.ts';
import { Delivery, type Keeper } from './delivery.ts';
import { keyOf, type DocumentKey } from './document.ts';
import { LiveDocument, type Opened } from './live-document.ts';
import { quarantine, readStored, readTail } from './stored.ts';

export interface DocumentsParts {
  sql: Sql;
  limits: Limits;
  compactor: Compactor;
  /** Something a person on duty must hear of; ids only. */
  alarm(error: unknown, event: `${string}.${string}`, about?: object): void;
}

/** Every document somebody has open on this node: loaded once, kept level with the log, let go when everyone has left. */
export class Documents implements Keeper {
  readonly delivery: Delivery;
  readonly #parts: DocumentsParts;
  readonly #loading = new Map<string, Promise<LiveDocument | null>>();
  readonly #live = new Map<string, LiveDocument>();
  #lastNumber = 0;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
    this.delivery = new Delivery(parts, this);
  }

  get live(): Iterable<LiveDocument> {
    return this.#live.values();
  }

  find(key: DocumentKey): LiveDocument | undefined {
    return this.#live.get(keyOf(key));
  }

  /** The document, level with the log as it is now; null when there is none. One load, however many ask at once. */
  async load(key: DocumentKey): Promise<LiveDocument | null> {
    const name = keyOf(key);
    const loading = this.#loading.get(name);
    if (loading) {
      const document = await loading;
      if (!document) return null;
      await this.refresh(document);
      return this.#live.get(name) === document ? document : this.load(key);
    }
    const first = this.#read(key);
    this.#loading.set(name, first);
    const document = await first.catch((error: unknown) => {
      this.#loading.delete(name);
      throw error;
    });
    if (document) this.maybeIdle(document);
    else this.#loading.delete(name);
    return document;
  }

  /** Looks whether the document was closed, damaged, put back or written elsewhere, and catches up. */
  async refresh(document: LiveDocument): Promise<void> {
    const { councilId, documentId } = document.key;
    const [head] = await this.#parts.sql<{ epoch: number; last: number; closed: boolean; quarantine: string | null }[]>`
      select epoch, (next_sequence - 1)::float8 as last, closed_at is not null as closed, quarantine from document
       where council_id = ${councilId} and document_id = ${documentId}`;
    if (!head || head.epoch !== document.epoch) return this.evict(document, 'document-changed');
    document.closed = head.closed;
    document.quarantine = head.quarantine;
    if (head.last > document.sequence) await this.catchUp(document);
  }

  /** Reads what other nodes have written since. One reader per document; rows that came meanwhile are read after. */
  catchUp(document: LiveDocument): Promise<void> {
    document.catchUpAgain = true;
    return (document.catchingUp ??= this.#readOn(document).finally(() => (document.catchingUp = null)));
  }

  /** The same, trying again while the database is away. */
  catchUpUntilDone(document: LiveDocument): void {
    this.catchUp(document).catch(() => {
      const again = setTimeout(() => {
        if (this.find(document.key) === document) this.catchUpUntilDone(document);
      }, this.#parts.limits.pollMs);
      again.unref();
    });
  }

  /** Drops a document from memory; whoever has it open comes back and gets what is stored. */
  evict(document: LiveDocument, because: string): void {
    this.#forget(document);
    for (const opened of document.opened) opened.connection.end(because);
  }

  /** Ties a connection to a document. The frames that bring it up to date leave before anything newer. */
  join(opened: Opened, has: { epoch: number; sequence: number } | null): void {
    const { document, connection } = opened;
    connection.documents.set(document.number, opened);
    document.opened.add(opened);
    if (document.unload) clearTimeout(document.unload);
    document.unload = null;
    for (const frame of document.framesFor(has)) {
      this.delivery.outlet.push(connection, frame);
      connection.stateBytes += frame.byteLength;
    }
    this.delivery.outlet.flush();
  }

  leave(opened: Opened): void {
    opened.connection.documents.delete(opened.document.number);
    opened.document.opened.delete(opened);
    this.maybeIdle(opened.document);
  }

  /** Lets go of a document some time after the last person left it. */
  maybeIdle(document: LiveDocument): void {
    if (document.opened.size) return;
    if (document.unload) clearTimeout(document.unload);
    document.unload = setTimeout(() => {
      if (document.opened.size || document.waitingRows) this.maybeIdle(document);
      else this.#forget(document);
    }, this.#parts.limits.unloadAfterMs);
    document.unload.unref();
  }

  #forget(document: LiveDocument): void {
    if (document.unload) clearTimeout(document.unload);
    if (this.find(document.key) !== document) return;
    this.#live.delete(keyOf(document.key));
    this.#loading.delete(keyOf(document.key));
  }

  async #read(key: DocumentKey): Promise<LiveDocument | null> {
    const { sql, limits, compactor } = this.#parts;
    let stored = await readStored(sql, key);
    if (!stored) return null;
    if (stored.quarantine) await this.#quarantine(key, stored.quarantine);
    else if (stored.tail.length > limits.replayInWorkerRows) stored = (await compactor.compact(key, stored)) ?? stored;
    const document = new LiveDocument(key, ++this.#lastNumber, stored);
    if (stored.tail.length) document.take(stored.tail, limits.recentRows);
    this.#live.set(keyOf(key), document);
    compactor.consider(document);
    return document;
  }

  async #readOn(document: LiveDocument): Promise<void> {
    while (document.catchUpAgain) {
      document.catchUpAgain = false;
      const { rows, damage } = await readTail(this.#parts.sql, document.key, document.epoch, document.sequence, null);
      this.delivery.deliver(document, rows);
      this.delivery.outlet.flush();
      if (!damage) continue;
      document.quarantine = damage;
      await this.#quarantine(document.key, damage);
    }
  }

  async #quarantine(key: DocumentKey, damage: string): Promise<void> {
    this.#parts.alarm(new Error(damage), 'document.quarantined', key);
    await quarantine(this.#parts.sql, key, damage);
  }
}
