import { expect, test, vi } from 'vitest';
import { FakeStorage } from './unsent.fake.ts';
import { Unsent } from './unsent.ts';

const words = new TextEncoder().encode('KNRY-unsent-words');
const kept = { documentId: 'd1', epoch: 3, updates: [words, new Uint8Array([1, 2])] };
const secretOf = (byte: number) => new Uint8Array(32).fill(byte);
const open = (storage: FakeStorage, secret = secretOf(7), lost = () => {}) =>
  Unsent.open(secret, lost, storage.factory);

test('X18: what one tab kept, the next tab of the same person on the same device reads', async () => {
  const storage = new FakeStorage();
  const tab = await open(storage);
  await tab.keep(kept);
  const next = await open(storage);
  expect(await next.left('d1')).toMatchObject([kept]);
  expect(await next.left('another document')).toEqual([]);
  expect(await tab.left('d1')).toEqual([]);
});

test('F07: the bytes on the device show neither the words nor whose they are without the key', async () => {
  const storage = new FakeStorage();
  await (await open(storage)).keep(kept);
  const [row] = [...storage.rows.values()] as unknown as { sealed: ArrayBuffer }[];
  expect(Buffer.from(row!.sealed).toString('latin1')).not.toContain('KNRY');
  const somebodyElse = await open(storage, secretOf(8));
  expect(await somebodyElse.left('d1')).toEqual([]);
  expect(storage.rows.size).toBe(1);
});

test('a row moved under another document, or touched, opens for nobody and goes', async () => {
  const storage = new FakeStorage();
  await (await open(storage)).keep(kept);
  const [[, row]] = [...storage.rows] as [[string, { documentId: string; tab: string }]];
  storage.rows.clear();
  storage.rows.set(`d2/${row.tab}`, { ...row, documentId: 'd2' });
  expect(await (await open(storage)).left('d2')).toEqual([]);
  expect(storage.rows.size).toBe(0);
});

test('once saved, nothing of it stays on the device', async () => {
  const storage = new FakeStorage();
  const tab = await open(storage);
  await tab.keep(kept);
  await tab.drop('d1');
  expect(storage.rows.size).toBe(0);
});

test('noise that nobody can open any more goes after a month', async () => {
  const storage = new FakeStorage();
  await (await open(storage)).keep(kept);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 24 * 60 * 60 * 1000 });
  try {
    expect(await (await open(storage, secretOf(9))).left('d1')).toEqual([]);
    expect(storage.rows.size).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});

test('X48: a full device and a cleared one both say so', async () => {
  const storage = new FakeStorage();
  const lost = vi.fn();
  const tab = await open(storage, secretOf(7), lost);
  storage.full = true;
  await expect(tab.keep(kept)).rejects.toMatchObject({ name: 'QuotaExceededError' });
  storage.clear();
  expect(lost).toHaveBeenCalledOnce();
});
