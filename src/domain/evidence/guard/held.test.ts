import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { freezeAPack } from '../../../../tests/support/furnish.ts';
import { arrive, freshDataFolder, makeCase, pdfAbout, scopeFor } from '../../../../tests/support/papers.ts';
import { makeCaseFile } from '../../../../tests/support/people.ts';
import { isRefused } from '../begin.server.ts';
import { seenSha256 } from '../fingerprint.server.ts';
import { foundInWords, heldInWords } from './held.ts';
import { heldPapers, refuseHeld, releasePaper } from './held.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { packOf } from '../pack/packs.server.ts';
import { papersOf } from '../papers.server.ts';
import { rowsOf } from '../list/rows.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** Maya's case, where Tom Rowe is another child of the same council, and the family adds a paper about somebody. */
async function caseWith(about: string) {
  const made = await makeCase(db);
  await makeCaseFile(db, made.councilId, made.teamId, 'Tom');
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const officer = await scopeFor(made.officer, made.caseFileId, 'paper:guard');
  const file = { name: `${about}.pdf`, arrived: await arrive(made.councilId, await pdfAbout(about)) };
  const given = {
    title: `Report on ${about}`,
    author: about,
    writtenOn: null,
    answers: { kind: 'family_own' } as const,
  };
  const taken = await receivePaper(family, file, given);
  if (isRefused(taken)) throw new Error(taken.refused);
  const id = taken.evidenceItemId;
  const asSeen = async (scope: typeof family) => (await underScope(scope, (tx) => papersOf(tx, scope)))[0]!;
  const rows = (scope: typeof family) => underScope(scope, (tx) => rowsOf(tx, scope));
  const held = () => underScope(officer, (tx) => heldPapers(tx, officer));
  const release = (why: string) => underScope(officer, (tx) => releasePaper(tx, officer, id, why));
  const turnDown = (why: string) => underScope(officer, (tx) => refuseHeld(tx, officer, id, why));
  return { ...made, officerPerson: made.officer, family, officer, id, asSeen, rows, held, release, turnDown };
}

