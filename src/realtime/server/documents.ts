import type { Sql } from 'postgres';
import type { NackCode } from '../define.ts';
import type { Limits } from '../limits.ts';
import { ackFrame, nackFrame, readFromBrowser } from '../wire.ts';
import type { judge } from './byte-gate.ts';
import type { Compactor } from './compact.ts';
import type { Connection } from './connection.ts';
import { keyOf, type DocumentKey, type LoggedRow } from './document.ts';
import type { Faults } from './faults.ts';
import { LiveDocument, Opened, type Writer } from './live-document.ts';
import { GroupCommit, type Waiting } from './log.ts';
import { whyRefused, writeRows } from './log-statement.ts';
import { Outlet, websocketFrame } from './outlet.ts';
import { quarantine, readStored, readTail } from './stored.ts';

export interface DocumentsParts {
  sql: Sql;
  nodeId: string;
  limits: Limits;
  faults: Faults;
  judge: typeof judge;
  write: typeof writeRows;
  compactor: Compactor;
  /** Something a person on duty must hear of; ids only. */
  alarm(error: unknown, what: string, about?: object): void;
  /** A refused message, for the security log. */
  refused(connection: Connection, code: NackCode, documentId: string): void;
  /** Puts words of another epoch where a human will look at them. */
  toTray(opened: Opened, update: Uint8Array): Promise<void>;
}

/** Every document somebody has open on this node: loaded once, kept level with the log, let go when everyone has left. */
export class Documents {
  readonly #parts: DocumentsParts;
  readonly #loading = new Map<string, Promise<LiveDocument | null>>();
  readonly #live = new Map<string, LiveDocument>();
  readonly #log: GroupCommit<Writer>;
  readonly outlet = new Outlet();
  #lastNumber = 0;

