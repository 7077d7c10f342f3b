import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { readStream } from '#server/files.ts';
import { ask, buildAll, makeBook, openBook, wordsOf } from '../../../../tests/support/books.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freezeAPack } from '../../../../tests/support/furnish.ts';
import {
  arrive,
  freshDataFolder,
  makeCase,
  scopeFor,
  stillArriving,
  uniquePdf,
} from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { askForBook, bookToKeep, cancelBook, newestBook, RECALLED, withdrawBooks } from './books.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

async function addPaper(made: Awaited<ReturnType<typeof makeCase>>, title: string) {
  const adding = await scopeFor(made.officer, made.caseFileId, 'paper:add');
  const file = { name: `${title}.pdf`, arrived: await arrive(made.councilId, uniquePdf()) };
  const answers = { kind: 'medical' } as const;
  const taken = await receivePaper(adding, file, { title, author: 'Dr Lee', writtenOn: '2026-03-01', answers });
  if (isRefused(taken)) throw new Error(taken.refused);
  return taken.evidenceItemId;
}

async function frozenCase() {
  const made = await makeCase(db);
  const paper = await addPaper(made, 'Health report');
  const packId = await freezeAPack(made.officer, made.caseFileId);
  const scope = await scopeFor(made.parent, made.caseFileId, 'pack:bind');
  const newest = () => underScope(scope, (tx) => newestBook(tx, scope, packId));
  return { ...made, paper, packId, scope, newest };
}

const bytesOf = (councilId: string, packBookId: string) => buffer(readStream(councilId, packBookId));

