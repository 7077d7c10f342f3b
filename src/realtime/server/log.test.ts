import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import {
  makeCast,
  startNode,
  TestBrowser,
  type Actor,
  type Cast,
  type TestDocument,
  type TestNode,
} from '../../../tests/support/engine.ts';
import { writeRows, type NewRow } from './log-statement.ts';

let db: TestDatabase;
let cast: Cast;
let parent: Actor;
let officer: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
  parent = await cast.person('parent');
  officer = await cast.person('case_officer', 'Priya Shah');
});
afterAll(() => db.close());

const rowsOf = (documentId: string) =>
  db.owner<
    { sequence: number; person_id: string; update: Uint8Array }[]
  >`select sequence::int as sequence, person_id, update from document_update where document_id = ${documentId} order by sequence`;

/** What the log alone gives back. */
async function replayed(documentId: string, name = 'note'): Promise<string> {
  const doc = new Y.Doc();
  for (const { update } of await rowsOf(documentId)) Y.applyUpdate(doc, update);
  return doc.getMap<Y.Text>('texts').get(name)!.toString();
}

async function opened(
  node: TestNode,
  actor: Actor,
  documentId: string,
): Promise<{ browser: TestBrowser; document: TestDocument }> {
  const browser = await TestBrowser.open(node, actor.cookie);
  return { browser, document: await browser.openDocument(documentId) };
}

const aRow = (documentId: string, actor: Actor, more: Partial<NewRow> = {}): NewRow => ({
  councilId: cast.councilId,
  documentId,
  epoch: 1,
  personId: actor.person.personId,
  standingId: actor.standingId,
  standingEpoch: 1,
  yClient: 7,
  clock: 0,
  update: Uint8Array.of(0, 0),
  ...more,
});

