import { Readable } from 'node:stream';
import type { Order, ReaderAnswer } from './job.ts';

/** What the reader says on its way out: the things it made, one by one, then its answer. */
export type Told = { made: string; bytes: Uint8Array } | { answer: ReaderAnswer };

/** One thing told, for the pipe: the length of a line of JSON, the line, and after something made its bytes. */
export function wrap(told: Told): Uint8Array {
  const bytes = 'made' in told ? told.bytes : new Uint8Array();
  const line = Buffer.from(JSON.stringify('made' in told ? { made: told.made, bytes: bytes.length } : told));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(line.length);
  return Buffer.concat([length, line, bytes]);
}

/** An order, and after it the bytes it is about. */
export const withOrder = (order: Order, bytes: AsyncIterable<Uint8Array>): Readable =>
  Readable.from(
    (async function* () {
      const line = Buffer.from(JSON.stringify(order));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(line.length);
      yield Buffer.concat([length, line]);
      yield* bytes;
    })(),
    { objectMode: false },
  );

/** Parts what `withOrder` put together. */
export function orderIn(given: Uint8Array): { order: Order; bytes: Uint8Array } {
  const from = 4 + Buffer.from(given.buffer, given.byteOffset, 4).readUInt32BE();
  const order = JSON.parse(Buffer.from(given.subarray(4, from)).toString('utf8')) as Order;
  return { order, bytes: given.slice(from) };
}

/** Reads what was wrapped, as it comes. Whatever has taken the reader over, nothing longer than `maxBytes` is held. */
export async function* unwrap(from: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Told> {
  const take = taker(from, maxBytes);
  for (let length = await take(4); length; length = await take(4)) {
    const line = await take(length.readUInt32BE());
    if (!line) return;
    const said = JSON.parse(line.toString('utf8')) as { made: string; bytes: number } | { answer: ReaderAnswer };
    if ('answer' in said) {
      yield said;
      continue;
    }
    const bytes = await take(said.bytes);
    if (!bytes) return;
    yield { made: said.made, bytes };
  }
}

/** Takes exactly so many bytes off a stream, or null when it ended before. */
function taker(from: AsyncIterable<Uint8Array>, maxBytes: number): (bytes: number) => Promise<Buffer | null> {
  const chunks = from[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  return async (bytes) => {
    if (!(bytes <= maxBytes)) throw new RangeError('The reader said too much.');
    const parts: Uint8Array[] = [held];
    for (let have = held.length; have < bytes;) {
      const { done, value } = await chunks.next();
      if (done) return null;
      parts.push(value);
      have += value.length;
    }
    const all = Buffer.concat(parts);
    held = all.subarray(bytes);
    return all.subarray(0, bytes);
  };
}
