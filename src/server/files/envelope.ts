import { randomBytes } from 'node:crypto';
import { seal, unseal } from '../seal.ts';
import { NotAsSealed, openFrames } from './frames.ts';

const KEY_BYTES = 32;
const MARK = Buffer.from('CGF1');
/** In front of the frames: a mark, then the file's own key, sealed under the installation's for this one place. */
export const HEAD_BYTES = MARK.length + 12 + 16 + KEY_BYTES;

export const newFileKey = (): Uint8Array => randomBytes(KEY_BYTES);

/** The head of a file that is kept at `place`. Moved to another place it does not open. */
export const headFor = (fileKey: Uint8Array, place: string): Buffer =>
  Buffer.concat([MARK, seal(fileKey, `file ${place}`)]);

function fileKeyIn(head: Buffer, place: string): Uint8Array {
  if (head.length < HEAD_BYTES || !head.subarray(0, MARK.length).equals(MARK))
    throw new NotAsSealed('This is not a sealed file.');
  try {
    return unseal(head.subarray(MARK.length), `file ${place}`);
  } catch {
    throw new NotAsSealed('This file was sealed for another place, or by another installation.');
  }
}

/** The plain bytes of a whole sealed file, head first, as they are proved. Throws `NotAsSealed`. */
export async function* openFile(place: string, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const chunks = sealed[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < HEAD_BYTES) {
    const { done, value } = await chunks.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  const key = fileKeyIn(start.subarray(0, HEAD_BYTES), place);
  yield* openFrames(key, afterHead(start.subarray(HEAD_BYTES), chunks));
}

async function* afterHead(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
