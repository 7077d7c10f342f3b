import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { makeCast, startNode, TestBrowser, type TestNode } from '../../../tests/support/engine.ts';

let db: TestDatabase;
let node: TestNode;
beforeAll(async () => {
  db = await freshDatabase();
  node = await startNode(db);
});
afterAll(async () => {
  await node.stop();
  await db.close();
});

test('two people type in one text: each sees the other, each is told it is saved, and it is in the log', async () => {
  const cast = await makeCast(db);
  const documentId = await cast.document();
  const parent = await cast.person('parent');
  const officer = await cast.person('case_officer', 'Priya Shah');
  const key = { councilId: cast.councilId, documentId, name: 'note' };
  await node.engine.ensureText(key);
  const one = await TestBrowser.open(node, parent.cookie);
  const two = await TestBrowser.open(node, officer.cookie);
  const a = await one.openDocument(documentId);
  const b = await two.openDocument(documentId);
  expect(a.answer.canWrite).toBe(true);
  for (const letter of 'Maya likes') a.text('note').insert(a.text('note').length, letter);
  await vi.waitFor(() => expect(b.text('note').toString()).toBe('Maya likes'));
  expect(a.acked).toBe(10);
  b.text('note').insert(10, ' trains');
  await vi.waitFor(() => expect(a.text('note').toString()).toBe('Maya likes trains'));
  expect(a.nacks).toEqual([]);
  expect(await node.engine.textOf(key)).toBe('Maya likes trains');
  const rows =
    await db.owner`select sequence::int, person_id from document_update where document_id = ${documentId} order by sequence`;
  expect(rows.map((row) => row['sequence'])).toEqual(rows.map((_, i) => i + 1));
  expect(rows.at(-1)!['person_id']).toBe(officer.person.personId);
  one.close();
  two.close();
});