describe('one PDF of a pack', () => {
  test('BOOK2 BOOK5: it is made in the background with the numbers of the manifest, and whoever asks again gets the same', async () => {
    const { parent, officer, caseFileId, councilId, packId, newest } = await frozenCase();
    const packBookId = await makeBook(parent, caseFileId, packId);
    expect(await newest()).toMatchObject({ packBookId, state: 'ready', pagesDone: 11, pagesTotal: 11 });
    expect(await makeBook(officer, caseFileId, packId)).toBe(packBookId);
    const book = await openBook(await bytesOf(councilId, packBookId));
    const labels = (await book.getPageLabels())!;
    expect(labels.slice(0, 5)).toEqual(['1', '2', 'i', 'ii', 'iii']);
    expect(await wordsOf(book, labels.indexOf('3') + 1)).toContain('Page 3 of 11');
    const history = await db.owner`select action from history where target = ${packBookId} order by sequence`;
    expect(history.map(({ action }) => action)).toEqual(['book.asked', 'book.made']);
  });

  test('BOOK3: a paper that came after the freeze is behind everything, with its letter, and moves nothing', async () => {
    const made = await frozenCase();
    const first = await openBook(
      await bytesOf(made.councilId, await makeBook(made.parent, made.caseFileId, made.packId)),
    );
    await addPaper(made, 'School report');
    const packBookId = await makeBook(made.parent, made.caseFileId, made.packId);
    const second = await openBook(await bytesOf(made.councilId, packBookId));
    const before = (await first.getPageLabels())!;
    const after = (await second.getPageLabels())!;
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after.slice(before.length, before.length + 3)).toEqual(['v', 'C11A', 'C11A (2)']);
    expect(await wordsOf(second, after.indexOf('C11A (2)') + 1)).toContain('Late paper C11A, page 2 of 9');
    expect(await wordsOf(second, after.indexOf('C11A') + 1)).toContain('Late: it came after the freeze');
  });

  test('A14: another case’s book, another pack’s and a guessed one are as unknown as none', async () => {
    const [mine, theirs] = [await frozenCase(), await frozenCase()];
    const packBookId = await makeBook(theirs.parent, theirs.caseFileId, theirs.packId);
    const kept = (of: typeof mine, packId: string, id: string) =>
      underScope(of.scope, (tx) => bookToKeep(tx, of.scope, packId, id));
    expect(await kept(theirs, theirs.packId, packBookId)).not.toBeNull();
    expect(await kept(mine, theirs.packId, packBookId)).toBeNull();
    expect(await kept(mine, mine.packId, packBookId)).toBeNull();
    expect(await kept(theirs, await freezeAPack(theirs.officer, theirs.caseFileId), packBookId)).toBeNull();
    expect(await kept(theirs, theirs.packId, 'guessed')).toBeNull();
    expect(await underScope(mine.scope, (tx) => askForBook(tx, mine.scope, theirs.packId))).toBeNull();
  });

  test('BOOK7: nothing is downloaded by a grown-up to whom a court says nothing may be sent; what they read here stays', async () => {
    const { parent, caseFileId, packId, scope } = await frozenCase();
    const packBookId = await makeBook(parent, caseFileId, packId);
    await db.owner`update adult set restriction = 'send_nothing', restriction_words = 'A court order.'
      where case_file_id = ${caseFileId} and person_id = ${parent.personId}`;
    expect(await underScope(scope, (tx) => bookToKeep(tx, scope, packId, packBookId))).toBeNull();
    expect(await underScope(scope, (tx) => newestBook(tx, scope, packId))).toMatchObject({ state: 'ready' });
  });

  test('BOOK6: stopped before it is made it is not made, and can be asked for again', async () => {
    const { parent, caseFileId, councilId, packId, scope, newest } = await frozenCase();
    const packBookId = await ask(parent, caseFileId, packId);
    const cancel = () => underScope(scope, (tx) => cancelBook(tx, scope, packId, packBookId));
    expect(await cancel()).toBe('cancelled');
    await buildAll(councilId);
    expect(await newest()).toMatchObject({ packBookId, state: 'cancelled', pagesDone: 0 });
    const again = await makeBook(parent, caseFileId, packId);
    expect(again).not.toBe(packBookId);
    expect(await newest()).toMatchObject({ packBookId: again, state: 'ready' });
    expect(await cancel()).toBeNull();
  });

  test('BOOK7: a book that holds a recalled paper is withdrawn, says so, and is not made again', async () => {
    const { parent, caseFileId, packId, scope, paper, newest } = await frozenCase();
    const packBookId = await makeBook(parent, caseFileId, packId);
    await db.owner`update evidence_item set state = 'recalled' where evidence_item_id = ${paper}`;
    expect(await underScope(scope, (tx) => bookToKeep(tx, scope, packId, packBookId))).toBeNull();
    expect(await underScope(scope, (tx) => withdrawBooks(tx, scope, paper))).toEqual([packBookId]);
    expect(await newest()).toMatchObject({ state: 'cancelled', sentence: RECALLED });
    expect(await underScope(scope, (tx) => askForBook(tx, scope, packId))).toMatchObject({ refused: RECALLED });
  });

  test('BOOK7: a paper recalled while its book is being made stops the making', async () => {
    const { parent, caseFileId, councilId, packId, paper, newest } = await frozenCase();
    await ask(parent, caseFileId, packId);
    await db.owner`update evidence_item set state = 'recalled' where evidence_item_id = ${paper}`;
    await buildAll(councilId);
    expect(await newest()).toMatchObject({ state: 'cancelled', sentence: RECALLED });
    expect(stillArriving(councilId)).toEqual([]);
  });

  test('BOOK5: while one process makes it no other does, and a lease that ran out is taken up', async () => {
    const { parent, caseFileId, councilId, packId, newest } = await frozenCase();
    const packBookId = await ask(parent, caseFileId, packId);
    await db.owner`update pack_book set state = 'building', lease_ends_at = now() + interval '1 hour' where pack_book_id = ${packBookId}`;
    await buildAll(councilId);
    expect(await newest()).toMatchObject({ state: 'building' });
    await db.owner`update pack_book set lease_ends_at = now() - interval '1 second' where pack_book_id = ${packBookId}`;
    await buildAll(councilId);
    expect(await newest()).toMatchObject({ packBookId, state: 'ready' });
  });
});
