import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeCast, startNode, TestBrowser, type Cast } from '../../../tests/support/engine.ts';
import { limits } from '../limits.ts';
import * as parser from '../parser.ts';
import { socketOptions } from './door.ts';
import { keepSnapshot } from './stored.ts';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
});
afterAll(() => db.close());

/** A document with an empty note. */
async function aDocument(node: Awaited<ReturnType<typeof startNode>>): Promise<string> {
  const documentId = await cast.document();
  await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
  return documentId;
}
const snapshotsOf = (documentId: string) =>
  db.owner<{ sequence: number; state: Uint8Array }[]>`
    select sequence::int as sequence, state from document_snapshot where document_id = ${documentId} order by sequence`;

test('the settings that close doors do not drift', () => {
  expect(socketOptions(limits)).toEqual({
    transports: ['websocket'],
    allowUpgrades: false,
    allowEIO3: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: 262_144,
    pingInterval: 5_000,
    pingTimeout: 5_000,
    connectTimeout: 10_000,
    parser,
  });
});

test('X11: the listening connection is cut: rows are looked for, and then it listens again', async () => {
  const quick = { wakeUpPingMs: 100, wakeUpLostMs: 300, pollMs: 50 };
  const [writing, reading] = [await startNode(db), await startNode(db, { limits: quick })];
  const documentId = await aDocument(writing);
  const parent = await cast.person('parent');
  const officer = await cast.person('case_officer', 'Priya Shah');
  const one = await TestBrowser.open(writing, parent.cookie);
  const two = await TestBrowser.open(reading, officer.cookie);
  const written = await one.openDocument(documentId);
  const read = await two.openDocument(documentId);
  const cut =
    await db.owner`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`;
  expect(cut.length).toBeGreaterThan(0);
  written.text('note').insert(0, 'heard anyway');
  await vi.waitFor(() => expect(read.text('note').toString()).toBe('heard anyway'), { timeout: 8_000 });
  one.close();
  two.close();
  await Promise.all([writing.stop(), reading.stop()]);
});

test('a long tail becomes a snapshot that replays equal, newcomers start from it, and the rows stay', async () => {
  const node = await startNode(db, { limits: { compactAfterRows: 20, unloadAfterMs: 10 } });
  const documentId = await aDocument(node);
  const parent = await cast.person('parent');
  const browser = await TestBrowser.open(node, parent.cookie);
  const document = await browser.openDocument(documentId);
  for (let i = 0; i < 40; i++) {
    document.text('note').insert(document.text('note').length, `${i} `);
    await vi.waitFor(() => expect(document.acked).toBe(i + 1));
  }
  await vi.waitFor(async () => expect((await snapshotsOf(documentId)).length).toBeGreaterThan(0), { timeout: 10_000 });
  const [snapshot] = await snapshotsOf(documentId);
  const made = new Y.Doc();
  Y.applyUpdateV2(made, snapshot!.state);
  const words = document.text('note').toString();
  expect(words.startsWith(made.getMap<Y.Text>('texts').get('note')!.toString())).toBe(true);
  const [rows] = await db.owner`select count(*)::int as n from document_update where document_id = ${documentId}`;
  expect(rows!['n']).toBe(41);
  browser.close();
  await node.stop();
  const again = await startNode(db);
  const late = await TestBrowser.open(again, parent.cookie);
  expect((await late.openDocument(documentId)).text('note').toString()).toBe(words);
  late.close();
  await again.stop();
});

test('X35: the snapshot fails at the last moment: the log alone still gives every word', async () => {
  let tried = 0;
  const failing: typeof keepSnapshot = async () => {
    tried++;
    throw new Error('planted');
  };
  const node = await startNode(db, { keepSnapshot: failing, limits: { compactAfterRows: 5 } });
  const documentId = await aDocument(node);
  const parent = await cast.person('parent');
  const browser = await TestBrowser.open(node, parent.cookie);
  const document = await browser.openDocument(documentId);
  for (let i = 0; i < 8; i++) {
    document.text('note').insert(0, `${i} `);
    await vi.waitFor(() => expect(document.acked).toBe(i + 1));
  }
  await vi.waitFor(() => expect(tried).toBeGreaterThan(0), { timeout: 10_000 });
  expect(await snapshotsOf(documentId)).toEqual([]);
  const words = document.text('note').toString();
  browser.close();
  await node.stop();
  const again = await startNode(db);
  expect(await again.engine.textOf({ councilId: cast.councilId, documentId, name: 'note' })).toBe(words);
  await again.stop();
});

test('X34: a damaged snapshot is not believed: every word comes from the rows, read-only until somebody has looked', async () => {
  const node = await startNode(db);
  const documentId = await aDocument(node);
  await keepSnapshot(db.engine, { councilId: cast.councilId, documentId }, 1, 1, Uint8Array.of(1, 2, 3));
  await db.owner`update document_snapshot set state = set_byte(state, 0, 9) where document_id = ${documentId}`;
  await node.stop();
  const again = await startNode(db);
  const parent = await cast.person('parent');
  const browser = await TestBrowser.open(again, parent.cookie);
  const document = await browser.openDocument(documentId);
  expect(document.answer.canWrite).toBe(false);
  expect(document.text('note').toString()).toBe('');
  browser.close();
  await again.stop();
});

test('X17: who does not read is closed, and the others type on', async () => {
  const node = await startNode(db, {
    limits: {
      slowReaderMaxBytes: 20_000,
      slowReaderLookMs: 50,
      updatesPerSecond: 1e9,
      updatesBurst: 1e9,
    },
  });
  const documentId = await aDocument(node);
  const [parent, officer, sleeper] = [
    await cast.person('parent'),
    await cast.person('case_officer', 'Priya Shah'),
    await cast.person('supporter', 'Lee Moss'),
  ];
  const one = await TestBrowser.open(node, parent.cookie);
  const two = await TestBrowser.open(node, officer.cookie);
  const asleep = await TestBrowser.open(node, sleeper.cookie);
  const document = await one.openDocument(documentId);
  const reader = await two.openDocument(documentId);
  await asleep.openDocument(documentId);
  // The network stops taking: as a phone in a tunnel does, with its socket still open.
  const line = (
    asleep.socket.io.engine.transport as unknown as {
      ws: { _socket: { pause(): void; on(event: string, told: () => void): void } };
    }
  ).ws._socket;
  line.pause();
  const connections = () => new Promise<number>((count) => node.http.getConnections((_, n) => count(n)));
  for (let round = 1; round <= 400 && (await connections()) > 2; round++) {
    document.text('note').insert(0, 'x'.repeat(40_000));
    document.text('note').delete(0, 40_000);
    await vi.waitFor(() => expect(document.acked).toBe(round * 2), { timeout: 5_000 });
  }
  expect(await connections()).toBe(2);
  document.text('note').insert(0, 'still here');
  await vi.waitFor(() => expect(reader.text('note').toString()).toBe('still here'));
  for (const browser of [one, two, asleep]) browser.close();
  await node.stop();
});
