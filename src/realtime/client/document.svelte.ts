import * as Y from 'yjs';
import type { NackCode, OpenedDocument } from '../define.ts';
import type { FromServer } from '../wire.ts';
import { again } from './again.ts';
import { Outbox } from './outbox.ts';
import { Replica } from './replica.ts';
import { LiveText } from './text.svelte.ts';

/** What a document needs of the connection it goes over. */
export interface Line {
  send(documentNumber: number, localSequence: number, update: Uint8Array): void;
  /** Leaves and joins the document again, from `from`. */
  rejoin(document: LiveDocument): void;
  /** The unsaved changes moved: the page counts them, the device keeps them. */
  moved(document: LiveDocument): void;
}

/** Words the server would not take, as they stood on this screen, so that their writer can copy them out. */
export interface Refused {
  because: string;
  words: Record<string, string>;
}

/** The server may take the same words later (`too-many` is too many at once); every other refusal is for good. */
const LATER: ReadonlySet<string> = new Set<NackCode>(['gap', 'not-saved', 'too-many']);
/** An honest browser meets a gap once, after a refusal; a third means that this copy cannot be joined on. */
const GAPS_MAX = 3;

/** One shared document on this screen. Its fields are reactive. */
export class LiveDocument {
  readonly documentId: string;
  loaded = $state(false);
  canWrite = $state(false);
  /** Own changes the server has not yet said are on disk. */
  waiting = $state(0);
  refused = $state.raw<Refused | null>(null);

  readonly #line: Line;
  readonly #texts = new Map<string, LiveText>();
  readonly #outbox = new Outbox();
  readonly #touched = new Set<string>();
  readonly #replica = new Replica({
    toServer: (update, transaction) => this.#changed(update, transaction),
    textsMoved: () => this.#connect(),
  });
  readonly #again = again(() => this.#resend());
  #number: number | null = null;
  #mayWrite = false;
  #locked: ReadonlySet<string> = new Set();
  #stalled = false;
  #gaps = 0;

  constructor(documentId: string, line: Line) {
    this.documentId = documentId;
    this.#line = line;
  }

  /** The text of this name; empty and locked until the server has it. */
  text(name: string): LiveText {
    const known = this.#texts.get(name);
    if (known) return known;
    const text = new LiveText(name, this.#replica);
    this.#texts.set(name, text);
    // Only the new one: pages ask for texts inside deriveds, which may change nothing that was there before.
    this.#connectOne(text);
    return text;
  }

  /** Where to go on from; nothing before the first load. */
  get from(): { epoch?: number; sequence?: number } {
    const { epoch, sequence } = this.#replica;
    return epoch ? { epoch, sequence } : {};
  }

  /** What is not saved yet, for the device to keep. */
  get unsaved(): { epoch: number; yClient: number; updates: Uint8Array[] } {
    return { epoch: this.#replica.epoch, yClient: this.#replica.doc.clientID, updates: this.#outbox.updates };
  }

  /** The document is open on this connection. `early` came before the answer did. */
  joined(opened: OpenedDocument, early: readonly FromServer[], readOnly: boolean): void {
    const { epoch } = this.#replica;
    if (epoch && epoch !== opened.epoch) return this.#handOver(opened.number);
    if (!epoch) this.#startOver('epoch', opened.epoch, opened.yClient);
    this.#number = opened.number;
    for (const frame of early) this.take(frame);
    this.#mayWrite = this.canWrite = opened.canWrite && !readOnly;
    this.lock(opened.locked);
    this.loaded = true;
    this.#resend();
  }

  /** The connection dropped: typing goes on and waits. */
  left(): void {
    this.#number = null;
    this.#again.stop();
  }

  /** These texts are settled: read-only, and their words stay. */
  lock(names: readonly string[]): void {
    this.#locked = new Set(names);
    this.#connect();
  }

  take(frame: FromServer): void {
    if (frame.type === 'ack') this.#saved(frame.localSequence);
    else if (frame.type === 'nack') this.#notTaken(frame.localSequence, frame.code);
    else this.#replica.take(frame);
  }

  /** Puts in what an earlier tab on this device had not got saved, to be sent now. False when it does not join on. */
  bringBack(update: Uint8Array, epoch: number): boolean {
    return this.#replica.bringBack(update, epoch);
  }

  /** The access ended: the words leave the memory and the screen. */
  end(): void {
    this.left();
    this.#texts.forEach((text) => text.attach(null));
    this.#forget(0);
    this.#mayWrite = this.canWrite = this.loaded = false;
    this.refused = null;
    this.lock([]);
  }

  #connect(): void {
    for (const text of this.#texts.values()) this.#connectOne(text);
  }

  #connectOne(text: LiveText): void {
    const shared = this.#replica.texts.get(text.name) ?? null;
    text.attach(shared);
    text.lock(!shared || !this.#mayWrite || this.#locked.has(text.name));
  }

  #changed(update: Uint8Array, transaction: Y.Transaction): void {
    for (const type of transaction.changed.keys()) if (type._item?.parentSub) this.#touched.add(type._item.parentSub);
    const open = this.#number !== null && !this.#stalled;
    const { sequence } = this.#outbox.add(update, open);
    if (open) this.#line.send(this.#number!, sequence, update);
    this.#count();
  }

  #saved(upTo: number): void {
    this.#gaps = 0;
    if (!this.#stalled) this.#again.stop();
    this.#outbox.saved(upTo);
    this.#count();
  }

  /** What comes after a change that was not taken is not taken either, so all of it goes again, in order. */
  #notTaken(localSequence: number, code: string): void {
    if (this.#stalled || this.#number === null || !this.#outbox.has(localSequence)) return;
    if (code === 'gap') this.#gaps++;
    if (!LATER.has(code) || this.#gaps >= GAPS_MAX) return this.#refuse(code);
    this.#stalled = true;
    this.#again.later();
  }

  #resend(): void {
    this.#stalled = false;
    if (this.#number === null) return;
    for (const { sequence, update } of this.#outbox.pack()) this.#line.send(this.#number, sequence, update);
  }

  /** The server's text was put back to an older state: unsaved words go to a person to look at, not into the text. */
  #handOver(number: number): void {
    for (const { sequence, update } of this.#outbox.pack()) this.#line.send(number, sequence, update);
    this.#refuse('epoch');
  }

  #refuse(code: string): void {
    this.#startOver(code, 0, this.#replica.doc.clientID);
    // Until the server's text is here the screen keeps the words it shows, but nobody types into a copy that is gone.
    for (const text of this.#texts.values()) text.lock(true);
    this.#line.rejoin(this);
  }

  /** Begins with an empty copy. Unsaved words are shown to their writer: they are not merged blindly, and not dropped. */
  #startOver(because: string, epoch: number, yClient: number): void {
    if (this.#outbox.changes) this.refused = { because, words: this.#unsavedWords() };
    this.#forget(epoch);
    this.#replica.doc.clientID = yClient;
  }

  #forget(epoch: number): void {
    this.left();
    this.#stalled = false;
    this.#gaps = 0;
    this.#touched.clear();
    this.#outbox.clear();
    this.#replica.startOver(epoch);
    this.#count();
  }

  #unsavedWords(): Record<string, string> {
    const { texts } = this.#replica;
    return Object.fromEntries([...this.#touched].map((name) => [name, texts.get(name)?.toString() ?? '']));
  }

  #count(): void {
    this.waiting = this.#outbox.changes;
    if (!this.waiting) this.#touched.clear();
    this.#line.moved(this);
  }
}
