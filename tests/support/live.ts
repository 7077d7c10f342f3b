import { io, type Socket } from 'socket.io-client';
import { Documents } from '../../src/realtime/client/documents.ts';
import type { LiveDocument } from '../../src/realtime/client/document.svelte.ts';
import { FakeTextarea } from '../../src/realtime/client/text.fake.ts';
import type { OpenedDocument } from '../../src/realtime/define.ts';
import * as parser from '../../src/realtime/parser.ts';
import { readFromServer, updateFrame, type FromServer } from '../../src/realtime/wire.ts';
import type { History } from './history.ts';
import { until } from './until.ts';

export type Answer<T = unknown> = { ok: T } | { because: string };

/** A server to connect to: what browsers call it, and where its socket is when that is somewhere else (a proxy). */
export interface Place {
  origin: string;
  socketUrl?: string;
}

export interface LiveOptions {
  version?: number;
  /** Sent beside the version in the handshake. */
  auth?: Record<string, unknown>;
  headers?: Record<string, string>;
  /** False for a client that stays away once it is thrown out. */
  comesBack?: boolean;
}

/** One browser's worth of socket, in Node: says and hears exactly what a browser would. */
export class Wire {
  readonly socket: Socket;
  /** Everything that arrived, as text: what a person at the other end could read. */
  readonly tapped: string[] = [];
  readonly frames: FromServer[] = [];
  readonly news: { name: string; data: unknown; atMs: number }[] = [];
  hello: { version: number; readOnly: boolean } | null = null;
  refusal: string | null = null;

  constructor({ origin, socketUrl }: Place, cookie: string | null, options: LiveOptions = {}) {
    this.socket = io(socketUrl ?? origin, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      reconnection: options.comesBack ?? false,
      reconnectionDelay: 100,
      reconnectionDelayMax: 1_000,
      auth: { version: options.version ?? 1, ...options.auth },
      extraHeaders: { origin, ...(cookie ? { cookie } : {}), ...options.headers },
    });
    this.socket.on('hello', (hello: { version: number; readOnly: boolean }) => (this.hello = hello));
    this.socket.on('connect_error', (error) => (this.refusal = error.message));
    this.socket.on('b', (bytes: Uint8Array) => this.#heard(bytes));
    this.socket.onAny((name: string, data: unknown) => {
      if (name === 'b') return;
      this.tapped.push(JSON.stringify(data) ?? '');
      this.news.push({ name, data, atMs: performance.now() });
    });
  }

  /** Resolves once the server has said hello. */
  static async connect(place: Place, cookie: string | null, options: LiveOptions = {}): Promise<Wire> {
    const wire = new Wire(place, cookie, options);
    await until(() => wire.hello, 'a hello from the server');
    return wire;
  }

  async ask<T = unknown>(name: unknown, input: unknown): Promise<Answer<T>> {
    const answer = (await this.socket.timeout(8_000).emitWithAck('ask', name, input)) as Answer<T>;
    this.tapped.push(JSON.stringify(answer));
    return answer;
  }

  async open(documentId: string, from: { epoch?: number; sequence?: number } = {}): Promise<OpenedDocument> {
    const answer = await this.ask<OpenedDocument>('document.open', { documentId, ...from });
    if (!('ok' in answer)) throw new Error(`The document did not open: ${answer.because}`);
    return answer.ok;
  }

  frame(number: number, localSequence: number, update: Uint8Array): Uint8Array {
    return updateFrame(number, localSequence, update);
  }

  send(bytes: Uint8Array): void {
    this.socket.emit('b', bytes);
  }

  /** Sends one update and gives what became of it: "saved" or the refusal's code. */
  async update(number: number, localSequence: number, update: Uint8Array): Promise<string> {
    const from = this.frames.length;
    this.send(updateFrame(number, localSequence, update));
    return until(
      () =>
        this.frames
          .slice(from)
          .map((frame) => outcomeOf(frame, number, localSequence))
          .find((found) => found),
      `an answer to update ${localSequence}`,
    );
  }

