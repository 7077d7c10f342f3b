import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Sql } from 'postgres';
import { projectRoot } from '#server/root.ts';
import type { Limits } from '../limits.ts';
import type { DocumentKey } from './document.ts';
import type { LiveDocument } from './live-document.ts';
import { readStored, type keepSnapshot, type StoredDocument } from './stored.ts';

export interface CompactorParts {
  sql: Sql;
  limits: Limits;
  keepSnapshot: typeof keepSnapshot;
  alarm(error: unknown, event: `${string}.${string}`, about?: object): void;
}

export interface ReplayRequest {
  snapshot: Uint8Array | null;
  updates: Uint8Array[];
}
export type ReplayAnswer = { state: Uint8Array } | { failed: string };

const REST = 20;

/**
 * Makes snapshots in a worker thread, one document at a time: replaying a long log would hold up everyone's typing.
 * A snapshot is stored only after it has replayed equal to what it was made from.
 */
export class Compactor {
  readonly #parts: CompactorParts;
  readonly #due = new Set<LiveDocument>();
  #working: Promise<void> | null = null;

  constructor(parts: CompactorParts) {
    this.#parts = parts;
  }

  /** Puts a document in line when its tail has grown long. */
  consider(document: LiveDocument): void {
    const { compactAfterRows, compactAfterBytes } = this.#parts.limits;
    if (document.rowsSinceSnapshot < compactAfterRows && document.bytesSinceSnapshot < compactAfterBytes) return;
    if (document.quarantine) return;
    this.#due.add(document);
    this.#working ??= this.#work().finally(() => (this.#working = null));
  }

  /** Resolves when nothing is in line any more. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Replays what is stored, keeps it as a snapshot and returns the document as starting from there. Null when it cannot. */
  async compact(key: DocumentKey, stored: StoredDocument): Promise<StoredDocument | null> {
    const sequence = stored.tail.at(-1)?.sequence;
    if (sequence === undefined || stored.quarantine) return null;
    try {
      const state = await replay(
        { snapshot: stored.snapshot, updates: stored.tail.map((row) => row.update) },
        this.#parts.limits.compactTimeoutMs,
      );
      await this.#parts.keepSnapshot(this.#parts.sql, key, stored.epoch, sequence, state);
      return { ...stored, snapshot: state, snapshotSequence: sequence, tail: [] };
    } catch (error) {
      this.#parts.alarm(error, 'snapshot.not-made', key);
      return null;
    }
  }

  async #work(): Promise<void> {
    for (const document of this.#due) {
      this.#due.delete(document);
      const before = document.rowsSinceSnapshot;
      const startedMs = performance.now();
      const stored = await readStored(this.#parts.sql, document.key).catch(() => null);
      const made = stored && (await this.compact(document.key, stored));
      document.rowsSinceSnapshot -= before;
      document.bytesSinceSnapshot = 0;
      if (made?.snapshot) document.stateStored(made.snapshotSequence, made.snapshot);
      // A busy document would be due again at once: snapshots get a twentieth of one core, typing the rest.
      await delay((performance.now() - startedMs) * REST, undefined, { ref: false });
    }
  }
}

/** Replays in a worker with a time limit: a document that takes too long must not take the others with it. */
function replay(request: ReplayRequest, timeoutMs: number): Promise<Uint8Array> {
  return new Promise((done, fail) => {
    const worker = new Worker(join(projectRoot(), 'src/realtime/server/compact-worker.ts'), { workerData: request });
    const timer = setTimeout(() => finish(() => fail(new Error('The replay took too long.'))), timeoutMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void worker.terminate();
    };
    worker.once('message', (answer: ReplayAnswer) =>
      finish(() => ('state' in answer ? done(answer.state) : fail(new Error(answer.failed)))),
    );
    worker.once('error', (error) => finish(() => fail(error)));
  });
}
