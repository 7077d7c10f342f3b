import type { Sql } from 'postgres';
import type { NackCode } from '../define.ts';
import type { Limits } from '../limits.ts';
import { readFromBrowser } from '../wire.ts';
import type { judge } from './byte-gate.ts';
import type { Connection } from './connection.ts';
import type { Delivery } from './delivery.ts';
import type { LiveDocument, Opened, Writer } from './live-document.ts';
import { GroupCommit, type Waiting } from './log.ts';
import { whyRefused, type writeRows } from './log-statement.ts';

export interface IntakeParts {
  sql: Sql;
  nodeId: string;
  limits: Limits;
  judge: typeof judge;
  write: typeof writeRows;
  alarm(error: unknown, event: `${string}.${string}`, about?: object): void;
  /** A refused update, for the security log. */
  refused(connection: Connection, code: NackCode, documentId: string): void;
  /** Puts words of another epoch where a human will look at them. */
  toTray(opened: Opened, update: Uint8Array): Promise<void>;
}

/** What an update made by this server says of its author. */
export type OwnRow = Pick<
  Waiting<Writer>,
  'personId' | 'standingId' | 'standingEpoch' | 'yClient' | 'clock' | 'updates'
>;

/** The way of every keystroke from its frame to the log's queue: one turn, no promise, read once. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #delivery: Delivery;
  readonly #log: GroupCommit<Writer>;

  constructor(parts: IntakeParts, delivery: Delivery) {
    this.#parts = parts;
    this.#delivery = delivery;
    const { sql, nodeId, limits, alarm, write } = parts;
    this.#log = new GroupCommit<Writer>({
      limits,
      alarm,
      write: (rows) => write(sql, nodeId, rows),
      whyRefused: (row) => whyRefused(sql, row),
      onStored: (rows) => delivery.stored(rows),
      onRefused: (rows, code) => delivery.refused(rows, code),
    });
  }

  receive(connection: Connection, bytes: Uint8Array): void {
    const frame = readFromBrowser(bytes);
    if (!frame) return this.#refuse(connection, 0, 0, 'malformed');
    const { number, localSequence, update } = frame;
    const opened = connection.documents.get(number);
    if (!opened) return this.#refuse(connection, number, localSequence, 'forbidden');
    if (!connection.updates.take()) return this.#tooFast(connection, number, localSequence);
    connection.refusals = Math.max(0, connection.refusals - 1);
    connection.activeAtMs = Date.now();
    const unable = this.#unable(opened);
    if (unable === 'epoch') return void this.#keepInTray(opened, localSequence, update);
    if (unable) return this.#refuse(connection, number, localSequence, unable);
    const verdict = this.#parts.judge(update, opened, this.#parts.limits);
    if (verdict.says === 'refuse') {
      this.#parts.refused(connection, verdict.code, opened.document.key.documentId);
      return this.#refuse(connection, number, localSequence, verdict.code);
    }
    if (verdict.says === 'nothing-new') return this.#acknowledgeInTurn(opened, localSequence);
    opened.document.words.expect(verdict.stretches);
    const row = this.#rowOf(opened, verdict.client ?? opened.yClient, verdict.clock);
    row.updates.push(update);
    row.whom.locals.push(localSequence);
    this.#log.count();
  }

  /** Writes an update this server made itself. Resolves when it is stored, or with why not. */
  append(document: LiveDocument, row: OwnRow): Promise<'stored' | NackCode> {
    return new Promise((done) => {
      document.waitingRows++;
      const whom: Writer = { document, opened: null, locals: [], done };
      this.#log.add({ ...document.key, epoch: document.epoch, ...row, taken: false, whom });
    });
  }

  /** Resolves when nothing waits to be stored: used when the process stops. */
  settled(): Promise<void> {
    return this.#log.settled();
  }

  #unable({ document, canWrite, fromEpoch }: Opened): NackCode | null {
    if (fromEpoch !== null && canWrite) return 'epoch';
    if (document.quarantine) return 'quarantined';
    if (document.closed) return 'closed';
    return this.#log.refusing ? 'not-saved' : null;
  }

  /** The row that gathers this author's updates until the next commit takes it. */
  #rowOf(opened: Opened, yClient: number, clock: number): Waiting<Writer> {
    if (opened.row && !opened.row.taken) return opened.row;
    const { document, scope, connection } = opened;
    const whom: Writer = { document, opened, locals: [], done: null };
    const { councilId, documentId } = document.key;
    const { standingId, epoch: standingEpoch } = scope;
    const { personId } = connection.person;
    opened.row = {
      councilId,
      documentId,
      epoch: document.epoch,
      personId,
      standingId,
      standingEpoch,
      yClient,
      clock,
      updates: [],
      whom,
      taken: false,
    };
    document.waitingRows++;
    this.#log.add(opened.row);
    return opened.row;
  }

  /** A resend is acknowledged only after whatever is still on its way: the first sending may be among it. */
  #acknowledgeInTurn(opened: Opened, localSequence: number): void {
    if (opened.document.waitingRows > 0) {
      this.#rowOf(opened, opened.yClient, 0).whom.locals.push(localSequence);
      return;
    }
    this.#delivery.acknowledge(opened.connection, opened.document, localSequence);
    this.#delivery.outlet.flush();
  }

  async #keepInTray(opened: Opened, localSequence: number, update: Uint8Array): Promise<void> {
    const tooLarge = update.byteLength > this.#parts.limits.updateMaxBytes;
    const kept =
      !tooLarge &&
      (await this.#parts.toTray(opened, update).then(
        () => true,
        () => false,
      ));
    this.#refuse(
      opened.connection,
      opened.document.number,
      localSequence,
      tooLarge ? 'too-large' : kept ? 'epoch' : 'not-saved',
    );
  }

  #tooFast(connection: Connection, number: number, localSequence: number): void {
    this.#refuse(connection, number, localSequence, 'too-many');
    if (++connection.refusals > this.#parts.limits.refusalsBeforeClose) connection.end('too-fast');
  }

  #refuse(connection: Connection, number: number, localSequence: number, code: NackCode): void {
    this.#delivery.nack(connection, number, localSequence, code);
    this.#delivery.outlet.flush();
  }
}
