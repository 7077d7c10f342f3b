import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Plain bytes in one frame. Large enough that its tag costs nothing, small enough that a thousand readers fit in memory. */
export const FRAME_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
const SEALED_BYTES = FRAME_BYTES + TAG_BYTES;

/** The bytes of a file are not those that were sealed: changed, cut, put in another order, or of another file. */
export class NotAsSealed extends Error {}

/**
 * The nonce of a frame is its number and whether it is the last, so a frame opens only in its own place and a file cut at
 * a frame's edge does not end. Nothing repeats because every file has a key of its own.
 */
function nonceOf(frame: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(frame, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

function sealFrame(key: Uint8Array, plain: Uint8Array, frame: number, last: boolean): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(frame, last));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openFrame(key: Uint8Array, sealed: Buffer, frame: number, last: boolean): Buffer {
  const opener = createDecipheriv('aes-256-gcm', key, nonceOf(frame, last));
  try {
    opener.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([opener.update(sealed.subarray(0, -TAG_BYTES)), opener.final()]);
  } catch {
    throw new NotAsSealed(`Frame ${frame} is not as it was sealed.`);
  }
}

/** Cuts a stream into pieces of exactly `size` bytes, the last of what is left over; always at least one, and says which is last. */
async function* pieces(from: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<[Buffer, boolean]> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  for await (const chunk of from) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes <= size) continue;
    const all = Buffer.concat(held);
    let start = 0;
    // One whole piece is kept back: only the end of the stream tells whether it is the last.
    for (; all.length - start > size; start += size) yield [all.subarray(start, start + size), false];
    held = [all.subarray(start)];
    heldBytes = all.length - start;
  }
  yield [Buffer.concat(held), true];
}

/** Seals a stream of any length with AES-256-GCM, frame by frame, under a key that seals nothing else. */
export async function* sealFrames(key: Uint8Array, plain: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let frame = 0;
  for await (const [piece, last] of pieces(plain, FRAME_BYTES)) yield sealFrame(key, piece, frame++, last);
}

/** Opens what `sealFrames` made. Gives only bytes that were proved; throws `NotAsSealed` at the first that are not. */
export async function* openFrames(key: Uint8Array, sealed: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let frame = 0;
  for await (const [piece, last] of pieces(sealed, SEALED_BYTES)) yield openFrame(key, piece, frame++, last);
}