  get ended(): string | null {
    const found = this.news.find(({ name }) => name === 'ended');
    return found ? (found.data as { because: string }).because : null;
  }

  close(): void {
    this.socket.disconnect();
  }

  #heard(bytes: Uint8Array): void {
    this.tapped.push(Buffer.from(bytes).toString('utf8'));
    this.frames.push(readFromServer(bytes));
  }
}

function outcomeOf(frame: FromServer, number: number, localSequence: number): string | null {
  if (frame.number !== number) return null;
  if (frame.type === 'nack' && frame.localSequence === localSequence) return frame.code;
  return frame.type === 'ack' && frame.localSequence >= localSequence ? 'saved' : null;
}

/** A person at a page: the browser's own saving and resuming, over the Node socket. */
export class Live {
  readonly wire: Wire;
  readonly documents: Documents;
  accessEnded = false;
  /** How often a document was joined: once for each connection. */
  joins = 0;
  #moved: (document: LiveDocument) => void = () => {};

  constructor(place: Place, cookie: string, options: LiveOptions = {}) {
    this.wire = new Wire(place, cookie, { comesBack: true, ...options });
    this.documents = new Documents({
      ask: async (name, input) => this.wire.ask(name, input).catch(() => ({ because: 'offline' })),
      send: (frame) => this.wire.send(frame),
      moved: (document) => this.#moved(document),
      joined: () => void this.joins++,
      accessEnded: () => (this.accessEnded = true),
    });
    this.wire.socket.on('hello', ({ readOnly }: { readOnly: boolean }) => this.documents.connected(readOnly));
    this.wire.socket.on('disconnect', () => this.documents.dropped());
    this.wire.socket.on('b', (bytes: Uint8Array) => this.documents.take(readFromServer(bytes)));
  }

  /** Opens a document and waits for its words. */
  async open(documentId: string): Promise<LiveDocument> {
    const document = this.documents.get(documentId);
    await until(() => document.loaded, 'the document to be loaded');
    return document;
  }

  /** A writer of tokens in one text; what they are told goes into the history. */
  async writer(documentId: string, name: string, history: History, who: string): Promise<Writer> {
    const document = await this.open(documentId);
    const writer = new Writer(document, name, history, who);
    this.#moved = (moved) => moved === document && writer.told();
    return writer;
  }

  close(): void {
    this.documents.dropped();
    this.wire.close();
  }
}

/** Types tokens into one text, as a person would: each at the end of a word that is there. */
export class Writer {
  readonly who: string;
  readonly document: LiveDocument;
  readonly #textarea = new FakeTextarea();
  readonly #history: History;

  constructor(document: LiveDocument, name: string, history: History, who: string) {
    this.who = who;
    this.document = document;
    this.#history = history;
    document.text(name).bind(this.#textarea.element);
  }

  get words(): string {
    return this.#textarea.value;
  }

  /** Writes one token after the token that `where` (0 to 1) of the text points at. */
  write(where: number = Math.random()): string {
    const token = this.#history.invoke(this.who);
    const gap = this.words.indexOf('⟧', Math.floor(where * this.words.length)) + 1;
    this.#textarea.type(gap, token);
    return token;
  }

  /** Types many characters and takes them out again: traffic, and no words to remember. */
  churn(characters: number): void {
    this.#textarea.type(0, 'x'.repeat(characters));
    this.#textarea.cut(0, characters);
  }

  /** What the page says now: all but so many changes are saved. A refusal leaves it open which of them were. */
  told(): void {
    if (this.document.refused) this.#history.giveUp(this.who);
    else this.#history.allBut(this.who, this.document.waiting);
  }

  saved(withinMs?: number): Promise<boolean> {
    return until(() => this.document.waiting === 0, `${this.who} to be told that all is saved`, withinMs);
  }
}
