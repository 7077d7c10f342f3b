import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newestBook } from '#domain/evidence/book/books.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { readStream } from '#server/files.ts';
import { openBook, wordsOf } from '../../../../tests/support/books.ts';
import { addPaper, bundleOn } from '../../../../tests/support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freshDataFolder, makeCase } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { bundleText } from './bundle-content.ts';
import { askForBundlePdf, takeBundlePdf } from './bundle-pdf.server.ts';
import { newestBundle } from './bundle.server.ts';
import { bundleSent, freezeBundle, lookAtFinding } from './freeze.server.ts';
import { movePaper, startBundle, takeOut } from './gather.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** A started bundle of a letter, the plan and a paper the family put in itself. */
async function gathered() {
  const made = await makeCase(db);
  const scene = await bundleOn(db, made);
  const letter = await addPaper(made, { title: 'Letter with the decision' });
  const plan = await addPaper(made, { title: 'The plan', kind: 'plan', pages: 3 });
  const own = await addPaper(made, { title: 'A week at home', kind: 'family_own', by: made.parent, pages: 2 });
  await scene.start();
  expect(await scene.put(plan, 'plan')).toBeNull();
  expect(await scene.put(letter, 'core')).toBeNull();
  expect(await scene.put(own, 'family', 'paper', made.parent)).toBeNull();
  return { ...scene, letter, plan, own };
}
const cites = (page: Awaited<ReturnType<Awaited<ReturnType<typeof gathered>>['seenBy']>>) =>
  page!.parts.flatMap(({ lines }) => lines.map(({ cite, title }) => `${cite} ${title}`));

describe('gathering a bundle', () => {
  test('BUN4 BUN7: papers are numbered part by part, both sides see the same, and each counts its own as yours', async () => {
    const { seenBy, tribunal, parent } = await gathered();
    const wanted = ['A1 Letter with the decision', 'B2 to B4 The plan', 'D5 to D6 A week at home'];
    const [council, family] = [await seenBy(tribunal), await seenBy(parent)];
    expect(cites(council)).toEqual(wanted);
    expect(cites(family)).toEqual(wanted);
    expect(family!.counts.map(({ words }) => words)).toContain('Your evidence: 2 of 100 pages; 98 left');
    expect(family!.checks).toBeNull();
    expect(family!.toFreeze).toBeNull();
  });

  test('BUN4: a family puts in and takes out its own evidence alone, and nobody of the council takes that out', async () => {
    const { put, asParent, asLead, appealId, letter, own, parent, officer, seenBy } = await gathered();
    const out = (as: typeof asLead, paper: string) => as((tx, scope) => takeOut(tx, scope, appealId, paper));
    expect(await put(letter, 'core', 'paper', parent)).toMatchObject({ field: 'part' });
    expect(await put(letter, 'council', 'paper', officer)).toMatchObject({ field: 'paper' });
    expect(await out(asParent, letter)).toMatchObject({ refused: expect.stringContaining('The council put this') });
    expect(await out(asLead, own)).toMatchObject({ refused: expect.stringContaining('The family put this') });
    expect(await out(asLead, letter)).toBeNull();
    expect(await out(asParent, own)).toBeNull();
    expect(cites(await seenBy(parent))).toEqual(['B1 to B3 The plan']);
    expect(await out(asLead, letter)).toMatchObject({ refused: expect.stringContaining('not in the bundle') });
  });

  test('BUN4: papers move within their part, and the end of it is the end', async () => {
    const scene = await gathered();
    const { put, asLead, asParent, appealId, seenBy, tribunal, own } = scene;
    const second = await addPaper(scene, { title: 'Orders of May' });
    await put(second, 'core');
    const move = (as: typeof asLead, paper: string, way: 'up' | 'down') =>
      as((tx, scope) => movePaper(tx, scope, appealId, paper, way));
    expect(await move(asLead, second, 'up')).toBeNull();
    expect(await move(asLead, second, 'up')).toBeNull();
    expect(cites(await seenBy(tribunal)).slice(0, 2)).toEqual(['A1 Orders of May', 'A2 Letter with the decision']);
    expect(await move(asParent, second, 'down')).toMatchObject({ field: 'paper' });
    expect(await move(asParent, own, 'down')).toBeNull();
  });

  test('TR3: another parent of the child, who is not in the appeal, finds no bundle, no paper of it and no book', async () => {
    const scene = await gathered();
    const { caseFileId, councilId, seenBy, freeze, makePdf, as, appealId } = scene;
    const other = await makePerson(db, councilId, 'family', 'Alex Rowe');
    await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
    await freeze();
    const pdf = await makePdf();
    expect(await seenBy(other)).toBeNull();
    await as(
      other,
      'appeal:see',
    )(async (tx, scope) => {
      expect(await newestBundle(tx, scope, appealId)).toBeNull();
      for (const table of ['bundle', 'bundle_paper', 'bundle_finding', 'pack_book'])
        expect(await tx.execute(`select 1 from ${table}`), table).toHaveLength(0);
      expect(await takeBundlePdf(tx, scope, appealId, pdf)).toBeNull();
    });
  });
});

