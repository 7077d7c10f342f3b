import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readStream } from '../../src/server/files.ts';
import { askForBundlePdf } from '../../src/domain/tribunal/bundle/bundle-pdf.server.ts';
import { openBook, wordsOf } from '../support/books.ts';
import { bundleOn } from '../support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { longPack } from '../support/long-pack.ts';
import { freshDataFolder, makeCase } from '../support/papers.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { until } from '../support/until.ts';

const PAPERS = 4;
const PAGES_EACH = 40;
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

test(
  'X38 BUN5: killed in the middle of its making, a bundle goes on from the last paper and is made once',
  { timeout: 240_000 },
  async () => {
    const made = await makeCase(db);
    const { councilId, caseFileId, officer } = made;
    await longPack(db, officer, caseFileId, PAPERS, PAGES_EACH);
    const scene = await bundleOn(db, made);
    await scene.start();
    const papers =
      await db.owner`select evidence_item_id as id from evidence_item where case_file_id = ${caseFileId} order by 1`;
    for (const { id } of papers) expect(await scene.put(id, 'council')).toBeNull();
    expect(await scene.freezeAnyway()).toBeNull();
    const asked = await scene.asLead((tx, scope) => askForBundlePdf(tx, scope, scene.appealId));
    const { packBookId } = asked as { packBookId: string };
    const row = async () =>
      (await db.owner`select state, pages_done from pack_book where pack_book_id = ${packBookId}`)[0]!;
    server = await startServer({ url: db.ownerUrl, dataDir });
    await until(async () => (await row()).pages_done >= PAGES_EACH, 'one paper to be in it', PATIENCE_MS);
    await server.kill();
    server = await startServer({ url: db.ownerUrl, dataDir });
    await until(async () => (await row()).state === 'ready', 'the bundle to be made', PATIENCE_MS);
    const book = await openBook(await buffer(readStream(councilId, packBookId)));
    const labels = (await book.getPageLabels())!;
    expect(labels.filter((label) => /^\d+$/.test(label))).toHaveLength(PAPERS * PAGES_EACH);
    const last = String(PAPERS * PAGES_EACH);
    const words = await wordsOf(book, labels.indexOf(last) + 1);
    expect(words).toContain(`Paper ${PAPERS}, its page ${PAGES_EACH}`);
    expect(words).toContain(`Page ${last} of ${last}`);
    const [times] =
      await db.owner`select count(*)::int as made from history where action = 'book.made' and target = ${packBookId}`;
    expect(times).toEqual({ made: 1 });
  },
);
