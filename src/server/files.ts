import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { arriveFrom, type Arrived } from './files/arriving.ts';
import { openFile } from './files/envelope.ts';
import { FRAME_BYTES } from './files/frames.ts';
import { councilPlace, derivedPlace, derivedPlaces, filePlace } from './files/place.ts';
import { fileStore } from './files/store.ts';
import { sweepOrphans } from './files/sweep.ts';

export { sweepArriving, TooManyBytes, type Arrived } from './files/arriving.ts';
export { NotAsSealed } from './files/frames.ts';
export { assertRoom, NoRoom } from './files/room.ts';

/** There is no file under this id. */
export class NoSuchFile extends Error {}

/** Takes a stream in, sealed as it comes. Throws `TooManyBytes` or `NoRoom`; whatever it throws, nothing is left. */
export const storeStream = async (
  councilId: string,
  from: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<Arrived> => arriveFrom(councilPlace(councilId), from, maxBytes);

/**
 * Gives arrived bytes their lasting place. Call inside the transaction that writes their row, last before it commits:
 * then a row never shows without its bytes, and bytes without a row are only ever left by a crash.
 */
export async function keepFile(arrived: Arrived, councilId: string, fileId: string): Promise<void> {
  await put(arrived, filePlace(councilId, fileId));
}

async function put(arrived: Arrived, place: string): Promise<void> {
  const finished = await arrived.finish(place);
  await fileStore().put(place, finished);
  await arrived.discard();
}

/** A kept file's plain bytes. Opened when first read, so that asking for the headers alone opens nothing. */
export function readStream(councilId: string, fileId: string): Readable {
  return Readable.from(plainBytes(filePlace(councilId, fileId)), { objectMode: false, highWaterMark: FRAME_BYTES });
}

async function* plainBytes(place: string): AsyncGenerator<Buffer> {
  const sealed = await fileStore().get(place);
  if (!sealed) throw new NoSuchFile(`There is no file at ${place}.`);
  yield* openFile(place, sealed);
}

/** Takes a kept file away, with everything made from it. Its row says why. */
export async function dropFile(councilId: string, fileId: string): Promise<void> {
  await dropDerived(councilId, fileId);
  await fileStore().remove(filePlace(councilId, fileId));
}

/** Keeps something that can be made again from a kept file, sealed like it. Puts the new in place of the old, whole. */
export async function putDerived(councilId: string, fileId: string, name: string, bytes: Uint8Array): Promise<void> {
  const place = derivedPlace(councilId, fileId, name);
  await put(await storeStream(councilId, Readable.from([bytes]), bytes.length), place);
}

/** Something made from a kept file, as a stream, or null when it has not been made. */
export async function streamDerived(councilId: string, fileId: string, name: string): Promise<Readable | null> {
  const place = derivedPlace(councilId, fileId, name);
  const sealed = await fileStore().get(place);
  return sealed && Readable.from(openFile(place, sealed), { objectMode: false, highWaterMark: FRAME_BYTES });
}

/** The same whole, in memory: for what is small. */
export async function readDerived(
  councilId: string,
  fileId: string,
  name: string,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const made = await streamDerived(councilId, fileId, name);
  return made && buffer(made);
}

/** Takes away everything made from a kept file. */
export async function dropDerived(councilId: string, fileId: string): Promise<void> {
  const store = fileStore();
  for await (const { name } of store.list(derivedPlaces(councilId, fileId))) await store.remove(name);
}

/** Takes away what a crash left of a council's files. `belong` is asked which of some ids are of a row. */
export const sweepFiles = (
  councilId: string,
  nowMs: number,
  belong: (fileIds: string[]) => Promise<ReadonlySet<string>>,
): Promise<number> => sweepOrphans(fileStore(), councilId, nowMs, belong);
