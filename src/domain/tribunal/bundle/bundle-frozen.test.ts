import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dateOf } from '#domain/calendar/today.ts';
import { newestBook } from '#domain/evidence/book/books.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { readStream } from '#server/files.ts';
import { openBook, wordsOf } from '../../../../tests/support/books.ts';
import { addPaper, cites, gatheredBundle } from '../../../../tests/support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';
import { bundleText } from './bundle-content.ts';
import { askForBundlePdf, takeBundlePdf } from './bundle-pdf.server.ts';
import { newestBundle } from './bundle.server.ts';
import { bundleSent, freezeBundle } from './freeze.server.ts';
import { startBundle, takeOut } from './gather.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

describe('a frozen bundle', () => {
  test('BUN7 BUN8: it has a fingerprint anybody can make again, nothing in it moves, and a late paper has a letter', async () => {
    const scene = await gatheredBundle(db);
    const { freeze, asLead, asParent, appealId, put, seenBy, parent, letter } = scene;
    expect(await freeze()).toBeNull();
    const row = (await asLead((tx, scope) => newestBundle(tx, scope, appealId)))!;
    expect(row.state).toBe('frozen');
    expect(sha256Of(bundleText(row.content!))).toBe(row.sha256);
    const before = cites(await seenBy(parent));
    expect(await asLead((tx, scope) => takeOut(tx, scope, appealId, letter))).toMatchObject({ field: 'paper' });
    const late = await addPaper(scene, { title: 'Sleep diary' });
    expect(await put(late, 'family', 'paper', parent)).toMatchObject({ refused: expect.stringContaining('frozen') });
    expect(await put(late, 'family')).toBeNull();
    const page = (await seenBy(parent))!;
    expect(cites(page)).toEqual(before);
    expect(page.frozen!.late.map(({ cite, title }) => `${cite} ${title}`)).toEqual(['D6A Sleep diary']);
    expect(await asParent((tx, scope) => takeOut(tx, scope, appealId, late))).toMatchObject({ field: 'paper' });
  });

  test('BUN7: only what was in front of whoever froze it is frozen, and a new one starts from it', async () => {
    const { freeze, asLead, appealId, seenBy, tribunal, own, asParent, start } = await gatheredBundle(db);
    await seenBy(tribunal);
    await asParent((tx, scope) => takeOut(tx, scope, appealId, own));
    const stale = await asLead((tx, scope) => freezeBundle(tx, scope, appealId, 'what was shown before'));
    expect(stale).toMatchObject({ refused: expect.stringContaining('Something changed') });
    expect(await freeze()).toBeNull();
    await start();
    const page = (await seenBy(tribunal))!;
    expect(page.state).toBe('gathering');
    expect(cites(page)).toEqual(['A1 Letter with the decision', 'B2 to B4 The plan']);
    expect(await asLead((tx, scope) => startBundle(tx, scope, appealId))).toMatchObject({ field: 'start' });
  });

  test('BUN5 BUN7: the PDF has the number on each page, the letters of its parts, words to search, and the late paper behind', async () => {
    const scene = await gatheredBundle(db);
    const { freeze, put, makePdf, councilId, asLead, appealId } = scene;
    await freeze();
    await put(await addPaper(scene, { title: 'Sleep diary' }), 'family');
    const pdf = await makePdf();
    const bundle = (await asLead((tx, scope) => newestBundle(tx, scope, appealId)))!;
    expect(await asLead((tx, scope) => newestBook(tx, scope, bundle.bundleId))).toMatchObject({
      ...{ packBookId: pdf, state: 'ready', pagesDone: 7, pagesTotal: 7 },
    });
    const book = await openBook(await buffer(readStream(councilId, pdf)));
    const labels = (await book.getPageLabels())!;
    expect(labels.filter((label) => !/^[ivx]+$/.test(label))).toEqual(['1', '2', '3', '4', '5', '6', 'D6A']);
    for (const [label, words] of [
      ['1', 'Letter with the decision'],
      ['4', 'The plan'],
      ['6', 'A week at home'],
    ] as const) {
      const page = await wordsOf(book, labels.indexOf(label) + 1);
      expect(page).toContain(`Page ${label} of 6`);
      expect(page).toContain(words);
    }
    expect(await wordsOf(book, labels.indexOf('D6A') + 1)).toContain('Late paper D6A, page 1 of 1');
    expect(await wordsOf(book, labels.indexOf('i') + 1)).toContain('B2 to B4');
  });

  test('BUN10 J04 A14: the family has it only after the preflight, whatever the address; a guessed or another’s id is nothing', async () => {
    const { freeze, makePdf, asParent, asLead, appealId, parent, caseFileId } = await gatheredBundle(db);
    const other = await gatheredBundle(db);
    await freeze();
    const pdf = await makePdf();
    const take = (as: typeof asLead, id: string, of = appealId) => as((tx, scope) => takeBundlePdf(tx, scope, of, id));
    expect(await take(asParent, pdf)).toHaveProperty('bytes');
    const sent = await db.owner`select what, sha256 from sending where case_file_id = ${caseFileId}`;
    expect(sent).toEqual([{ what: 'bundle', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    for (const id of ['guessed', appealId, '01890000-0000-7000-8000-000000000000'])
      expect(await take(asLead, id)).toBeNull();
    expect(await take(other.asLead, pdf, other.appealId)).toBeNull();
    for (const change of [
      { responsibility: 'not_checked' },
      { responsibility: 'held', restriction: 'send_nothing', restriction_words: 'A court order.' },
      { restriction: 'ask_first', restriction_words: 'Ask the social worker.' },
    ]) {
      await db.owner`update adult set ${db.owner(change)} where case_file_id = ${caseFileId} and person_id = ${parent.personId}`;
      expect(await take(asParent, pdf)).toMatchObject({ field: 'keep' });
    }
    expect(await take(asLead, pdf)).toHaveProperty('bytes');
    const looks =
      await db.owner`select count(*)::int as n from history where action = 'bundle.downloaded' and target = ${pdf}`;
    expect(looks).toEqual([{ n: 2 }]);
  });

  test('BUN7 GUARD5: a paper taken away later is named nowhere, and the PDF that holds it is gone', async () => {
    const { freeze, makePdf, seenBy, parent, letter, asLead, appealId } = await gatheredBundle(db);
    await freeze();
    const pdf = await makePdf();
    await db.owner`update evidence_item set state = 'recalled' where evidence_item_id = ${letter}`;
    const page = (await seenBy(parent))!;
    expect(JSON.stringify(page)).not.toContain('Letter with the decision');
    expect(page.frozen!.changed).toEqual(['A paper (A1) is being checked again, or was taken away.']);
    expect(await asLead((tx, scope) => takeBundlePdf(tx, scope, appealId, pdf))).toBeNull();
    expect(await asLead((tx, scope) => askForBundlePdf(tx, scope, appealId))).toMatchObject({ field: 'make' });
  });

  test('BUN11: sent with its day, it is done among the appeal’s dates, and the appeal moves on', async () => {
    const { freeze, asLead, appealId } = await gatheredBundle(db);
    const today = dateOf(new Date());
    const send = (day: string) => asLead((tx, scope) => bundleSent(tx, scope, appealId, day));
    expect(await send(today)).toMatchObject({ refused: 'Freeze the bundle first.' });
    await freeze();
    expect(await send('2026-01-01')).toMatchObject({ field: 'sentOn' });
    expect(await send(today)).toBeNull();
    const [date] =
      await db.owner`select done_on::text from appeal_date where appeal_id = ${appealId} and kind = 'bundle'`;
    expect(date).toEqual({ done_on: today });
    const [row] = await db.owner`select stage from appeal where appeal_id = ${appealId}`;
    expect(row).toEqual({ stage: 'bundle_sent' });
  });
});
