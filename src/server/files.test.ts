import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { arrive, freshDataFolder } from '../../tests/support/papers.ts';
import { keepFile, pathOfFile, readStream, storeStream, sweepArriving, TooManyBytes } from './files.ts';

let folder: string;
beforeAll(() => void (folder = freshDataFolder()));

const bytesOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

describe('files', () => {
  test('EV13: what arrived whole is kept under its id, and reads back', async () => {
    const [councilId, fileId] = [v7(), v7()];
    const arrived = await arrive(councilId, Buffer.from('a paper'));
    expect(arrived).toMatchObject({ bytes: 7, sha256: createHash('sha256').update('a paper').digest('hex') });
    await keepFile(arrived, councilId, fileId);
    expect(existsSync(arrived.path)).toBe(false);
    expect(await bytesOf(readStream(councilId, fileId))).toBe('a paper');
  });

  test('H19: more bytes than allowed leave nothing', async () => {
    const councilId = v7();
    const many = (async function* () {
      for (;;) yield Buffer.alloc(1024);
    })();
    await expect(storeStream(councilId, many, 10_000)).rejects.toThrow(TooManyBytes);
    expect(await sweepArriving(Date.now() + 48 * 3_600_000)).toBe(0);
  });

  test('I04: only an id becomes part of a path', () => {
    expect(() => pathOfFile(v7(), '../../etc/passwd')).toThrow('named by an id');
    expect(() => pathOfFile('..', v7())).toThrow('council’s id');
  });

  test('X38: what a crash left half arrived is swept after a day, and nothing else', async () => {
    const councilId = v7();
    const arriving = join(folder, 'files', councilId, 'arriving');
    mkdirSync(arriving, { recursive: true });
    const [old, fresh] = [join(arriving, 'old'), join(arriving, 'fresh')];
    for (const path of [old, fresh]) writeFileSync(path, 'half');
    const yesterday = Date.now() / 1000 - 25 * 3_600;
    utimesSync(old, yesterday, yesterday);
    expect(await sweepArriving(Date.now())).toBe(1);
    expect([existsSync(old), existsSync(fresh)]).toEqual([false, true]);
  });
});
