import * as Y from 'yjs';
import type { CaseScope } from '#domain/access/scope.ts';
import type { NackCode } from '../define.ts';
import { stateFrame, updateFrame } from '../wire.ts';
import type { Held, Piece } from './byte-gate.ts';
import type { Connection } from './connection.ts';
import { DocumentWords, type DocumentKey, type LoggedRow } from './document.ts';
import type { Waiting } from './log.ts';
import { websocketFrame } from './outlet.ts';
import type { StoredDocument } from './stored.ts';

/** Who waits for a row: a browser by its own count, or a command of this server by a promise. */
export interface Writer {
  readonly document: LiveDocument;
  readonly opened: Opened | null;
  /** The browser's counts that are in this row. */
  readonly locals: number[];
  readonly done: ((outcome: 'stored' | NackCode) => void) | null;
}

interface RecentRow {
  readonly sequence: number;
  readonly frame: Uint8Array;
}

const sizeOf = (frames: readonly Uint8Array[]): number => frames.reduce((sum, frame) => sum + frame.byteLength, 0);

/** One document that somebody has open on this node. */
export class LiveDocument {
  readonly key: DocumentKey;
  /** Starts every frame of this document on this node; a new one each time it is loaded. */
  readonly number: number;
  readonly caseFileId: string;
  readonly subjectId: string;
  readonly epoch: number;
  readonly words = new DocumentWords();
  readonly opened = new Set<Opened>();
  /** Yjs client ids issued to people who have come by; the register itself is in the database. */
  readonly authors = new Map<number, string>();
  /** Own rows that are committed and wait for rows of other nodes that come before them. */
  readonly early = new Map<number, Waiting<Writer>>();
  sequence: number;
  bytes = 0;
  closed: boolean;
  quarantine: string | null;
  locked: ReadonlySet<string> = new Set();
  /** Rows on their way to the log. */
  waitingRows = 0;
  rowsSinceSnapshot = 0;
  bytesSinceSnapshot = 0;
  catchingUp: Promise<void> | null = null;
  catchUpAgain = false;
  unload: NodeJS.Timeout | null = null;
  #state: { sequence: number; bytes: Uint8Array };
  #recent: RecentRow[] = [];

  constructor(key: DocumentKey, number: number, stored: StoredDocument) {
    this.key = key;
    this.number = number;
    this.caseFileId = stored.caseFileId;
    this.subjectId = stored.subjectId;
    this.epoch = stored.epoch;
    this.closed = stored.closed;
    this.quarantine = stored.quarantine;
    this.sequence = stored.snapshotSequence;
    if (stored.snapshot) this.words.apply([stored.snapshot], 2);
    this.#state = {
      sequence: this.sequence,
      bytes: stored.snapshot ?? Y.encodeStateAsUpdateV2(this.words.doc),
    };
    this.bytes = this.#state.bytes.byteLength;
  }

  /** Takes committed rows in the log's order; returns each as a frame ready to send. */
  take(rows: readonly LoggedRow[], recentRows: number): Uint8Array[] {
    this.words.apply(rows.map((row) => row.update));
    return rows.map((row) => {
      const frame = websocketFrame(updateFrame(this.number, row.sequence, row.update));
      this.#recent.push({ sequence: row.sequence, frame });
      if (this.#recent.length > recentRows * 2) this.#recent = this.#recent.slice(-recentRows);
      this.sequence = row.sequence;
      this.bytes += row.update.byteLength;
      this.rowsSinceSnapshot++;
      this.bytesSinceSnapshot += row.update.byteLength;
      return frame;
    });
  }

  /** What brings a browser up to date: the rows it lacks when they are at hand, else the whole document and what came after. */
  framesFor(has: { epoch: number; sequence: number } | null): Uint8Array[] {
    if (has && has.epoch === this.epoch && this.#reaches(has.sequence)) return this.#after(has.sequence);
    let tail = this.#reaches(this.#state.sequence) ? this.#after(this.#state.sequence) : null;
    // A tail longer than the document costs a newcomer more than the document made anew, once, for all who come after.
    if (!tail || sizeOf(tail) > this.#state.bytes.byteLength) {
      this.#state = { sequence: this.sequence, bytes: Y.encodeStateAsUpdateV2(this.words.doc) };
      tail = [];
    }
    const { sequence, bytes } = this.#state;
    return [websocketFrame(stateFrame(this.number, this.epoch, sequence, 2, bytes)), ...tail];
  }

  /** A verified state was stored: it is also what newcomers get from now on. */
  stateStored(sequence: number, bytes: Uint8Array): void {
    if (sequence > this.#state.sequence) this.#state = { sequence, bytes };
    this.bytes = bytes.byteLength;
  }

  #reaches(sequence: number): boolean {
    return sequence <= this.sequence && sequence >= (this.#recent[0]?.sequence ?? this.sequence + 1) - 1;
  }

  #after(sequence: number): Uint8Array[] {
    return this.#recent.filter((row) => row.sequence > sequence).map((row) => row.frame);
  }
}

/** One document open on one connection: what the gate asks about this person and this document. */
export class Opened implements Held {
  readonly connection: Connection;
  readonly document: LiveDocument;
  readonly scope: CaseScope;
  readonly canWrite: boolean;
  readonly yClient: number;
  /** Set when the browser holds words of another epoch: whatever it sends goes to the recovery tray. */
  readonly fromEpoch: number | null;
  /** The row that is gathering this author's updates. */
  row: Waiting<Writer> | null = null;

  constructor(
    connection: Connection,
    document: LiveDocument,
    scope: CaseScope,
    rights: { canWrite: boolean; yClient: number; fromEpoch: number | null },
  ) {
    this.connection = connection;
    this.document = document;
    this.scope = scope;
    this.canWrite = rights.canWrite;
    this.yClient = rights.yClient;
    this.fromEpoch = rights.fromEpoch;
  }

  get locked(): ReadonlySet<string> {
    return this.document.locked;
  }
  get bytes(): number {
    return this.document.bytes;
  }
  isTheirs(client: number): boolean {
    return this.document.authors.get(client) === this.connection.person.personId;
  }
  nextClock(client: number): number {
    return this.document.words.nextClock(client);
  }
  textOfCharacter(client: number, clock: number): string | null | undefined {
    return this.document.words.textOfCharacter(client, clock);
  }
  textStartedBy(client: number, clock: number): string | undefined {
    return this.document.words.textStartedBy(client, clock);
  }
  pieces(client: number, from: number, to: number): Iterable<Piece> {
    return this.document.words.pieces(client, from, to);
  }
}
