import * as Y from 'yjs';
import type { FromServer } from '../wire.ts';

/** Marks what came from the server, so that it is not sent back there. */
export const FROM_SERVER = Symbol('from the server');
/** Marks what an earlier tab of this person had kept on this device: new to this screen, and not saved yet. */
const FROM_DEVICE = Symbol('from this device');

export interface Heard {
  /** Every change made on this device. */
  toServer(update: Uint8Array, transaction: Y.Transaction): void;
  /** A text came to be, or was loaded. */
  textsMoved(): void;
}

/** This screen's copy of one document: what the server sent so far, and the person's own words on top. */
export class Replica {
  doc = new Y.Doc();
  epoch = 0;
  /** The last of the log that came from the server. Never moved by an acknowledgement: others' words before it may still be under way. */
  sequence = 0;
  readonly #heard: Heard;
  #holds = 0;
  #held: (() => void)[] = [];

  constructor(heard: Heard) {
    this.#heard = heard;
    this.startOver(0);
  }

  get texts(): Y.Map<Y.Text> {
    return this.doc.getMap<Y.Text>('texts');
  }

  /** Forgets everything: the server's text was put back to an older state, or it would not take what we have. */
  startOver(epoch: number): void {
    this.doc.destroy();
    this.doc = new Y.Doc();
    this.doc.on('update', (update: Uint8Array, origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
      if (origin !== FROM_SERVER) this.#heard.toServer(update, transaction);
    });
    this.texts.observe(() => this.#heard.textsMoved());
    this.epoch = epoch;
    this.sequence = 0;
    this.#held = [];
  }

  /** Takes in what the server sent, or keeps it for later while a text is held. */
  take(frame: Extract<FromServer, { type: 'state' | 'update' }>): void {
    const { doc } = this;
    this.sequence = Math.max(this.sequence, frame.sequence);
    const apply = () => {
      if (frame.type === 'update') Y.applyUpdate(doc, frame.update, FROM_SERVER);
      else (frame.version === 2 ? Y.applyUpdateV2 : Y.applyUpdate)(doc, frame.state, FROM_SERVER);
    };
    if (this.#holds) this.#held.push(apply);
    else apply();
  }

  /** While a text is held (an input method is composing in it), others' changes wait; the person's own go on. */
  hold(): void {
    this.#holds++;
  }
  release(): void {
    this.#holds--;
    if (!this.#holds) for (const apply of this.#held.splice(0)) apply();
  }

  /** Puts in what this device had kept. False when it does not join on to what is here. */
  bringBack(update: Uint8Array, epoch: number): boolean {
    if (epoch !== this.epoch) return false;
    for (const [client, clock] of Y.parseUpdateMeta(update).from)
      if (clock > Y.getState(this.doc.store, client)) return false;
    Y.applyUpdate(this.doc, update, FROM_DEVICE);
    return true;
  }
}
