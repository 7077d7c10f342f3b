import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { BookContent } from '#domain/evidence/book/content.ts';
import { planOf } from '#domain/evidence/book/plan-of.ts';
import { allows, type Recipe } from '#domain/evidence/book/recipe.ts';
import { readStream } from '#server/files.ts';
import { addPaper, bundleOn } from '../../../../tests/support/bundles.ts';
import { openBook, wordsOf } from '../../../../tests/support/books.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';
import { bundleBook, type BundledPaper, type BundleEntry, type FrozenBundle } from './bundle-content.ts';
import { bundleRecipe } from './bundle-recipe.ts';

const CANARY = 'Canarybird';
let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const entry: BundleEntry = {
  ...{ class: 'case', evidenceItemId: 'a', part: 'core', side: 'council', as: 'paper', title: 'Letter' },
  ...{ author: '', writtenOn: null, pages: 2, sha256: 'x', firstPage: 1 },
};
const frozen: FrozenBundle = {
  ...{ version: 1, councilName: 'Meadowshire', reference: 'EH999/26/00001', hearingOn: null, pages: 2, counts: [] },
  ...{ entries: [entry], frozen: { at: '2026-11-23T10:00:00.000Z', byName: 'Tess Bell' } },
};

/** Free words in every table of the mediation that takes them, each of which would be a leak. */
async function fill({ councilId, caseFileId, mediationId, parent, mediator, disputeId }: TestMediation) {
  const { owner } = db;
  const of = { council_id: councilId, case_file_id: caseFileId };
  const clause = v7();
  const add = (table: string, row: Record<string, unknown>) =>
    owner`insert into ${owner(table)} ${owner({ ...of, ...row } as never)}`;
  await add('clause', {
    clause_id: clause,
    mediation_id: mediationId,
    number: 1,
    title: CANARY,
    added_by: parent.personId,
  });
  await add('clause_saying', {
    ...{ clause_saying_id: v7(), clause_id: clause, side: 'family', says: 'agree', version: 1, sha256: CANARY },
    by: parent.personId,
  });
  await add('not_agreed', { not_agreed_id: v7(), mediation_id: mediationId, title: CANARY, added_by: parent.personId });
  await add('side_statement', { mediation_id: mediationId, side: 'family', written_by: parent.personId });
  await add('carried', {
    ...{ carried_id: v7(), mediation_id: mediationId, from_side: 'family', shown_to: 'everyone', words: CANARY },
    carried_by: mediator.personId,
  });
  await add('agreement', {
    ...{ agreement_id: v7(), mediation_id: mediationId, number: 1, text: JSON.stringify({ CANARY }) },
    ...{ sha256: CANARY, history_head: 'x', drawn_up_by: mediator.personId },
  });
  const note = Buffer.from(CANARY);
  await add('private_note', {
    ...{ private_note_id: v7(), mediation_id: mediationId, side: 'family', person_id: parent.personId, sealed: note },
  });
  await add('mediator_note', { mediation_id: mediationId, person_id: mediator.personId, sealed: note });
  await owner`update dispute set own_words = ${CANARY} where dispute_id = ${disputeId}`;
  await owner`update mediation set provider = ${CANARY}, join_by = ${CANARY} where mediation_id = ${mediationId}`;
}

describe('what cannot be in a bundle', () => {
  test('E07 BUN6: only papers of the case can be handed to it; anything else does not compile', () => {
    const content = bundleBook(frozen, 'x', []);
    expect(planOf(bundleRecipe, content).parts.map(({ id }) => id)).toEqual([
      'contents',
      'facts',
      'tab:A',
      'a',
      'receipt',
    ]);
    const mediated: BookContent<'mediator'> = {
      ...content,
      late: [],
      entries: content.entries.map((each) => ({ ...each, class: 'mediator' })),
    };
    // @ts-expect-error what was said before the mediator cannot be made into a bundle
    planOf(bundleRecipe, mediated);
    // @ts-expect-error nor can what lawyers advised be put among its papers
    const advised: BundledPaper = { ...entry, class: 'legal' };
    // @ts-expect-error and no recipe for a bundle can list it
    const wider: Recipe<'A', 'case'> = { ...bundleRecipe, tabs: [], classes: ['case', 'joint'] };
    expect([advised.class, wider.classes.length]).toEqual(['legal', 2]);
    for (const other of ['joint', 'private:family', 'private:council', 'mediator', 'legal', 'safeguarding'] as const)
      expect(allows(bundleRecipe, other)).toBe(false);
  });

  test('E07 BUN6: with a mediation full of words beside it, none of them is in the bundle, its job, its page or its PDF', async () => {
    const made = await makeMediation(db);
    await fill(made);
    const { put, start, freeze, makePdf, seenBy, tribunal } = await bundleOn(db, made);
    await start();
    await put(await addPaper(made, { title: 'Letter with the decision' }), 'core');
    await freeze();
    const bytes = await buffer(readStream(made.councilId, await makePdf()));
    const book = await openBook(bytes);
    const pages = await Promise.all(Array.from({ length: book.numPages }, (_, at) => wordsOf(book, at + 1)));
    expect(pages.join(' ')).toContain('Letter with the decision');
    const rows =
      await db.owner`select b.content, k.planned from bundle b join pack_book k on k.bundle_id = b.bundle_id where b.case_file_id = ${made.caseFileId}`;
    const everything = [pages, bytes.toString('latin1'), rows, await seenBy(tribunal), await seenBy(made.parent)];
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(everything)).not.toContain(CANARY);
  });

  test('E07 BUN6: a paper of another class cannot be put in, and a job that names one is not built', async () => {
    const made = await makeMediation(db);
    const { put, start, freeze, makePdf, seenBy, tribunal } = await bundleOn(db, made);
    await start();
    const letter = await addPaper(made, { title: 'Letter with the decision' });
    const advice = await addPaper(made, { title: 'What our lawyers think' });
    await put(letter, 'core');
    await db.owner`update evidence_item set class = 'legal' where evidence_item_id = ${advice}`;
    expect(await put(advice, 'council')).toMatchObject({ field: 'paper' });
    await freeze();
    await db.owner`update evidence_item set class = 'legal' where evidence_item_id = ${letter}`;
    await expect(makePdf()).rejects.toThrow('being checked again, or was taken away');
    expect((await seenBy(tribunal))!.frozen!.book).toBeNull();
  });
});
