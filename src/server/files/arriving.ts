import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { env } from '../env.ts';
import { HEAD_BYTES, headFor, newFileKey } from './envelope.ts';
import { FRAME_BYTES, openFrames, sealFrames } from './frames.ts';
import { asNoRoom } from './room.ts';

/** Bytes that have arrived whole, sealed under a temporary name, and belong to nothing yet. */
export interface Arrived {
  /** How many plain bytes, and the fingerprint of them. */
  bytes: number;
  sha256: string;
  /** The plain bytes that arrived, from the start, as often as wanted until they are kept or discarded. */
  read(): Readable;
  /** For the store: makes it a file that opens at `place` and nowhere else, forces it to disk and says where it lies. */
  finish(place: string): Promise<string>;
  /** Takes them away again. Safe to call after `keepFile`. */
  discard(): Promise<void>;
}

/** More bytes came than were allowed. */
export class TooManyBytes extends Error {}

const arrivingFolder = (councilId = ''): string => resolve(env().DATA_DIR, 'arriving', councilId);

/**
 * Seals a stream into a temporary file as it comes. Its key is only in memory until it is kept, so what a crash leaves
 * can be read by nobody. When the stream breaks off, grows past the limit or fills the disk, nothing is left.
 */
export async function arriveFrom(
  councilId: string,
  from: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Arrived> {
  const path = join(arrivingFolder(councilId), randomUUID());
  const key = newFileKey();
  const discard = () => rm(path, { force: true });
  const file = await newFile(path).catch((error: unknown) => {
    throw asNoRoom(error);
  });
  try {
    const written = await writeSealed(file, key, from, maxBytes);
    await file.close();
    return { ...written, read: () => readSealed(path, key), finish: (place) => finish(path, key, place), discard };
  } catch (error) {
    await file.close();
    await discard();
    throw asNoRoom(error);
  }
}

async function newFile(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return open(path, 'wx', 0o600);
}

async function writeSealed(file: FileHandle, key: Uint8Array, from: AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  const counted = (async function* () {
    for await (const chunk of from) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new TooManyBytes(`More than ${maxBytes} bytes.`);
      hash.update(chunk);
      yield chunk;
    }
  })();
  await file.writeFile(Buffer.alloc(HEAD_BYTES));
  for await (const frame of sealFrames(key, counted)) await file.writeFile(frame);
  return { bytes, sha256: hash.digest('hex') };
}

const readSealed = (path: string, key: Uint8Array): Readable =>
  Readable.from(openFrames(key, createReadStream(path, { start: HEAD_BYTES })), {
    objectMode: false,
    highWaterMark: FRAME_BYTES,
  });

async function finish(path: string, key: Uint8Array, place: string): Promise<string> {
  const file = await open(path, 'r+');
  try {
    await file.write(headFor(key, place), 0, HEAD_BYTES, 0);
    await file.sync();
    return path;
  } finally {
    await file.close();
  }
}

/** No upload takes this long: what is older was left by a process that ended in the middle of one. */
const LEFT_BEHIND_MS = 24 * 3_600_000;

/** Takes away what broken uploads left, and returns how many there were. Safe beside other nodes. */
export async function sweepArriving(nowMs: number): Promise<number> {
  let swept = 0;
  for (const councilId of await readdir(arrivingFolder()).catch(() => []))
    for (const name of await readdir(arrivingFolder(councilId)).catch(() => [])) {
      const path = join(arrivingFolder(councilId), name);
      const arrivedMs = (await stat(path).catch(() => null))?.mtimeMs ?? nowMs;
      if (nowMs - arrivedMs < LEFT_BEHIND_MS) continue;
      await rm(path, { force: true });
      swept += 1;
    }
  return swept;
}