describe('a paper that may be about another child', () => {
  test('I17 GUARD3 GUARD5: it is held; the officer sees both names and where, everybody else only that it is checked', async () => {
    const { family, officer, id, asSeen, rows, held } = await caseWith('Tom Rowe');
    expect(await held()).toMatchObject([
      {
        child: 'Maya Rowe',
        because: 'other_child',
        title: 'Report on Tom Rowe',
        others: [{ name: 'Tom Rowe', found: [{ what: 'name', page: 1 }] }],
      },
    ]);
    expect((await held())[0]!.pages[0]!.words).toContain('About: Tom Rowe');
    const seen = JSON.stringify([await asSeen(family), await rows(family)]);
    expect(seen).not.toContain('Tom');
    expect(seen).toContain('An officer is checking this paper before anyone reads it. Priya Shah will do it by');
    expect(await openPaperAt(family, id, 1)).toMatchObject({ mayRead: false, paragraphs: [] });
    expect(await openPaperAt(officer, id, 1)).toMatchObject({ mayRead: false, paragraphs: [] });
    expect(seenSha256(await rows(family), [])).toBe(seenSha256(await rows(officer), []));
  });

  test('GUARD5: a pack that an officer freezes meanwhile does not say what it is called', async () => {
    const { family, officer: guard, caseFileId, ...made } = await caseWith('Tom Rowe');
    const packId = await freezeAPack(made.officerPerson, caseFileId);
    const { manifest } = (await underScope(family, (tx) => packOf(tx, family, packId)))!;
    expect(manifest.missing.map(({ title }) => title)).toContain('A paper an officer is checking');
    expect(JSON.stringify(manifest)).not.toContain('Tom');
    expect(JSON.stringify(await made.rows(guard))).toContain('Report on Tom Rowe');
  });

  test('GUARD6: with another child named it is released with a reason, and then it is everybody’s', async () => {
    const { family, id, release, asSeen, held, councilId } = await caseWith('Tom Rowe');
    expect(await release('')).toMatchObject({
      field: `reason-${id}`,
      refused: expect.stringContaining('another child'),
    });
    expect(await asSeen(family)).toMatchObject({ state: 'held' });
    expect(await release('Tom is the brother and is named once')).toBe('released');
    expect(await asSeen(family)).toMatchObject({ state: 'ready', title: 'Report on Tom Rowe', stateSentence: '' });
    expect(await openPaperAt(family, id, 1)).toMatchObject({ mayRead: true });
    expect([await held(), await release('again')]).toEqual([[], null]);
    const [row] =
      await db.owner`select d.detail from history h join history_detail d using (council_id, chain_id, sequence)
      where h.council_id = ${councilId} and h.action = 'paper.released'`;
    expect(row!.detail).toEqual({ why: 'Tom is the brother and is named once' });
  });

  test('GUARD2 GUARD6: one that names nobody we know is released with one press', async () => {
    const { family, release, held, asSeen } = await caseWith('the school day');
    expect(await held()).toMatchObject([{ because: 'no_match', others: [] }]);
    expect(await release('')).toBe('released');
    expect((await asSeen(family)).state).toBe('ready');
  });

  test('GUARD5 GUARD6: turned down, it stays unread, and not even its name is told', async () => {
    const { family, officer, id, turnDown, asSeen } = await caseWith('Tom Rowe');
    expect(await turnDown('')).toMatchObject({ field: `reason-${id}` });
    expect(await turnDown('It came to the wrong case')).toBe('refused');
    expect(await asSeen(family)).toMatchObject({
      state: 'refused',
      title: 'A paper that does not belong here',
      fileName: '',
    });
    expect((await asSeen(family)).stateSentence).toContain('It came to the wrong case');
    expect((await asSeen(officer)).title).toBe('Report on Tom Rowe');
  });

  test('I08 GUARD6: what the scanner has not passed is released by nobody', async () => {
    const { id, release } = await caseWith('Tom Rowe');
    await db.owner`update evidence_item set held_because = 'not_scanned' where evidence_item_id = ${id}`;
    expect(await release('I trust them')).toMatchObject({ refused: expect.stringContaining('viruses') });
  });

  test('GUARD5: whoever has a copy of it learns nothing by sending it again', async () => {
    const { family, councilId, id } = await caseWith('Tom Rowe');
    const bytes = await pdfAbout('Tom Rowe');
    const [row] = await db.owner<{ sha256: string }[]>`select sha256 from evidence_item where evidence_item_id = ${id}`;
    const arrived = { ...(await arrive(councilId, bytes)), sha256: row!.sha256 };
    const again = { title: 'x', author: '', writtenOn: null, answers: { kind: 'family_own' as const } };
    expect(await receivePaper(family, { name: 'a.pdf', arrived }, again)).toMatchObject({
      refused: 'This paper is already here. An officer is checking it before anyone reads it.',
    });
  });

  test('A23 GUARD6: a paper of another case cannot be released or turned down from this one', async () => {
    const mine = await caseWith('Tom Rowe');
    const theirs = await caseWith('Tom Rowe');
    const act = (work: typeof releasePaper | typeof refuseHeld) =>
      underScope(mine.officer, (tx) => work(tx, mine.officer, theirs.id, 'x'));
    expect([await act(releasePaper), await act(refuseHeld)]).toEqual([null, null]);
  });

  test('GUARD2: a paper about this child goes straight through', async () => {
    const { family, councilId, asSeen } = await caseWith('Maya Rowe');
    expect((await asSeen(family)).state).toBe('ready');
    expect(await db.owner`select 1 from paper_match where council_id = ${councilId}`).toHaveLength(0);
  });
});

test('GUARD5: who looks, and by when, is said in council working days', () => {
  expect(heldInWords('Priya Shah', '2026-11-20')).toContain('Priya Shah will do it by Tuesday 24 November 2026.');
  expect(heldInWords(null, '2026-12-24')).toContain('The team will do it by Wednesday 30 December 2026.');
  expect(heldInWords(null, '2099-01-01')).toContain('within 2 working days');
});

test('GUARD3: what was found is said with its pages', () => {
  expect(
    foundInWords([
      { what: 'name', page: 1 },
      { what: 'name', page: 3 },
      { what: 'nhs', page: 2 },
    ]),
  ).toBe('the name on pages 1 and 3, the NHS number on page 2');
});
