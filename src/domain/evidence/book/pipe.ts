/** How much follows, ahead of everything that goes over a pipe. */
const LENGTH_BYTES = 4;
/** Instead of a length: nothing more of this segment, or it could not be built. */
export const END = 0;
export const FAILED = 0xffff_ffff;

/** The bytes that tell how much follows. */
export function lengthOf(value: number): Buffer {
  const bytes = Buffer.alloc(LENGTH_BYTES);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** One thing to be sent, with its length ahead of it. */
export const framed = (bytes: Uint8Array): Uint8Array[] => [lengthOf(bytes.length), bytes];

/** Takes exact numbers of bytes off a stream. */
export class Taker {
  readonly #from: AsyncIterator<Uint8Array>;
  #held: Buffer = Buffer.alloc(0);

  constructor(from: AsyncIterable<Uint8Array>) {
    this.#from = from[Symbol.asyncIterator]();
  }

  /** The next so many bytes; null when the stream ends before them. */
  async take(bytes: number): Promise<Buffer | null> {
    const chunks: Uint8Array[] = [this.#held];
    let had = this.#held.length;
    while (had < bytes) {
      const { done, value } = await this.#from.next();
      if (done) return null;
      chunks.push(value);
      had += value.length;
    }
    const all = chunks.length === 1 ? this.#held : Buffer.concat(chunks);
    this.#held = all.subarray(bytes);
    return all.subarray(0, bytes);
  }

  async length(): Promise<number | null> {
    return (await this.take(LENGTH_BYTES))?.readUInt32BE() ?? null;
  }

  /** The next thing sent with its length ahead of it; null at the end. */
  async next(): Promise<Buffer | null> {
    const length = await this.length();
    return length === null ? null : this.take(length);
  }
}
