import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeCast, startNode, TestBrowser, type Cast } from '../../../tests/support/engine.ts';
import { judge, type Held } from './byte-gate.ts';
import type { TestSeams } from './deps.ts';
import { audience, emitTo } from './emit.ts';
import { writeRows } from './log-statement.ts';
import { readWakes } from './wakeups.ts';

let db: TestDatabase;
let cast: Cast;
beforeAll(async () => {
  db = await freshDatabase();
  cast = await makeCast(db);
});
afterAll(() => db.close());

type Seams = Omit<Partial<TestSeams>, 'limits'>;

/** One person types a word and is told "saved". Says whether the word is in the log at that moment, and after a restart. */
async function savedMeansSaved(seams: Seams): Promise<boolean> {
  const node = await startNode(db, seams);
  const documentId = await cast.document();
  const parent = await cast.person('parent');
  await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
  const browser = await TestBrowser.open(node, parent.cookie);
  const document = await browser.openDocument(documentId);
  document.text('note').insert(0, 'saved');
  await vi.waitFor(() => expect(document.acked).toBe(1));
  browser.close();
  await node.stop();
  const again = await startNode(db);
  const words = await again.engine.textOf({ councilId: cast.councilId, documentId, name: 'note' });
  await again.stop();
  return words === 'saved';
}

/** Somebody writes under another person's client id. Says whether it was refused and the other can still type. */
async function nobodyWritesAsAnother(seams: Seams): Promise<boolean> {
  const node = await startNode(db, seams);
  const documentId = await cast.document();
  const [victim, forger] = [await cast.person('parent'), await cast.person('case_officer', 'Priya Shah')];
  await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
  const one = await TestBrowser.open(node, victim.cookie);
  const two = await TestBrowser.open(node, forger.cookie);
  const document = await one.openDocument(documentId);
  const forged = await two.openDocument(documentId);
  forged.doc.clientID = document.answer.yClient;
  forged.text('note').insert(0, 'I AGREE');
  await vi.waitFor(() => expect(forged.nacks.length + forged.acked).toBeGreaterThan(0));
  one.close();
  two.close();
  await node.stop();
  return forged.nacks[0]?.code === 'foreign-client';
}