describe('what is found before a bundle is frozen', () => {
  test('BUN9: another child, a report too old and too long, and the same paper twice stop the freeze until somebody looked', async () => {
    const scene = await gathered();
    const { put, freeze, asLead, appealId, seenBy, tribunal, officer, parent, councilId, teamId } = { ...scene };
    const leo = await makeCaseFile(db, councilId, teamId, 'Leo');
    await db.owner`update case_file set child_last_name = 'Hartwell' where case_file_id = ${leo}`;
    const old = { title: 'Report', pages: 16, writtenOn: '2023-12-13', words: 'Leo Hartwell is in her class.' };
    const report = await addPaper(scene, old);
    await db.owner`update evidence_item set state = 'ready' where evidence_item_id = ${report}`;
    const again = await addPaper(scene, { title: 'The letter again', words: 'Letter with the decision' });
    await put(report, 'council', 'expert');
    await put(again, 'council');
    const { checks } = (await seenBy(officer))!;
    expect(checks!.findings.map(({ words }) => words)).toEqual([
      expect.stringMatching(/^“Report” \(E7 to E22\) speaks of another child, Leo Hartwell: the name on pages 1, 2/),
      '“Report” (E7 to E22) has 16 pages. A report by an expert may have 15.',
      '“Report” (E7 to E22) is of 13 December 2023: more than 3 years before the hearing.',
      '“The letter again” (E23) is the same as “Letter with the decision” (A1).',
    ]);
    expect(JSON.stringify(await seenBy(parent))).not.toContain('Hartwell');
    expect(await freeze()).toMatchObject({ field: 'freeze', refused: expect.stringContaining('what was found') });
    const look = (key: string) =>
      asLead((tx, scope) => lookAtFinding(tx, scope, appealId, { key, reason: 'The tribunal said it may.' }));
    for (const { key } of checks!.findings) expect(await look(key)).toBeNull();
    expect(await look('other:guessed')).toMatchObject({ field: 'reason' });
    expect((await seenBy(tribunal))!.checks!.findings[0]!.looked).toContain('Tess Bell looked at it');
    expect(await freeze()).toBeNull();
  });

  test('BUN9: what is hidden within the family is found with its pages', async () => {
    const scene = await gathered();
    const { councilId, caseFileId, put, seenBy, tribunal } = scene;
    const paper = await addPaper(scene, { title: 'Visit', words: 'They live at 4 Orchard Row, GU1 1AA.' });
    await put(paper, 'council');
    const other = await makePerson(db, councilId, 'family', 'Alex Rowe');
    await giveStanding(db, councilId, caseFileId, other.personId, 'parent');
    await db.owner`update adult set address = '4 Orchard Row, GU1 1AA', address_hidden = true where case_file_id = ${caseFileId} and person_id = ${other.personId}`;
    const { findings } = (await seenBy(tribunal))!.checks!;
    expect(findings.map(({ words }) => words)).toEqual([
      '“Visit” (E7) holds an address that is hidden: E7. Hide it first.',
    ]);
  });
});

describe('a frozen bundle', () => {
  test('BUN7 BUN8: it has a fingerprint anybody can make again, nothing in it moves, and a late paper has a letter', async () => {
    const scene = await gathered();
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
    const { freeze, asLead, appealId, seenBy, tribunal, own, asParent, start } = await gathered();
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
    const scene = await gathered();
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
    const { freeze, makePdf, asParent, asLead, appealId, parent, caseFileId } = await gathered();
    const other = await gathered();
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
    const { freeze, makePdf, seenBy, parent, letter, asLead, appealId } = await gathered();
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
    const { freeze, asLead, appealId } = await gathered();
    const today = new Date().toISOString().slice(0, 10);
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
