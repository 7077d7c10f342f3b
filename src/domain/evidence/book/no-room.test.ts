import { existsSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import * as files from '#server/files.ts';
import { ask, buildAll, makeBook } from '../../../../tests/support/books.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { longPack } from '../../../../tests/support/long-pack.ts';
import { freshDataFolder, keptAt, makeCase, scopeFor, stillArriving } from '../../../../tests/support/papers.ts';
import { newestBook } from './books.server.ts';

// A disk cannot be filled here without being its owner, so the one call that writes says what a full one says.
vi.mock('#server/files.ts', async (original) => ({
  ...(await original<typeof files>()),
  putDerived: vi.fn(),
  storeStream: vi.fn(),
}));

let db: TestDatabase;
let real: typeof files;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
  real = await vi.importActual<typeof files>('#server/files.ts');
});
afterAll(() => db.close());

const full = () => Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));

test.each(['a paper', 'the whole book'])(
  'X22: no room for %s: plain words, no half file, and it can be made once there is room',
  async (what) => {
    vi.mocked(files.putDerived).mockImplementation(real.putDerived);
    vi.mocked(files.storeStream).mockImplementation(real.storeStream);
    const { councilId, caseFileId, officer } = await makeCase(db);
    const packId = await longPack(db, officer, caseFileId, 2, 3);
    const scope = await scopeFor(officer, caseFileId, 'pack:bind');
    const packBookId = await ask(officer, caseFileId, packId);
    if (what === 'a paper') vi.mocked(files.putDerived).mockImplementation(full);
    else vi.mocked(files.storeStream).mockImplementation(full);
    await buildAll(councilId);
    expect(await underScope(scope, (tx) => newestBook(tx, scope, packId))).toMatchObject({
      ...{ state: 'failed', bytes: null },
      sentence: 'There is no room to keep the PDF. Nothing is lost. Ask the council to make room, then try again.',
    });
    expect(existsSync(keptAt(councilId, packBookId))).toBe(false);
    const segments = `${keptAt(councilId, packBookId)}.made`;
    expect(existsSync(segments) ? readdirSync(segments) : []).toEqual([]);
    expect(stillArriving(councilId)).toEqual([]);
    vi.mocked(files.putDerived).mockImplementation(real.putDerived);
    vi.mocked(files.storeStream).mockImplementation(real.storeStream);
    expect(await makeBook(officer, caseFileId, packId)).not.toBe(packBookId);
    expect(await underScope(scope, (tx) => newestBook(tx, scope, packId))).toMatchObject({ state: 'ready' });
  },
);
