import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import { arrive, freshDataFolder, stillArriving } from '../../../tests/support/papers.ts';
import { fakeS3 } from '../../../tests/support/s3.ts';
import {
  dropFile,
  keepFile,
  NoSuchFile,
  NotAsSealed,
  putDerived,
  readDerived,
  readStream,
  sweepFiles,
} from '../files.ts';
import { s3Store } from './s3.ts';

let s3: Awaited<ReturnType<typeof fakeS3>>;
beforeAll(async () => {
  freshDataFolder();
  s3 = await fakeS3();
  const { url, bucket, key, secret } = s3.address;
  Object.assign(process.env, { S3_URL: url, S3_BUCKET: bucket, S3_KEY: key, S3_SECRET: secret });
});
beforeEach(() => {
  s3.objects.clear();
  s3.state.asked = [];
});
afterAll(() => s3.stop());

async function kept(bytes: Uint8Array = randomBytes(300_000)) {
  const [councilId, fileId] = [v7(), v7()];
  await keepFile(await arrive(councilId, bytes), councilId, fileId);
  return { councilId, fileId, bytes, name: `${councilId}/${fileId}` };
}

describe('files in an object store', () => {
  test('EV18: a paper goes there sealed and whole, reads back, and leaves nothing on this machine', async () => {
    const { councilId, fileId, bytes, name } = await kept(Buffer.from('Maya Rowe '.repeat(30_000)));
    expect((await buffer(readStream(councilId, fileId))).equals(bytes)).toBe(true);
    expect(s3.objects.get(name)!.bytes.includes('Maya')).toBe(false);
    expect(stillArriving(councilId)).toEqual([]);
    await dropFile(councilId, fileId);
    expect(s3.objects.size).toBe(0);
    await expect(buffer(readStream(councilId, fileId))).rejects.toThrow(NoSuchFile);
  });

  test('EV18: what is made from it goes there too, and is dropped with it, however many pages', async () => {
    const { councilId, fileId } = await kept();
    for (const page of [1, 2, 3, 4, 5])
      await putDerived(councilId, fileId, `page-${page}.webp`, Buffer.from(`${page}`));
    expect(String(await readDerived(councilId, fileId, 'page-4.webp'))).toBe('4');
    expect(await readDerived(councilId, fileId, 'page-6.webp')).toBeNull();
    await dropFile(councilId, fileId);
    expect(s3.objects.size).toBe(0);
  });

  test('EV16 EV18: a bucket in other hands can harm a paper, but not unnoticed', async () => {
    const [one, other] = [await kept(), await kept()];
    s3.objects.set(other.name, s3.objects.get(one.name)!);
    await expect(buffer(readStream(other.councilId, other.fileId))).rejects.toThrow(NotAsSealed);
    s3.objects.get(one.name)!.bytes = s3.objects.get(one.name)!.bytes.subarray(0, 200_000);
    await expect(buffer(readStream(one.councilId, one.fileId))).rejects.toThrow(NotAsSealed);
  });

  test('EV18: a store that stumbles is asked again; one that refuses is a fault, and nothing counts as kept', async () => {
    s3.state.failNext = 2;
    const { councilId, fileId, bytes } = await kept();
    expect((await buffer(readStream(councilId, fileId))).equals(bytes)).toBe(true);
    const stranger = s3Store({ ...s3.address, key: 'nobody' });
    await expect(stranger.get(`${councilId}/${fileId}`)).rejects.toThrow('answered 403');
    await expect(stranger.remove(`${councilId}/${fileId}`)).rejects.toThrow('answered 403');
    expect(s3.objects.size).toBe(1);
  });

  test('X38: what a crash left there is swept after a day, and what belongs stays', async () => {
    const councilId = v7();
    const [mine, orphan, fresh] = [v7(), v7(), v7()];
    for (const id of [mine, orphan, fresh]) await keepFile(await arrive(councilId, Buffer.from(id)), councilId, id);
    await putDerived(councilId, orphan, 'page-1.webp', Buffer.from('1'));
    for (const [name, object] of s3.objects) if (!name.endsWith(fresh)) object.storedAtMs -= 25 * 3_600_000;
    const belong = async (ids: string[]) => new Set(ids.filter((id) => id === mine));
    expect(await sweepFiles(councilId, Date.now(), belong)).toBe(2);
    expect([...s3.objects.keys()].sort()).toEqual([mine, fresh].map((id) => `${councilId}/${id}`).sort());
  });
});