/** A standing ends while its person reads. Says whether their connection ended within two seconds. */
async function revokeEndsConnections(seams: Seams): Promise<boolean> {
  const node = await startNode(db, seams);
  const documentId = await cast.document();
  const leaver = await cast.person('supporter', 'Lee Moss');
  const browser = await TestBrowser.open(node, leaver.cookie);
  await browser.openDocument(documentId);
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${leaver.standingId}`;
  const ended = await vi
    .waitFor(() => expect(browser.socket.connected).toBe(false), { timeout: 2_000 })
    .then(
      () => true,
      () => false,
    );
  browser.close();
  await node.stop();
  return ended;
}

/** The newest row of a document disappears. Says whether the document is shown as damaged. */
async function lostTailIsNoticed(lose: (documentId: string) => Promise<unknown>): Promise<boolean> {
  const node = await startNode(db);
  const documentId = await cast.document();
  const parent = await cast.person('parent');
  await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
  const browser = await TestBrowser.open(node, parent.cookie);
  const document = await browser.openDocument(documentId);
  document.text('note').insert(0, 'kept?');
  await vi.waitFor(() => expect(document.acked).toBe(1));
  browser.close();
  await node.stop();
  await lose(documentId);
  const again = await startNode(db);
  const reader = await TestBrowser.open(again, parent.cookie);
  const opened = await reader.openDocument(documentId);
  reader.close();
  await again.stop();
  return !opened.answer.canWrite && again.said.some(({ event }) => event === 'document.quarantined');
}

/** An empty audience reaches nobody. Says whether the helper refused. */
function emptyAudienceIsRefused(emit: typeof emitTo): boolean {
  const heard: unknown[] = [];
  // As the library does: no room named means everybody.
  const io = { to: (room: string) => ({ emit: (event: string) => void (room === '' && heard.push(event)) }) };
  try {
    emit(io as never, '', 'changed', {});
  } catch {
    // The helper's own refusal.
  }
  return heard.length === 0;
}

describe('each check passes as the engine is, and fails on the breakage it is there to catch', () => {
  test('acknowledge before commit', async () => {
    const early: typeof writeRows = async (_sql, _node, rows) => rows.map((_, i) => i + 2);
    let first = true;
    const write: typeof writeRows = (...given) => {
      if (!first) return early(...given);
      first = false;
      return writeRows(...given);
    };
    expect(await savedMeansSaved({})).toBe(true);
    expect(await savedMeansSaved({ write })).toBe(false);
  });

  test('skip the owner check', async () => {
    // Everybody may write as anybody; all else is asked of the document as before.
    const careless: typeof judge = (update, held, limits) => {
      const everybodys = new Proxy(held, {
        get: (of, name) => (name === 'isTheirs' ? () => true : valueOf(of, name as keyof typeof held)),
      });
      return judge(update, everybodys, limits);
    };
    const valueOf = (of: Held, name: keyof Held): unknown => {
      const value = of[name];
      return typeof value === 'function' ? value.bind(of) : value;
    };
    expect(await nobodyWritesAsAnother({})).toBe(true);
    expect(await nobodyWritesAsAnother({ judge: careless })).toBe(false);
  });

  test('B12: an empty audience', () => {
    const careless: typeof emitTo = (io, room, event, ...data) => void io.to(room).emit(event, ...data);
    expect(emptyAudienceIsRefused(emitTo)).toBe(true);
    expect(emptyAudienceIsRefused(careless)).toBe(false);
    for (const room of ['', ' ', 'case::', undefined, [], ['case:a:b']])
      expect(() => emitTo({} as never, room as string, 'changed')).toThrow('audience');
    expect(audience.case('a', 'b')).toBe('case:a:b');
  });

  test('B06: revoke without a wake-up', async () => {
    const deaf: typeof readWakes = (payload, node) =>
      readWakes(payload, node).filter(({ about }) => about !== 'access');
    expect(await revokeEndsConnections({})).toBe(true);
    expect(await revokeEndsConnections({ readWakes: deaf })).toBe(false);
  });

  test('X34: lose the tail', async () => {
    const cut = (documentId: string) =>
      db.owner`delete from document_update where document_id = ${documentId} and sequence = 2`;
    const cutQuietly = async (documentId: string) => {
      await cut(documentId);
      await db.owner`update document set next_sequence = 2 where document_id = ${documentId}`;
    };
    expect(await lostTailIsNoticed(cut)).toBe(true);
    // Were the next sequence not kept beside the rows, nothing would show; the history anchors cover that hand.
    expect(await lostTailIsNoticed(cutQuietly)).toBe(false);
  });
});

test('X12: with the wake-up lost, the lease ends the connection, and no write is stored meanwhile', async () => {
  const deaf: typeof readWakes = (payload, node) => readWakes(payload, node).filter(({ about }) => about !== 'access');
  const node = await startNode(db, { readWakes: deaf, limits: { leaseMs: 400 } });
  const documentId = await cast.document();
  const leaver = await cast.person('supporter', 'Lee Moss');
  await node.engine.ensureText({ councilId: cast.councilId, documentId, name: 'note' });
  const browser = await TestBrowser.open(node, leaver.cookie);
  const document = await browser.openDocument(documentId);
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${leaver.standingId}`;
  document.text('note').insert(0, 'too late');
  await vi.waitFor(() => expect(browser.socket.connected).toBe(false), { timeout: 5_000 });
  expect(document.acked).toBe(0);
  expect(browser.heard).toContainEqual({ event: 'ended', data: [{ because: 'access-changed' }] });
  const [stored] = await db.owner`select count(*)::int as n from document_update where document_id = ${documentId}`;
  expect(stored!['n']).toBe(1);
  await node.stop();
});

test('X15: seeded peers whose frames are repeated, late and out of order end with the same words', async () => {
  const node = await startNode(db);
  for (let seed = 1; seed <= 5; seed++) {
    const documentId = await cast.document();
    const key = { councilId: cast.councilId, documentId, name: 'note' };
    await node.engine.ensureText(key);
    const people = await Promise.all(
      ['parent', 'case_officer', 'supporter'].map((role) => cast.person(role as 'parent')),
    );
    const browsers = await Promise.all(people.map(({ cookie }) => TestBrowser.open(node, cookie)));
    const documents = await Promise.all(browsers.map((browser) => browser.openDocument(documentId)));
    let state = seed;
    const random = (below: number): number => (state = (state * 48_271) % 2_147_483_647) % below;
    for (let step = 0; step < 60; step++) {
      const document = documents[random(3)]!;
      const text = document.text('note');
      const act = random(10);
      if (act < 6) text.insert(random(text.length + 1), `⟦${seed}.${step}⟧`);
      else if (act < 7 && text.length > 4) text.delete(random(text.length - 2), 2);
      else if (act < 9) document.send(Y.encodeStateAsUpdate(document.doc));
      else await new Promise((next) => setImmediate(next));
    }
    for (const document of documents) document.send(Y.encodeStateAsUpdate(document.doc));
    await vi.waitFor(
      async () => {
        const stored = await node.engine.textOf(key);
        expect(documents.map((document) => document.text('note').toString())).toEqual([stored, stored, stored]);
        expect(documents.every((document) => document.acked === document.sent)).toBe(true);
      },
      { timeout: 8_000 },
    );
    browsers.forEach((browser) => browser.close());
  }
  await node.stop();
}, 60_000);
