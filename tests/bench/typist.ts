import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import type { Answered, OpenedDocument } from '../../src/realtime/define.ts';
import * as parser from '../../src/realtime/parser.ts';
import { readFromServer, updateFrame, type FromServer } from '../../src/realtime/wire.ts';

/** When each key of each client id fell, for whoever sees it. */
const fell = new Map<number, number[]>();
const LETTERS = 'eeetaoinshrdlu ';

/** One browser that types, and measures what it sees and when it is told "saved". */
export class Typist {
  readonly seenMs: number[] = [];
  readonly savedMs: number[] = [];
  openedBytes = 0;
  readonly #doc = new Y.Doc();
  readonly #socket: Socket;
  readonly #early: Uint8Array[] = [];
  #opened: OpenedDocument | null = null;
  #text: Y.Text | null = null;
  #sentAtMs: number[] = [];
  #acked = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('b', (bytes: Uint8Array) => (this.#opened ? this.#hear(readFromServer(bytes)) : this.#early.push(bytes)));
    this.#doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'server' || !this.#opened) return;
      this.#sentAtMs.push(performance.now());
      socket.emit('b', updateFrame(this.#opened.number, this.#sentAtMs.length, update));
    });
  }

  /** Joins a room as its next person and opens its shared document. */
  static async sit(url: string, room: string): Promise<Typist> {
    const answer = await fetch(`${url}/join?room=${encodeURIComponent(room)}`);
    const { documentId, cookie, origin } = (await answer.json()) as {
      documentId: string;
      cookie: string;
      origin: string;
    };
    const socket = io(url, {
      transports: ['websocket'],
      parser,
      forceNew: true,
      reconnection: false,
      auth: { version: 1 },
      extraHeaders: { cookie, origin },
    });
    const typist = new Typist(socket);
    const opened = (await socket
      .timeout(60_000)
      .emitWithAck('ask', 'document.open', { documentId })) as Answered<OpenedDocument>;
    if (!('ok' in opened)) throw new Error(`The document did not open: ${opened.because}.`);
    typist.#start(opened.ok);
    return typist;
  }

  #start(opened: OpenedDocument): void {
    for (const bytes of this.#early) {
      this.openedBytes += bytes.byteLength;
      this.#hear(readFromServer(bytes));
    }
    this.#opened = opened;
    this.#doc.clientID = opened.yClient;
    this.#text = this.#doc.getMap<Y.Text>('texts').get('note')!;
    fell.set(opened.yClient, []);
  }

  /** One letter at the end. */
  key(): void {
    fell.get(this.#opened!.yClient)!.push(performance.now());
    this.#text!.insert(this.#text!.length, LETTERS[this.#sentAtMs.length % LETTERS.length]!);
  }

  /** The `nth` of a long life: mostly letters somewhere near the end, now and then one taken back. */
  edit(nth: number): void {
    const text = this.#text!;
    const place = Math.max(0, text.length - ((nth * 7) % 400));
    if (nth % 6 === 5 && place < text.length) text.delete(place, 1);
    else text.insert(place, LETTERS[nth % LETTERS.length]!);
  }

  get unsaved(): number {
    return this.#sentAtMs.length - this.#acked;
  }
  get waiting(): boolean {
    return this.unsaved > 0;
  }
  get words(): string {
    return this.#text!.toString();
  }

  forget(): void {
    this.seenMs.length = 0;
    this.savedMs.length = 0;
  }

  leave(): void {
    this.#socket.disconnect();
  }

  #hear(said: FromServer): void {
    if (said.type === 'state') (said.version === 2 ? Y.applyUpdateV2 : Y.applyUpdate)(this.#doc, said.state, 'server');
    else if (said.type === 'update') this.#see(said.update);
    else if (said.type === 'ack') {
      const now = performance.now();
      while (this.#acked < said.localSequence) this.savedMs.push(now - this.#sentAtMs[this.#acked++]!);
    } else throw new Error(`Refused: ${said.code}.`);
  }

  #see(update: Uint8Array): void {
    const now = performance.now();
    if (this.#opened) {
      const { from, to } = Y.parseUpdateMeta(update);
      for (const [client, end] of to)
        for (let clock = from.get(client) ?? 0; clock < end; clock++)
          this.seenMs.push(now - (fell.get(client)?.[clock] ?? now));
    }
    Y.applyUpdate(this.#doc, update, 'server');
  }
}
