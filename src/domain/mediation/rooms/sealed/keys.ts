import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { bound, keyFrom, newKeyBytes, open, randomBytes, seal, type Bytes } from './cipher.ts';
import { agree, commitmentTo, newNonce, newPair, opens, type Agreed, type Pair } from './handshake.ts';
import type { Outer } from './messages.ts';

const EPOCH_BYTES = 8;
const KEY_BYTES = 32;

/** What seals a room's words, until somebody leaves or the leader comes back. */
export interface RoomKey {
  epoch: string;
  key: CryptoKey;
}

const aboutKey = (roomId: string, leaderId: string, participantId: string): Bytes =>
  bound('room key', roomId, leaderId, participantId);

/** A participant's end of one handshake. Used once: whoever asks again begins with new keys. */
export class Asking {
  readonly leaderId: string;
  readonly commitment: Uint8Array;
  readonly #roomId: string;
  readonly #selfId: string;
  readonly #pair: Pair;
  readonly #nonce: Bytes;
  #offered = false;
  #agreed: Agreed | null = null;
  #newest = 0;

  private constructor(
    ids: { roomId: string; selfId: string; leaderId: string },
    made: { pair: Pair; nonce: Bytes; commitment: Uint8Array },
  ) {
    this.leaderId = ids.leaderId;
    this.#roomId = ids.roomId;
    this.#selfId = ids.selfId;
    this.#pair = made.pair;
    this.#nonce = made.nonce;
    this.commitment = made.commitment;
  }

  static async begin(ids: { roomId: string; selfId: string; leaderId: string }): Promise<Asking> {
    const [pair, nonce] = [await newPair(), newNonce()];
    return new Asking(ids, { pair, nonce, commitment: await commitmentTo(pair.publicBytes, nonce, ids.roomId) });
  }

  get words(): [string, string] | null {
    return this.#agreed?.words ?? null;
  }

  /** Answers the leader's key. Only the first: after it the own key is out, and whoever sent a second could try keys until the words fit. */
  async offered(leaderPublic: Uint8Array): Promise<Outer | null> {
    if (this.#offered) return null;
    this.#offered = true;
    const { publicBytes } = this.#pair;
    this.#agreed = await agree(this.#pair, leaderPublic, {
      roomId: this.#roomId,
      participantId: this.#selfId,
      leaderId: this.leaderId,
      participantPublic: publicBytes,
      leaderPublic,
      nonce: this.#nonce,
    });
    return { kind: 'reveal', publicBytes, nonce: this.#nonce };
  }

  /** The room key the leader gave; null when it is not from there, or an older one sent again. */
  async given(sealed: Uint8Array): Promise<RoomKey | null> {
    if (!this.#agreed) return null;
    const plain = await open(this.#agreed.key, sealed, aboutKey(this.#roomId, this.leaderId, this.#selfId));
    if (!plain) return null;
    const decoder = decoding.createDecoder(plain);
    const nth = decoding.readVarUint(decoder);
    if (nth <= this.#newest) return null;
    this.#newest = nth;
    const epoch = decoding.readVarString(decoder);
    return { epoch, key: await keyFrom(new Uint8Array(decoding.readUint8Array(decoder, KEY_BYTES))) };
  }
}

/** The leader's end: makes the room's keys and gives them to whoever shook hands. */
export class Giving {
  readonly #roomId: string;
  readonly #selfId: string;
  readonly #offers = new Map<string, { pair: Pair; commitment: Uint8Array }>();
  readonly #agreed = new Map<string, Agreed>();
  #bytes: Bytes = newKeyBytes();
  #epoch = '';
  #given = 0;

  constructor(roomId: string, selfId: string) {
    this.#roomId = roomId;
    this.#selfId = selfId;
  }

  /** A new room key. Whoever has left cannot read what is said from now on. */
  async renew(): Promise<RoomKey> {
    this.#bytes = newKeyBytes();
    this.#epoch = Array.from(randomBytes(EPOCH_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
    return { epoch: this.#epoch, key: await keyFrom(this.#bytes) };
  }

  /** Answers a commitment with a key made for this handshake alone: one used twice could be searched against. */
  async committed(participantId: string, commitment: Uint8Array): Promise<Outer> {
    const pair = await newPair();
    this.#offers.set(participantId, { pair, commitment });
    return { kind: 'offer', publicBytes: pair.publicBytes };
  }

  /** False when the key is not the one that was committed to. */
  async revealed(participantId: string, participantPublic: Uint8Array, nonce: Uint8Array): Promise<boolean> {
    const offer = this.#offers.get(participantId);
    this.#offers.delete(participantId);
    if (!offer || !(await opens(offer.commitment, participantPublic, nonce, this.#roomId))) return false;
    const agreed = await agree(offer.pair, participantPublic, {
      roomId: this.#roomId,
      participantId,
      leaderId: this.#selfId,
      participantPublic,
      leaderPublic: offer.pair.publicBytes,
      nonce,
    });
    this.#agreed.set(participantId, agreed);
    return true;
  }

  /** The room key for one of those who shook hands; null for anybody else. */
  async keyFor(participantId: string): Promise<Outer | null> {
    const agreed = this.#agreed.get(participantId);
    if (!agreed) return null;
    const encoder = encoding.createEncoder();
    encoding.writeVarUint(encoder, ++this.#given);
    encoding.writeVarString(encoder, this.#epoch);
    encoding.writeUint8Array(encoder, this.#bytes);
    const about = aboutKey(this.#roomId, this.#selfId, participantId);
    return { kind: 'key', sealed: await seal(agreed.key, encoding.toUint8Array(encoder), about) };
  }

  get participants(): string[] {
    return [...this.#agreed.keys()];
  }
  wordsWith(participantId: string): [string, string] | null {
    return this.#agreed.get(participantId)?.words ?? null;
  }
  forget(participantId: string): void {
    this.#offers.delete(participantId);
    this.#agreed.delete(participantId);
  }
}

/**
 * How many handshakes one end takes part in. A server in the middle has one guess at the words in each, and would need
 * about 33,000: thirty at once and then six a minute leave it nothing to try.
 */
export class Attempts {
  #left = 30;
  #atMs = performance.now();

  take(): boolean {
    const nowMs = performance.now();
    this.#left = Math.min(30, this.#left + (nowMs - this.#atMs) / 10_000);
    this.#atMs = nowMs;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
