import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { env } from './env.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Bytes that have arrived whole, on disk under a temporary name, and belong to nothing yet. */
export interface Arrived {
  path: string;
  bytes: number;
  sha256: string;
  /** Takes them away again. Safe to call after `keepFile`. */
  discard(): Promise<void>;
}

/** More bytes came than were allowed. */
export class TooManyBytes extends Error {}

// Ids come from rows; a value that is not an id must never become part of a path.
const folderOf = (councilId: string, inside = ''): string => {
  if (!UUID.test(councilId)) throw new Error('A folder of files is named by a council’s id.');
  return resolve(env().DATA_DIR, 'files', councilId, inside);
};

/** Where a kept file is. Throws for anything but an id. */
export function pathOfFile(councilId: string, fileId: string): string {
  if (!UUID.test(fileId)) throw new Error('A file is named by an id.');
  return join(folderOf(councilId), fileId);
}

/** A folder for what can be made again from a kept file: pictures of its pages. */
export async function derivedFolderOf(councilId: string, fileId: string): Promise<string> {
  const folder = `${pathOfFile(councilId, fileId)}.made`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Writes a stream to a temporary file and forces it to disk. When it breaks off or grows past the limit, nothing is left. */
export async function storeStream(
  councilId: string,
  from: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Arrived> {
  const folder = folderOf(councilId, 'arriving');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomUUID());
  const discard = () => rm(path, { force: true });
  const file = await open(path, 'wx', 0o600);
  try {
    const written = await writeAll(file, from, maxBytes);
    await file.sync();
    await file.close();
    return { path, ...written, discard };
  } catch (error) {
    await file.close();
    await discard();
    throw error;
  }
}

async function writeAll(file: FileHandle, from: AsyncIterable<Uint8Array>, maxBytes: number) {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of from) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooManyBytes(`More than ${maxBytes} bytes.`);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/**
 * Gives arrived bytes their lasting place. Call inside the transaction that writes their row, last before it commits:
 * then a row never shows without its bytes, and bytes without a row are only ever left by a crash.
 */
export async function keepFile(arrived: Arrived, councilId: string, fileId: string): Promise<void> {
  await rename(arrived.path, pathOfFile(councilId, fileId));
  const folder = await open(folderOf(councilId), 'r');
  await folder.sync().finally(() => folder.close());
}

/** A kept file as a stream. Opened when first read, so that asking for the headers alone opens nothing. */
export function readStream(councilId: string, fileId: string): Readable {
  const path = pathOfFile(councilId, fileId);
  return Readable.from(
    (async function* () {
      yield* createReadStream(path, { highWaterMark: 64 * 1024 });
    })(),
    { objectMode: false, highWaterMark: 64 * 1024 },
  );
}

/** No upload takes this long: what is older was left by a process that ended in the middle of one. */
const LEFT_BEHIND_MS = 24 * 3_600_000;

/** Takes away what broken uploads left in every council's folder, and returns how many there were. Safe beside other nodes. */
export async function sweepArriving(nowMs: number): Promise<number> {
  const councils = await readdir(resolve(env().DATA_DIR, 'files')).catch(() => []);
  let swept = 0;
  for (const councilId of councils.filter((name) => UUID.test(name))) {
    const folder = folderOf(councilId, 'arriving');
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name);
      const arrivedMs = (await stat(path).catch(() => null))?.mtimeMs ?? nowMs;
      if (nowMs - arrivedMs < LEFT_BEHIND_MS) continue;
      await rm(path, { force: true });
      swept += 1;
    }
  }
  return swept;
}
