import * as Y from 'yjs';
import type { NackCode } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { NewRow } from './log-statement.ts';

/** Updates of one author to one document that will become one row. `W` is whoever waits for it. */
export interface Waiting<W> extends Omit<NewRow, 'update'> {
  readonly updates: Uint8Array[];
  readonly whom: W;
  /** True once it is on its way: nothing more may be added to `updates`. */
  taken: boolean;
}

/** A row after COMMIT; `sequence` is 0 for an empty one, which only waited for its turn. */
export interface StoredRow<W> {
  waiting: Waiting<W>;
  sequence: number;
  update: Uint8Array;
}

export interface LogParts<W> {
  limits: Limits;
  write(rows: NewRow[]): Promise<(number | null)[]>;
  whyRefused(row: NewRow): Promise<NackCode>;
  /** Called after COMMIT, in the order the rows were given. */
  onStored(rows: StoredRow<W>[]): void;
  onRefused(rows: Waiting<W>[], code: NackCode): void;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

const MERGE_AT_ONCE = 100;

/**
 * The log's one writer on this node: at most one open transaction, and what arrives meanwhile is the next batch.
 * Nothing is acknowledged or passed on before COMMIT.
 */
export class GroupCommit<W> {
  readonly #parts: LogParts<W>;
  #queue: Waiting<W>[] = [];
  #timer: NodeJS.Timeout | NodeJS.Immediate | null = null;
  #committing: Promise<void> | null = null;
  /** A statement that has not come back in time: its fate is unknown, and nothing more is sent until it is known. */
  #stuck = false;
  #updatesSinceLook = 0;
  #lookedAtMs = 0;
  #perSecond = 0;
  #startedAtMs = -Infinity;

  constructor(parts: LogParts<W>) {
    this.#parts = parts;
  }

  /** True while nothing can be saved: the caller answers "not-saved" at once. */
  get refusing(): boolean {
    return this.#stuck || this.#queue.length >= this.#parts.limits.waitingRowsMax;
  }

  /** Queues a row; until it is taken its `updates` may still grow. */
  add(row: Waiting<W>): void {
    this.#queue.push(row);
    if (!this.#timer && !this.#committing) this.#schedule();
  }

  /** Counts towards "is it busy", so that quiet typing is committed at once and a crowd shares commits. */
  count(): void {
    this.#updatesSinceLook++;
  }

  /** Resolves when everything queued so far has been stored or refused. */
  async settled(): Promise<void> {
    while (this.#queue.length || this.#committing) {
      if (this.#committing) await this.#committing;
      else await new Promise((next) => setImmediate(next));
    }
  }

  #schedule(): void {
    this.#lookHowBusy();
    const go = (): void => {
      this.#timer = null;
      this.#startedAtMs = performance.now();
      this.#committing = this.#commit(this.#take()).finally(() => {
        this.#committing = null;
        if (this.#queue.length && !this.#timer) this.#schedule();
      });
    };
    const waitMs = this.#waitMs();
    this.#timer = waitMs >= 1 ? setTimeout(go, waitMs) : setImmediate(go);
  }

  /** Several people share commits, and one that took its time has gathered company already; a crowd always waits for more. */
  #waitMs(): number {
    const { busyUpdatesPerSecond, crowdUpdatesPerSecond, commitTickMs, crowdTickMs } = this.#parts.limits;
    if (this.#perSecond > crowdUpdatesPerSecond) return crowdTickMs;
    return this.#perSecond > busyUpdatesPerSecond ? this.#startedAtMs + commitTickMs - performance.now() : 0;
  }

  #lookHowBusy(): void {
    const now = performance.now();
    const passedMs = now - this.#lookedAtMs;
    if (passedMs < 200) return;
    this.#perSecond = (this.#updatesSinceLook * 1000) / passedMs;
    this.#updatesSinceLook = 0;
    this.#lookedAtMs = now;
  }

  #take(): Waiting<W>[] {
    const taken = this.#queue;
    this.#queue = [];
    for (const row of taken) row.taken = true;
    return taken;
  }

  async #commit(taken: Waiting<W>[]): Promise<void> {
    const { onStored } = this.#parts;
    const merged = taken.map((waiting) => ({ waiting, update: mergeAll(waiting.updates) }));
    const rows = merged
      .filter(({ update }) => update.byteLength > 0)
      .map(({ waiting, update }): NewRow => ({ ...bare(waiting), update }));
    let sequences: (number | null)[];
    try {
      sequences = rows.length ? await this.#writeInTime(rows) : [];
    } catch (error) {
      this.#parts.alarm(error, 'log.not-saved');
      this.#parts.onRefused(taken.concat(this.#take()), 'not-saved');
      return;
    }
    const stored: StoredRow<W>[] = [];
    const refused: { waiting: Waiting<W>; row: NewRow }[] = [];
    let nth = 0;
    for (const { waiting, update } of merged) {
      if (update.byteLength === 0) stored.push({ waiting, sequence: 0, update });
      else if (sequences[nth++] === null) refused.push({ waiting, row: rows[nth - 1]! });
      else stored.push({ waiting, sequence: sequences[nth - 1]!, update });
    }
    if (refused.length) await this.#tellRefused(refused);
    onStored(stored);
  }

  async #tellRefused(refused: { waiting: Waiting<W>; row: NewRow }[]): Promise<void> {
    for (const { waiting, row } of refused) {
      const code = await this.#parts.whyRefused(row).catch((): NackCode => 'not-saved');
      this.#parts.onRefused([waiting], code);
    }
  }

  /** A database that is frozen and not dead answers nothing at all, so the clock is ours. */
  async #writeInTime(rows: NewRow[]): Promise<(number | null)[]> {
    const written = this.#parts.write(rows);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, fail) => {
      timer = setTimeout(() => {
        this.#stuck = true;
        void written.catch(() => {}).finally(() => (this.#stuck = false));
        fail(new Error('The database did not answer in time.'));
      }, this.#parts.limits.commitTimeoutMs);
    });
    return Promise.race([written, late]).finally(() => clearTimeout(timer));
  }
}

function bare<W>(waiting: Waiting<W>): Omit<NewRow, 'update'> {
  const { councilId, documentId, epoch, personId, standingId, standingEpoch, yClient, clock } = waiting;
  return { councilId, documentId, epoch, personId, standingId, standingEpoch, yClient, clock };
}

const nothing = new Uint8Array(0);

/** Merging is quadratic in the number of updates, so many are merged in groups. */
function mergeAll(updates: Uint8Array[]): Uint8Array {
  if (updates.length <= 1) return updates[0] ?? nothing;
  if (updates.length <= MERGE_AT_ONCE) return Y.mergeUpdates(updates);
  const groups: Uint8Array[] = [];
  for (let i = 0; i < updates.length; i += MERGE_AT_ONCE)
    groups.push(Y.mergeUpdates(updates.slice(i, i + MERGE_AT_ONCE)));
  return mergeAll(groups);
}
