import type { OpenedDocument } from '../define.ts';
import { readFromServer, updateFrame, type FromServer } from '../wire.ts';
import { again } from './again.ts';
import { LiveDocument } from './document.svelte.ts';
import { Keeper } from './keeper.ts';
import { Unsent } from './unsent.ts';

/** What the documents of a page need of its connection. */
export interface Lines {
  ask(name: 'document.open' | 'document.close', input: object): Promise<{ ok: unknown } | { because: string }>;
  send(frame: Uint8Array): void;
  /** A document's unsaved changes moved. */
  moved(document: LiveDocument): void;
  joined(document: LiveDocument): void;
  /** The server says that what was open here is no longer this person's to see. */
  accessEnded(): void;
}

/** An answer that says no for good, not for now. */
const FOR_GOOD = new Set(['unknown', 'forbidden', 'signed-out']);

/** The documents open on one page, each under the number this connection gave it. */
export class Documents {
  readonly #lines: Lines;
  readonly #all = new Map<string, LiveDocument>();
  readonly #byNumber = new Map<number, LiveDocument>();
  /** A document's state is sent before the answer that tells its number. */
  readonly #early = new Map<number, FromServer[]>();
  /** Counts connections: an answer that belongs to an earlier one means nothing any more. */
  #turn = 0;
  #open = false;
  #readOnly = false;
  readonly #again = again(() => this.#joinAll((document) => !this.#numberOf(document)));

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  get waiting(): number {
    return [...this.#all.values()].reduce((sum, document) => sum + document.waiting, 0);
  }

  get(documentId: string): LiveDocument {
    const known = this.#all.get(documentId);
    if (known) return known;
    const document = new LiveDocument(documentId, {
      send: (number, localSequence, update) => this.#lines.send(updateFrame(number, localSequence, update)),
      rejoin: (which) => void this.#join(which),
      moved: (which) => this.#lines.moved(which),
    });
    this.#all.set(documentId, document);
    if (this.#open) void this.#join(document);
    return document;
  }

  /** The connection is there: every document goes on from where it was. */
  connected(readOnly: boolean): void {
    this.dropped();
    this.#open = true;
    this.#readOnly = readOnly;
    this.#joinAll(() => true);
  }

  dropped(): void {
    this.#turn++;
    this.#open = false;
    this.#again.stop();
    this.#byNumber.clear();
    this.#early.clear();
    for (const document of this.#all.values()) document.left();
  }

  /** Opens what this device keeps of unsent words, with 32 bytes of key. Throws when it keeps nothing. */
  static async keeper(secret: Uint8Array<ArrayBuffer>, failed: () => void): Promise<Keeper> {
    return new Keeper(await Unsent.open(secret, failed), failed);
  }

  /** One binary frame, as it came. */
  hear(bytes: Uint8Array): void {
    this.take(readFromServer(bytes));
  }

  take(frame: FromServer): void {
    const document = this.#byNumber.get(frame.number);
    if (document) return document.take(frame);
    const early = this.#early.get(frame.number);
    if (early) early.push(frame);
    else this.#early.set(frame.number, [frame]);
  }

  end(): void {
    this.dropped();
    for (const document of this.#all.values()) document.end();
  }

  #joinAll(which: (document: LiveDocument) => boolean): void {
    for (const document of this.#all.values()) if (which(document)) void this.#join(document);
  }

  async #join(document: LiveDocument): Promise<void> {
    const turn = this.#turn;
    await this.#leave(document);
    const answer = await this.#lines.ask('document.open', { documentId: document.documentId, ...document.from });
    if (turn !== this.#turn) return;
    if ('ok' in answer) return this.#joined(document, answer.ok as OpenedDocument);
    if (!FOR_GOOD.has(answer.because)) return this.#again.later();
    if (document.loaded || answer.because === 'signed-out') this.#lines.accessEnded();
  }

  #joined(document: LiveDocument, opened: OpenedDocument): void {
    const early = this.#early.get(opened.number) ?? [];
    this.#early.delete(opened.number);
    this.#byNumber.set(opened.number, document);
    document.joined(opened, early, this.#readOnly);
    this.#lines.joined(document);
  }

  async #leave(document: LiveDocument): Promise<void> {
    const number = this.#numberOf(document);
    if (number === undefined) return;
    this.#byNumber.delete(number);
    await this.#lines.ask('document.close', { number });
    this.#early.delete(number);
  }

  #numberOf(document: LiveDocument): number | undefined {
    for (const [number, open] of this.#byNumber) if (open === document) return number;
    return undefined;
  }
}
