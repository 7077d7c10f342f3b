import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addPaper, cites, gatheredBundle } from '../../../../tests/support/bundles.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freshDataFolder } from '../../../../tests/support/papers.ts';
import { giveStanding, makeCaseFile, makePerson } from '../../../../tests/support/people.ts';
import { takeBundlePdf } from './bundle-pdf.server.ts';
import { newestBundle } from './bundle.server.ts';
import { lookAtFinding } from './freeze.server.ts';
import { movePaper, takeOut } from './gather.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

describe('gathering a bundle', () => {
  test('BUN4 BUN7: papers are numbered part by part, both sides see the same, and each counts its own as yours', async () => {
    const { seenBy, tribunal, parent } = await gatheredBundle(db);
    const wanted = ['A1 Letter with the decision', 'B2 to B4 The plan', 'D5 to D6 A week at home'];
    const [council, family] = [await seenBy(tribunal), await seenBy(parent)];
    expect(cites(council)).toEqual(wanted);
    expect(cites(family)).toEqual(wanted);
    expect(family!.counts.map(({ words }) => words)).toContain('Your evidence: 2 of 100 pages; 98 left');
    expect(family!.checks).toBeNull();
    expect(family!.toFreeze).toBeNull();
  });

  test('BUN4: a family puts in and takes out its own evidence alone, and nobody of the council takes that out', async () => {
    const { put, asParent, asLead, appealId, letter, own, parent, officer, seenBy } = await gatheredBundle(db);
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
    const scene = await gatheredBundle(db);
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
    const scene = await gatheredBundle(db);
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
    const scene = await gatheredBundle(db);
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
    const scene = await gatheredBundle(db);
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
