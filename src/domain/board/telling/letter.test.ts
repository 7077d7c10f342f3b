import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { openPdf, readPage } from '#domain/evidence/reader/pdf.ts';
import { beforeTheBoard, decided } from '../../../../tests/support/decided.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { openDecision } from './ledger.server.ts';
import { letterPdf } from './letter-pdf.server.ts';
import { letterFor } from './letter.server.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('TELL14 GUARD11: a letter has the address of whoever it goes to, for themselves and the officer alone', async () => {
  const made = await beforeTheBoard(db, '2026-10-20');
  const { councilId, caseFileId } = made;
  const rob = await makePerson(db, councilId, 'family', 'Rob Rowe');
  await giveStanding(db, councilId, caseFileId, rob.personId, 'parent');
  const writer = await makePerson(db, councilId, 'practitioner', 'Ada Writer');
  await giveStanding(db, councilId, caseFileId, writer.personId, 'practitioner');
  await db.owner`update adult set address = '9 Canary Lane, Harbour, RA7 3QZ', address_hidden = true
    where case_file_id = ${caseFileId} and person_id = ${made.parent.personId}`;
  const decisionId = await decided(db, made, 'no_issue');
  await db.owner`insert into release (council_id, case_file_id, decision_id, released_by, sent_on)
    values (${councilId}, ${caseFileId}, ${decisionId}, ${made.officer.personId}, '2026-10-21')`;
  const letter = async (who: Person, to: string | null) => {
    const scope = await scopeFor(who, caseFileId, 'decision:see');
    await underScope(scope, (tx) => openDecision(tx, scope, decisionId, new Date()));
    return (await underScope(scope, (tx) => letterFor(tx, scope, '2026-11-23', to)))!;
  };
  const hers = ['Dana Rowe', '9 Canary Lane', 'Harbour', 'RA7 3QZ'];
  const dana = made.parent.personId;
  expect((await letter(made.officer as Person, dana)).address).toEqual(hers);
  expect((await letter(made.parent as Person, null)).address).toEqual(hers);
  for (const [who, to] of [
    [made.officer, null],
    [made.officer, rob.personId],
    [rob, dana],
    [writer, dana],
  ] as [Person, string | null][])
    expect(JSON.stringify(await letter(who, to))).not.toContain('Canary');
});

test('TELL14: names in other alphabets are set in them, and the letter goes on over the page', async () => {
  const names = ['Małgorzata Łącka', 'Олена Шевченко', 'Ελένη Παπαδοπούλου', 'مايا الأحمد'];
  const bytes = await letterPdf({
    reference: 'MC-1',
    address: ['Олена Шевченко', '9 Canary Lane'],
    blocks: [
      { kind: 'title', words: 'The Board’s decision' },
      { kind: 'list', items: names },
      ...Array.from({ length: 60 }, (_, nth) => ({ kind: 'words' as const, words: `Line ${nth} of a long letter.` })),
    ],
  });
  const pdf = await openPdf(new Uint8Array(bytes));
  const pages = [];
  for (let page = 1; page <= pdf.numPages; page += 1) pages.push(await readPage(await pdf.getPage(page)));
  const words = pages.map((page) => page.words).join(' ');
  expect(pdf.numPages).toBeGreaterThan(1);
  for (const name of names.slice(0, 3)) expect(words).toContain(name);
  // Each letter is drawn in the shape it has in its place; the tag keeps it as it was written, for whoever listens.
  expect(words).toMatch(/\p{Script=Arabic}/u);
  const spoken = Buffer.from(`\uFEFF${names[3]}`, 'utf16le').swap16();
  expect(bytes.includes(spoken)).toBe(true);
  expect(words).not.toContain('\uFFFD');
  expect(words).toContain('Line 59 of a long letter.');
});
