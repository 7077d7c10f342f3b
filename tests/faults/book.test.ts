import { statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readStream } from '../../src/server/files.ts';
import { ask, openBook, wordsOf } from '../support/books.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { longPack } from '../support/long-pack.ts';
import { freshDataFolder, keptAt, makeCase } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const PAPERS = 12;
const PAGES_EACH = 50;
const PATIENCE_MS = 90_000;

let db: TestDatabase;
let server: RunningServer;
let dataDir: string;
beforeAll(async () => {
  dataDir = freshDataFolder();
  db = await freshDatabase();
}, 240_000);
afterAll(async () => {
  await server.stop();
  await db.close();
});

interface Row {
  state: string;
  pages_done: number;
}
const rowOf = async (packBookId: string): Promise<Row> =>
  (await db.owner<Row[]>`select state, pages_done from pack_book where pack_book_id = ${packBookId}`)[0]!;

test(
  'X38 BOOK4 BOOK5: killed in the middle of 600 pages, a book goes on from the last paper and is made once',
  { timeout: 240_000 },
  async () => {
    const { councilId, caseFileId, officer } = await makeCase(db);
    const packId = await longPack(db, officer, caseFileId, PAPERS, PAGES_EACH);
    const packBookId = await ask(officer, caseFileId, packId);
    server = await startServer({ url: db.ownerUrl, dataDir });
    const some = async () => (await rowOf(packBookId)).pages_done >= 2 * PAGES_EACH;
    await until(some, 'two papers to be in the book', PATIENCE_MS);
    await server.kill();
    const atDeath = await rowOf(packBookId);
    expect(atDeath).toMatchObject({ state: 'building' });
    expect(atDeath.pages_done).toBeLessThan(PAPERS * PAGES_EACH);
    const first = `${keptAt(councilId, packBookId)}.made/segment-1.bin`;
    const builtAtMs = statSync(first).mtimeMs;
    server = await startServer({ url: db.ownerUrl, dataDir });
    const wentOn = async () => (await rowOf(packBookId)).pages_done > atDeath.pages_done;
    await until(wentOn, 'the book to be taken up', PATIENCE_MS);
    const still = statSync(first, { throwIfNoEntry: false });
    if (still) expect(still.mtimeMs).toBe(builtAtMs);
    await until(async () => (await rowOf(packBookId)).state === 'ready', 'the book to be made', PATIENCE_MS);
    const book = await openBook(await buffer(readStream(councilId, packBookId)));
    const labels = (await book.getPageLabels())!;
    expect(labels.filter((label) => /^\d+$/.test(label))).toHaveLength(PAPERS * PAGES_EACH + 2);
    expect(await wordsOf(book, labels.indexOf(String(PAPERS * PAGES_EACH + 2)) + 1)).toContain(
      `Paper ${PAPERS}, its page ${PAGES_EACH}`,
    );
    const [{ made }] =
      (await db.owner`select count(*)::int as made from history where action = 'book.made'`) as never as [
        { made: number },
      ];
    expect(made).toBe(1);
  },
);
