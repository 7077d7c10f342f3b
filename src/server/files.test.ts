import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { arrive, freshDataFolder, keptAt, stillArriving } from '../../tests/support/papers.ts';
import { HEAD_BYTES } from './files/envelope.ts';
import { FRAME_BYTES, TAG_BYTES } from './files/frames.ts';
import {
  dropFile,
  keepFile,
  NoSuchFile,
  NotAsSealed,
  putDerived,
  readDerived,
  readStream,
  storeStream,
  sweepArriving,
  TooManyBytes,
} from './files.ts';

let folder: string;
beforeAll(() => void (folder = freshDataFolder()));

const SEALED = FRAME_BYTES + TAG_BYTES;
const kept = (councilId: string, fileId: string) => buffer(readStream(councilId, fileId));

/** A file of two whole frames and a bit, kept; and what is done to it from outside. */
async function sealed(bytes: Uint8Array = randomBytes(2 * FRAME_BYTES + 100)) {
  const [councilId, fileId] = [v7(), v7()];
  await keepFile(await arrive(councilId, bytes), councilId, fileId);
  const path = keptAt(councilId, fileId);
  const harm = (change: (stored: Buffer) => Buffer) => writeFileSync(path, change(readFileSync(path)));
  return { councilId, fileId, bytes, path, harm };
}

describe('files', () => {
  test('EV13: what arrived whole is kept under its id, and reads back', async () => {
    const [councilId, fileId] = [v7(), v7()];
    const arrived = await arrive(councilId, Buffer.from('a paper'));
    expect(arrived).toMatchObject({ bytes: 7, sha256: createHash('sha256').update('a paper').digest('hex') });
    expect(String(await buffer(arrived.read()))).toBe('a paper');
    await keepFile(arrived, councilId, fileId);
    expect(stillArriving(councilId)).toEqual([]);
    expect(String(await kept(councilId, fileId))).toBe('a paper');
  });

  test.each([0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 5 * FRAME_BYTES])(
    'EV16: %i bytes read back as they were, arriving and kept',
    async (length) => {
      const { councilId, fileId, bytes } = await sealed(randomBytes(length));
      expect((await kept(councilId, fileId)).equals(bytes)).toBe(true);
    },
  );

  test('EV16: nothing that is stored, kept or made or still arriving, can be read from the disk', async () => {
    const councilId = v7();
    const secret = Buffer.from('Maya Rowe '.repeat(500));
    const arrived = await arrive(councilId, secret);
    const [arriving] = stillArriving(councilId);
    expect(readFileSync(join(folder, 'arriving', councilId, arriving!)).includes('Maya')).toBe(false);
    const fileId = v7();
    await keepFile(arrived, councilId, fileId);
    await putDerived(councilId, fileId, 'page-1.webp', secret);
    const stored = readdirSync(join(folder, 'files', councilId), { recursive: true, withFileTypes: true });
    const files = stored.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(files).toHaveLength(2);
    for (const path of files) expect(readFileSync(path).includes('Maya')).toBe(false);
  });

  test.each<[string, (stored: Buffer) => Buffer]>([
    ['a changed bit', (stored) => stored.fill(stored[HEAD_BYTES + 9]! ^ 1, HEAD_BYTES + 9, HEAD_BYTES + 10)],
    ['a cut at the edge of a frame', (stored) => stored.subarray(0, HEAD_BYTES + 2 * SEALED)],
    ['a cut in the middle', (stored) => stored.subarray(0, HEAD_BYTES + 1000)],
    ['nothing left but the head', (stored) => stored.subarray(0, HEAD_BYTES)],
    ['nothing left', () => Buffer.alloc(0)],
    ['something after the end', (stored) => Buffer.concat([stored, Buffer.from('more')])],
    [
      'two frames that changed places',
      (stored) =>
        Buffer.concat([
          stored.subarray(0, HEAD_BYTES),
          stored.subarray(HEAD_BYTES + SEALED, HEAD_BYTES + 2 * SEALED),
          stored.subarray(HEAD_BYTES, HEAD_BYTES + SEALED),
          stored.subarray(HEAD_BYTES + 2 * SEALED),
        ]),
    ],
  ])('EV16: %s is noticed', async (_what, change) => {
    const { councilId, fileId, harm } = await sealed();
    harm(change);
    await expect(kept(councilId, fileId)).rejects.toThrow(NotAsSealed);
  });

  test('EV16: a file put in the place of another does not open, in the same council or another', async () => {
    const [one, other] = [await sealed(), await sealed()];
    renameSync(one.path, other.path);
    await expect(kept(other.councilId, other.fileId)).rejects.toThrow('sealed for another place');
  });

  test('EV16: only what was proved is handed out', async () => {
    const { councilId, fileId, bytes, harm } = await sealed();
    harm((stored) => stored.fill(0, HEAD_BYTES + SEALED + 5, HEAD_BYTES + SEALED + 6));
    const given: Buffer[] = [];
    const reading = (async () => {
      for await (const chunk of readStream(councilId, fileId)) given.push(chunk as Buffer);
    })();
    await expect(reading).rejects.toThrow(NotAsSealed);
    expect(Buffer.concat(given).equals(bytes.subarray(0, FRAME_BYTES))).toBe(true);
  });

  test('EV16: what is made from a file is kept, replaced and dropped with it', async () => {
    const { councilId, fileId } = await sealed();
    const read = async () => String(await readDerived(councilId, fileId, 'page-1.webp'));
    await putDerived(councilId, fileId, 'page-1.webp', Buffer.from('first'));
    await putDerived(councilId, fileId, 'page-1.webp', Buffer.from('second'));
    expect(await read()).toBe('second');
    expect(await readDerived(councilId, fileId, 'page-2.webp')).toBeNull();
    await dropFile(councilId, fileId);
    expect(await readDerived(councilId, fileId, 'page-1.webp')).toBeNull();
    await expect(kept(councilId, fileId)).rejects.toThrow(NoSuchFile);
  });

  test('H19: more bytes than allowed leave nothing', async () => {
    const councilId = v7();
    const many = (async function* () {
      for (;;) yield Buffer.alloc(1024);
    })();
    await expect(storeStream(councilId, many, 10_000)).rejects.toThrow(TooManyBytes);
    expect(stillArriving(councilId)).toEqual([]);
  });

  test('I04: only an id becomes part of a path, and only a plain name beside it', async () => {
    expect(() => readStream(v7(), '../../etc/passwd')).toThrow('named by an id');
    expect(() => readStream('..', v7())).toThrow('council’s id');
    await expect(readDerived(v7(), v7(), '../other.webp')).rejects.toThrow('plain name');
  });

  test('X38: what a crash left half arrived is swept after a day, and nothing else', async () => {
    const arriving = join(folder, 'arriving', v7());
    mkdirSync(arriving, { recursive: true });
    const [old, fresh] = [join(arriving, 'old'), join(arriving, 'fresh')];
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    const yesterday = Date.now() / 1000 - 25 * 3_600;
    utimesSync(old, yesterday, yesterday);
    expect(await sweepArriving(Date.now())).toBe(1);
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});
