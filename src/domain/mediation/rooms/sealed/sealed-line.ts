import { bound, joined, open, seal } from './cipher.ts';
import type { RoomKey } from './keys.ts';
import { readPiece, writePiece, type Outer } from './messages.ts';

/** Under what one message of the relay may carry, sealed and in base64. */
const PIECE_MAX_BYTES = 30 * 1024;
/** Keys of epochs gone by, for what was on its way when the key changed. */
const OLDER_KEYS = 2;

type Sealed = Extract<Outer, { kind: 'sealed' }>;

/** What became of a sealed message: nothing yet (more pieces come), something missed before it, or what was said. */
export interface Unsealed {
  inner: Uint8Array | null;
  missed: boolean;
}

/** Seals and opens one room's messages: who says what to whom is bound into each, and none counts twice. */
export class SealedLine {
  readonly #roomId: string;
  #keys: RoomKey[] = [];
  #sent = new Map<string, number>();
  readonly #heard = new Map<string, { count: number; pieces: Uint8Array[] }>();

  constructor(roomId: string) {
    this.#roomId = roomId;
  }

  get epoch(): string {
    return this.#keys[0]?.epoch ?? '';
  }
  use(key: RoomKey): void {
    this.#keys = [key, ...this.#keys.slice(0, OLDER_KEYS)];
  }
  /** A new connection has a new name, and counts from the start. */
  startOver(): void {
    this.#sent.clear();
    this.#heard.clear();
  }
  wipe(): void {
    this.startOver();
    this.#keys = [];
  }

  /** The messages that say this, in order; none without a key. `to` null is everybody. */
  async *sealed(inner: Uint8Array, selfId: string, to: string | null): AsyncGenerator<Sealed> {
    const of = Math.max(1, Math.ceil(inner.length / PIECE_MAX_BYTES));
    for (let nth = 0; nth < of; nth++) {
      const [room] = this.#keys;
      if (!room) return;
      const count = (this.#sent.get(to ?? '') ?? 0) + 1;
      this.#sent.set(to ?? '', count);
      const bytes = inner.subarray(nth * PIECE_MAX_BYTES, (nth + 1) * PIECE_MAX_BYTES);
      const sealed = await seal(room.key, writePiece({ count, nth, of, bytes }), this.#about(room.epoch, selfId, to));
      yield { kind: 'sealed', epoch: room.epoch, toOne: to !== null, sealed };
    }
  }

  /** Null when it cannot be opened: another epoch, another sender, changed, or heard before. */
  async unsealed(message: Sealed, fromId: string, selfId: string): Promise<Unsealed | null> {
    const room = this.#keys.find(({ epoch }) => epoch === message.epoch);
    const about = this.#about(message.epoch, fromId, message.toOne ? selfId : null);
    const plain = room && (await open(room.key, message.sealed, about));
    if (!plain) return null;
    const { count, nth, of, bytes } = readPiece(plain);
    const name = `${fromId}:${message.toOne}`;
    const before = this.#heard.get(name);
    if (before && count <= before.count) return null;
    const missed = before !== undefined && count !== before.count + 1;
    const pieces = nth === 0 || missed ? [bytes] : [...(before?.pieces ?? []), bytes];
    const whole = nth === of - 1 && pieces.length === of;
    this.#heard.set(name, { count, pieces: whole ? [] : pieces });
    return { inner: whole ? joined(...pieces) : null, missed: missed || pieces.length !== nth + 1 };
  }

  #about(epoch: string, fromId: string, to: string | null) {
    return bound('said', this.#roomId, epoch, fromId, to ?? 'everybody');
  }
}