describe('the log’s one statement', () => {
  test('X28: two writers on two connections: sequences follow each other without a gap', async () => {
    const documents = await Promise.all([cast.document(), cast.document(), cast.document()]);
    const write = (node: string, round: number) =>
      writeRows(
        db.engine,
        node,
        documents.map((_, i) => aRow(documents[(i + round) % 3]!, i % 2 ? parent : officer)),
      );
    await Promise.all(Array.from({ length: 40 }, (_, round) => write(round % 2 ? 'one' : 'two', round)));
    for (const documentId of documents) {
      const sequences = (await rowsOf(documentId)).map((row) => row.sequence);
      expect(sequences).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      const [head] = await db.owner`select next_sequence::int as next from document where document_id = ${documentId}`;
      expect(head!['next']).toBe(41);
    }
  });

  test('a row of somebody else’s standing, of an old standing or of another epoch is not stored', async () => {
    const documentId = await cast.document();
    const rows = [
      aRow(documentId, parent),
      aRow(documentId, parent, { standingId: officer.standingId }),
      aRow(documentId, parent, { standingEpoch: 2 }),
      aRow(documentId, parent, { epoch: 2 }),
      aRow(documentId, officer),
    ];
    expect(await writeRows(db.engine, 'one', rows)).toEqual([1, null, null, null, 2]);
  });

  test('INV5: a revoke that runs at the same time comes first or after, never between', async () => {
    const documentId = await cast.document();
    const leaver = await cast.person('supporter', 'Lee Moss');
    const revoking = await db.owner.reserve();
    await revoking`begin`;
    await revoking`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${leaver.standingId}`;
    const racing = writeRows(db.engine, 'one', [aRow(documentId, leaver)]);
    await vi.waitFor(async () => {
      const [waits] =
        await db.owner`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%live_standing%'`;
      expect(waits!['n']).toBeGreaterThan(0);
    });
    await revoking`commit`;
    revoking.release();
    expect(await racing).toEqual([null]);
    expect(await rowsOf(documentId)).toHaveLength(0);
  });

  test('an excluded person’s row is not stored, whatever their standing', async () => {
    const documentId = await cast.document();
    const kin = await cast.person('case_officer', 'Kit Lane');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${cast.councilId}, ${cast.caseFileId}, ${kin.person.personId}, 'kin', ${kin.person.personId})`;
    expect(await writeRows(db.engine, 'one', [aRow(documentId, kin)])).toEqual([null]);
  });
});

describe('two nodes', () => {
  test('X28: ten writers on two nodes end with the same words, and so does the log', async () => {
    const nodes = [await startNode(db), await startNode(db)];
    const documentId = await cast.document();
    await Promise.all(
      nodes.map((node) => node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' })),
    );
    const writers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => opened(nodes[i % 2]!, i % 3 ? parent : officer, documentId)),
    );
    for (let round = 0; round < 12; round++) {
      for (const [i, { document }] of writers.entries())
        document.text('note').insert(document.text('note').length, `⟦${i}-${round}⟧`);
      await new Promise((next) => setImmediate(next));
    }
    await vi.waitFor(() => expect(writers.every(({ document }) => document.acked === 12)).toBe(true), {
      timeout: 10_000,
    });
    const wanted = await replayed(documentId);
    await vi.waitFor(
      () => expect(writers.map(({ document }) => document.text('note').toString())).toEqual(writers.map(() => wanted)),
      { timeout: 10_000 },
    );
    for (let i = 0; i < 10; i++)
      for (let round = 0; round < 12; round++) expect(wanted.split(`⟦${i}-${round}⟧`)).toHaveLength(2);
    for (const { document } of writers) {
      expect(document.nacks).toEqual([]);
      expect([...document.sequences].sort((a, b) => a - b)).toEqual(document.sequences);
    }
    for (const node of nodes)
      expect(await node.engine.textOf({ councilId: cast.councilId, documentId, name: 'note' })).toBe(wanted);
    writers.forEach(({ browser }) => browser.close());
    await Promise.all(nodes.map((node) => node.stop()));
  });

  test('ensuring one text on two nodes at once makes one text', async () => {
    const nodes = [await startNode(db), await startNode(db)];
    const documentId = await cast.document();
    const key = { councilId: cast.councilId, documentId, name: 'summary' };
    await Promise.all(Array.from({ length: 12 }, (_, i) => nodes[i % 2]!.engine.ensureText(key)));
    expect(await rowsOf(documentId)).toHaveLength(1);
    await Promise.all(nodes.map((node) => node.stop()));
  });
});

describe('when it cannot be saved', () => {
  test('C22: the commit fails: no acknowledgement, nothing passed on, and memory holds only what is stored', async () => {
    let broken = false;
    const write: typeof writeRows = async (...given) => {
      if (broken) throw new Error('planted');
      return writeRows(...given);
    };
    const node = await startNode(db, { write });
    const documentId = await cast.document();
    const key = { councilId: cast.councilId, documentId, name: 'note' };
    await node.engine.ensureText(key);
    const one = await opened(node, parent, documentId);
    const two = await opened(node, officer, documentId);
    one.document.text('note').insert(0, 'saved');
    await vi.waitFor(() => expect(one.document.acked).toBe(1));
    broken = true;
    one.document.text('note').insert(5, ' lost');
    await vi.waitFor(() =>
      expect(one.document.nacks).toEqual([expect.objectContaining({ localSequence: 2, code: 'not-saved' })]),
    );
    expect(one.document.acked).toBe(1);
    expect(two.document.text('note').toString()).toBe('saved');
    expect(await node.engine.textOf(key)).toBe('saved');
    broken = false;
    const state = Y.encodeStateAsUpdate(one.document.doc);
    one.document.send(state);
    await vi.waitFor(() => expect(two.document.text('note').toString()).toBe('saved lost'));
    expect(one.document.acked).toBe(3);
    expect(await replayed(documentId)).toBe('saved lost');
    one.browser.close();
    two.browser.close();
    await node.stop();
  });

  test('X02: the answer to a commit is lost: what is sent again is recognised, and nothing is there twice', async () => {
    let loseAnswer = false;
    const write: typeof writeRows = async (...given) => {
      const stored = await writeRows(...given);
      if (loseAnswer) throw new Error('planted');
      return stored;
    };
    const node = await startNode(db, { write });
    const documentId = await cast.document();
    const key = { councilId: cast.councilId, documentId, name: 'note' };
    await node.engine.ensureText(key);
    const { browser, document } = await opened(node, parent, documentId);
    loseAnswer = true;
    document.text('note').insert(0, 'once');
    await vi.waitFor(() => expect(document.nacks).toHaveLength(1));
    loseAnswer = false;
    expect(await node.engine.textOf(key)).toBe('once');
    document.send(Y.encodeStateAsUpdate(document.doc));
    await vi.waitFor(() => expect(document.acked).toBe(2));
    expect(await rowsOf(documentId)).toHaveLength(2);
    expect(await replayed(documentId)).toBe('once');
    browser.close();
    await node.stop();
  });

  test('X07: the database answers nothing: what waits is "not saved" in time, and later is refused at once', async () => {
    let thaw = (): void => {};
    const frozen = new Promise<void>((resolve) => (thaw = resolve));
    let freeze = false;
    const write: typeof writeRows = async (...given) => {
      if (freeze) await frozen;
      return writeRows(...given);
    };
    const node = await startNode(db, { write, limits: { commitTimeoutMs: 150 } });
    const documentId = await cast.document();
    await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
    const { browser, document } = await opened(node, parent, documentId);
    freeze = true;
    document.text('note').insert(0, 'a');
    await vi.waitFor(() => expect(document.nacks.map(({ code }) => code)).toEqual(['not-saved']));
    document.text('note').insert(1, 'b');
    await vi.waitFor(() => expect(document.nacks.map(({ code }) => code)).toEqual(['not-saved', 'not-saved']));
    freeze = false;
    thaw();
    await vi.waitFor(async () => expect(await rowsOf(documentId)).toHaveLength(2));
    document.send(Y.encodeStateAsUpdate(document.doc));
    await vi.waitFor(() => expect(document.acked).toBe(3));
    expect(await replayed(documentId)).toBe('ab');
    browser.close();
    await node.stop();
  });
});