  constructor(parts: DocumentsParts) {
    this.#parts = parts;
    const { sql, nodeId, limits, faults, alarm, write } = parts;
    this.#log = new GroupCommit<Writer>({
      limits,
      faults,
      alarm,
      write: (rows) => write(sql, nodeId, rows),
      whyRefused: (row) => whyRefused(sql, row),
      onStored: (rows) => this.#onStored(rows),
      onRefused: (rows, code) => this.#onRefused(rows, code),
    });
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
      if (document) await this.refresh(document);
      return document && this.#live.get(name) === document ? document : document && this.load(key);
    }
    const first = this.#read(key);
    this.#loading.set(name, first);
    const document = await first.catch((error: unknown) => {
      this.#loading.delete(name);
      throw error;
    });
    if (!document) this.#loading.delete(name);
    else this.#unloadLater(document);
    return document;
  }

  /** Looks whether the document was closed, damaged, put back or written elsewhere, and catches up. */
  async refresh(document: LiveDocument): Promise<void> {
    const { councilId, documentId } = document.key;
    const [head] = await this.#parts.sql<
      { epoch: number; last: number; closed: boolean; quarantine: string | null }[]
    >`
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

  /** Drops a document from memory; whoever has it open comes back and gets what is stored. */
  evict(document: LiveDocument, because: string): void {
    this.#live.delete(keyOf(document.key));
    this.#loading.delete(keyOf(document.key));
    if (document.unload) clearTimeout(document.unload);
    for (const opened of document.opened) opened.connection.end(because);
  }

  /** Ties a connection to a document. The frames that bring it up to date leave before anything newer. */
  join(opened: Opened, has: { epoch: number; sequence: number } | null): void {
    const { document, connection } = opened;
    connection.documents.set(document.number, opened);
    document.opened.add(opened);
    if (document.unload) clearTimeout(document.unload);
    document.unload = null;
    const frames = document.framesFor(has);
    for (const frame of frames) {
      this.outlet.push(connection, frame);
      connection.stateBytes += frame.byteLength;
    }
    this.outlet.flush();
  }

  leave(opened: Opened): void {
    opened.connection.documents.delete(opened.document.number);
    opened.document.opened.delete(opened);
    this.#unloadLater(opened.document);
  }

  /** One binary frame from a browser. Synchronous to the end: this is the way of every keystroke. */
  receive(connection: Connection, bytes: Uint8Array): void {
    const { limits } = this.#parts;
    const frame = readFromBrowser(bytes);
    if (!frame) return this.#refuseFrame(connection, 0, 0, 'malformed');
    const opened = connection.documents.get(frame.number);
    if (!opened) return this.#refuseFrame(connection, frame.number, frame.localSequence, 'forbidden');
    if (!connection.updates.take()) return this.#tooFast(connection, frame.number, frame.localSequence);
    connection.refusals = 0;
    const { document } = opened;
    const unable = this.#unable(opened);
    if (unable === 'epoch') return void this.#keepInTray(opened, frame.localSequence, frame.update);
    if (unable) return this.#refuseFrame(connection, frame.number, frame.localSequence, unable);
    const verdict = this.#parts.judge(frame.update, opened, limits);
    if (verdict.says === 'refuse')
      return this.#refuseFrame(connection, frame.number, frame.localSequence, verdict.code, opened);
    if (verdict.says === 'nothing-new') return this.#acknowledgeInTurn(opened, frame.localSequence);
    document.words.expect(verdict.stretches);
    const row = this.#rowOf(opened, verdict.client ?? opened.yClient, verdict.clock);
    row.updates.push(frame.update);
    row.whom.locals.push(frame.localSequence);
    this.#log.count();
  }

  /** Writes an update this server made itself. Resolves when it is stored, or with why not. */
  append(
    document: LiveDocument,
    row: Omit<Waiting<Writer>, 'whom' | 'taken' | 'councilId' | 'documentId' | 'epoch'>,
  ): Promise<'stored' | NackCode> {
    return new Promise((done) => {
      document.waitingRows++;
      this.#log.add({
        ...document.key,
        epoch: document.epoch,
        ...row,
        taken: false,
        whom: { document, opened: null, locals: [], done },
      });
    });
  }

  /** Resolves when nothing waits to be stored: used when the process stops. */
  settled(): Promise<void> {
    return this.#log.settled();
  }

  async #read(key: DocumentKey): Promise<LiveDocument | null> {
    const { sql, limits, compactor, alarm } = this.#parts;
    let stored = await readStored(sql, key);
    if (!stored) return null;
    if (stored.quarantine) {
      alarm(new Error(stored.quarantine), 'document quarantined', key);
      await quarantine(sql, key, stored.quarantine);
    } else if (stored.tail.length > limits.replayInWorkerRows)
      stored = (await compactor.compact(key, stored)) ?? stored;
    const document = new LiveDocument(key, ++this.#lastNumber, stored);
    if (stored.tail.length) document.take(stored.tail, limits.recentRows);
    this.#live.set(keyOf(key), document);
    return document;
  }

  async #readOn(document: LiveDocument): Promise<void> {
    while (document.catchUpAgain) {
      document.catchUpAgain = false;
      const { rows, damage } = await readTail(
        this.#parts.sql,
        document.key,
        document.epoch,
        document.sequence,
        null,
      );
      this.#deliver(document, rows);
      this.outlet.flush();
      if (damage && document.sequence < Math.max(0, ...document.early.keys())) document.catchUpAgain = true;
      if (!damage) continue;
      document.quarantine = damage;
      this.#parts.alarm(new Error(damage), 'document quarantined', document.key);
      await quarantine(this.#parts.sql, document.key, damage);
      return;
    }
  }

  #unable({ document, canWrite, fromEpoch }: Opened): NackCode | null {
    if (fromEpoch !== null && canWrite) return 'epoch';
    if (document.quarantine) return 'quarantined';
    if (document.closed) return 'closed';
    return this.#log.refusing ? 'not-saved' : null;
  }

  #rowOf(opened: Opened, yClient: number, clock: number): Waiting<Writer> {
    if (opened.row && !opened.row.taken) return opened.row;
    const { document, scope, connection } = opened;
    const whom: Writer = { document, opened, locals: [], done: null };
    const { standingId, epoch: standingEpoch } = scope;
    const row = {
      ...document.key,
      epoch: document.epoch,
      personId: connection.person.personId,
      standingId,
      standingEpoch,
      yClient,
      clock,
      updates: [],
      whom,
      taken: false,
    };
    opened.row = row;
    document.waitingRows++;
    this.#log.add(row);
    return row;
  }

  /** A resend is acknowledged only after whatever is still on its way: the first sending may be among it. */
  #acknowledgeInTurn(opened: Opened, localSequence: number): void {
    if (opened.document.waitingRows > 0) {
      this.#rowOf(opened, opened.yClient, 0).whom.locals.push(localSequence);
      return;
    }
    this.outlet.push(
      opened.connection,
      websocketFrame(ackFrame(opened.document.number, localSequence, opened.document.sequence)),
    );
    this.outlet.flush();
  }

  #onStored(rows: { waiting: Waiting<Writer>; sequence: number; update: Uint8Array }[]): void {
    const ready = new Map<LiveDocument, LoggedRow[]>();
    for (const { waiting, sequence, update } of rows) {
      const { document } = waiting.whom;
      document.waitingRows--;
      if (sequence === 0 || sequence <= document.sequence) this.#acknowledge(waiting);
      else {
        document.early.set(sequence, waiting);
        const run = ready.get(document);
        if (run) run.push({ sequence, update });
        else ready.set(document, [{ sequence, update }]);
      }
    }
    for (const [document, run] of ready) {
      run.sort((a, b) => a.sequence - b.sequence);
      // Rows of another node come first: they are read from the log, and these with them.
      if (document.catchingUp || run[0]!.sequence !== document.sequence + 1) this.#catchUpUntilDone(document);
      else this.#deliver(document, run);
    }
    this.outlet.flush();
  }

  /** Applies committed rows, passes them to everyone but their author, and tells the author in the same write. */
  #deliver(document: LiveDocument, rows: readonly LoggedRow[]): void {
    if (!rows.length) return;
    let frames: Uint8Array[];
    try {
      frames = document.take(rows, this.#parts.limits.recentRows);
    } catch (error) {
      this.#parts.alarm(error, 'a document does not follow from its log', document.key);
      return this.evict(document, 'document-changed');
    }
    const authors = rows.map((row) => document.early.get(row.sequence));
    for (const opened of document.opened) {
      for (let i = 0; i < frames.length; i++)
        if (authors[i]?.whom.opened !== opened) this.outlet.push(opened.connection, frames[i]!);
    }
    for (let i = 0; i < rows.length; i++) {
      const author = authors[i];
      if (!author) continue;
      document.early.delete(rows[i]!.sequence);
      this.#acknowledge(author);
    }
    this.#parts.compactor.consider(document);
    if (!document.opened.size) this.#unloadLater(document);
  }

  #acknowledge({ whom }: Waiting<Writer>): void {
    whom.done?.('stored');
    const { opened, document, locals } = whom;
    const last = locals[locals.length - 1];
    if (opened && last !== undefined && document.opened.has(opened))
      this.outlet.push(opened.connection, websocketFrame(ackFrame(document.number, last, document.sequence)));
  }

  #onRefused(rows: Waiting<Writer>[], code: NackCode): void {
    for (const { whom } of rows) {
      const { document, opened, locals, done } = whom;
      document.waitingRows--;
      document.words.forgetWaiting();
      done?.(code);
      if (opened && document.opened.has(opened))
        for (const local of locals) this.#nack(opened.connection, document.number, local, code);
      // Whether a lost connection lost the commit too, only the log knows.
      if (code === 'not-saved') this.#catchUpUntilDone(document);
      if (code === 'closed') document.closed = true;
    }
    this.outlet.flush();
  }

  #catchUpUntilDone(document: LiveDocument): void {
    this.catchUp(document).catch(() => {
      const again = setTimeout(
        () => this.#live.get(keyOf(document.key)) === document && this.#catchUpUntilDone(document),
        this.#parts.limits.pollMs,
      );
      again.unref();
    });
  }

  async #keepInTray(opened: Opened, localSequence: number, update: Uint8Array): Promise<void> {
    const tooLarge = update.byteLength > this.#parts.limits.updateMaxBytes;
    const kept =
      !tooLarge &&
      (await this.#parts.toTray(opened, update.slice()).then(
        () => true,
        () => false,
      ));
    this.#refuseFrame(
      opened.connection,
      opened.document.number,
      localSequence,
      tooLarge ? 'too-large' : kept ? 'epoch' : 'not-saved',
    );
  }

  #tooFast(connection: Connection, number: number, localSequence: number): void {
    this.#refuseFrame(connection, number, localSequence, 'too-many');
    if (++connection.refusals > this.#parts.limits.refusalsBeforeClose) connection.end('too-fast');
  }

  #refuseFrame(
    connection: Connection,
    number: number,
    localSequence: number,
    code: NackCode,
    opened?: Opened,
  ): void {
    if (opened) this.#parts.refused(connection, code, opened.document.key.documentId);
    this.#nack(connection, number, localSequence, code);
    this.outlet.flush();
  }

  #nack(connection: Connection, number: number, localSequence: number, code: NackCode): void {
    this.outlet.push(connection, websocketFrame(nackFrame(number, localSequence, code)));
  }

  #unloadLater(document: LiveDocument): void {
    if (document.opened.size) return;
    if (document.unload) clearTimeout(document.unload);
    document.unload = setTimeout(() => {
      if (document.opened.size || document.waitingRows) return this.#unloadLater(document);
      this.#live.delete(keyOf(document.key));
      this.#loading.delete(keyOf(document.key));
    }, this.#parts.limits.unloadAfterMs);
    document.unload.unref();
  }
}
