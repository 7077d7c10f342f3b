import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, uniquePdf } from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { confirm } from '../list/confirm.server.ts';
import { expectPapers } from '../list/expected.server.ts';
import { seenSha256, sha256Of } from '../fingerprint.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { contentText } from './manifest.ts';
import { findOpen } from '../open-paper.server.ts';
import { changesSince } from './pack-changes.ts';
import { packContentOf } from './pack-content.server.ts';
import type { PackParts } from './pack-parts.ts';
import { freezePack, packOf, packsOf } from './packs.server.ts';
import { answerRow } from '../list/rows-commands.server.ts';
import { rowsOf } from '../list/rows.server.ts';
import { withdrawPaper } from '../withdraw.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const parts: PackParts = {
  child: {
    class: 'case',
    name: 'Maya',
    ownWords: 'I like swimming',
    goodDay: null,
    wantGrownUpsToKnow: null,
    helpedBy: null,
    askedOn: '2026-09-02',
  },
  summary: { class: 'case', words: 'She is eight.' },
  points: [],
};

async function caseWithPaper() {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const officer = await scopeFor(made.officer, made.caseFileId, 'pack:freeze');
  await underScope(officer, (tx) =>
    expectPapers(tx, officer, { requestReceivedOn: '2026-01-05', childBornOn: '2017-05-02' }),
  );
  const row = (await underScope(family, (tx) => rowsOf(tx, family))).find(({ kind }) => kind === 'medical')!;
  const file = { name: 'health.pdf', arrived: await arrive(made.councilId, uniquePdf()) };
  const taken = await receivePaper(family, file, {
    title: 'Health report',
    author: 'Dr Lee',
    writtenOn: '2026-03-01',
    answers: { checkRowId: row.checkRowId },
  });
  if (isRefused(taken)) throw new Error(taken.refused);
  const content = () => underScope(officer, (tx) => packContentOf(tx, officer, parts, []));
  const shown = async () => sha256Of(contentText(await content()));
  const freeze = (sha256: string) => underScope(officer, (tx) => freezePack(tx, officer, sha256, parts, []));
  return { ...made, family, officer, evidenceItemId: taken.evidenceItemId, content, shown, freeze };
}

async function frozenCase() {
  const made = await caseWithPaper();
  const done = await made.freeze(await made.shown());
  if (isRefused(done)) throw new Error(done.refused);
  const pack = (await underScope(made.officer, (tx) => packOf(tx, made.officer, done.packId)))!;
  return { ...made, pack };
}

describe('freezing what the Board will see', () => {
  test('PACK3 PACK8: the fingerprint is of the kept text, which says who froze it, what is late and what is missing', async () => {
    const { pack } = await frozenCase();
    expect(createHash('sha256').update(pack.manifestText).digest('hex')).toBe(pack.sha256);
    expect(pack.manifest.frozen).toMatchObject({ number: 1, byName: 'Priya Shah', roleInWords: 'Case officer' });
    expect(pack.manifest.contents.find(({ kind }) => kind === 'paper')).toMatchObject({
      section: 'C',
      firstPage: 3,
      pages: 9,
      lateFor: '2026-03-30',
    });
    expect(pack.manifest.missing).toHaveLength(6);
    expect(pack.pages).toBe(11);
  });

  test('PACK8 J09: a confirmation of something older is kept with the words that it no longer stood', async () => {
    const { family, officer, content } = await caseWithPaper();
    const contentSha256 = seenSha256(await underScope(family, (tx) => rowsOf(tx, family)), []);
    await underScope(family, (tx) => confirm(tx, family, { says: 'everything', words: '', contentSha256 }, []));
    expect((await content()).confirmed.family).toMatchObject({
      stillStands: true,
      byName: 'Dana',
      roleInWords: 'Parent or carer',
    });
    const { checkRowId } = (await underScope(officer, (tx) => rowsOf(tx, officer)))[0]!;

    await underScope(officer, (tx) => answerRow(tx, officer, { checkRowId, answer: 'missing', note: '' }));
    expect((await content()).confirmed.family).toMatchObject({ stillStands: false });
  });

  test('PACK5: what moved between looking and pressing is not frozen', async () => {
    const { family, freeze, shown, evidenceItemId, officer } = await caseWithPaper();
    const before = await shown();
    await underScope(family, (tx) => withdrawPaper(tx, family, evidenceItemId, 'The wrong one'));
    expect(await freeze(before)).toMatchObject({ field: 'freeze' });
    expect(await underScope(officer, (tx) => packsOf(tx, officer))).toEqual([]);
  });

  test('PACK5: nothing is frozen while a paper is still being read', async () => {
    const { freeze, shown, evidenceItemId } = await caseWithPaper();
    await db.owner`update evidence_item set state = 'reading' where evidence_item_id = ${evidenceItemId}`;
    expect(await freeze(await shown())).toMatchObject({ refused: expect.stringContaining('still being read') });
  });

  test('PACK6: a frozen pack never changes, by any road', async () => {
    const { pack } = await frozenCase();
    await expect(db.owner`update pack set pages = 1 where pack_id = ${pack.packId}`).rejects.toThrow('never change');
    await expect(db.owner`delete from pack where pack_id = ${pack.packId}`).rejects.toThrow('never change');
  });

  test('PACK6: a paper taken back stays in the pack, can still be opened from it, and is said to be gone', async () => {
    const { pack, family, officer, evidenceItemId, content } = await frozenCase();
    expect(await underScope(family, (tx) => withdrawPaper(tx, family, evidenceItemId, 'It is out of date'))).toBe(
      'withdrawn',
    );
    const again = (await underScope(officer, (tx) => packOf(tx, officer, pack.packId)))!;
    expect(again.manifestText).toBe(pack.manifestText);
    expect(changesSince(again.manifest, await content())).toEqual([
      '“Health report” (C3) was taken back. The Board still sees it, and sees this.',
    ]);
    const open = (await underScope(officer, (tx) => findOpen(tx, officer, evidenceItemId)))!;
    expect(open).toMatchObject({ mayRead: true, inPack: { firstPage: 3 } });
    expect(open.paper.stateSentence).toContain('It is out of date');
  });

  test('EV12: outside a pack, a paper taken back can no longer be opened; the other side cannot take it back', async () => {
    const { family, officer, evidenceItemId } = await caseWithPaper();
    expect(await underScope(officer, (tx) => withdrawPaper(tx, officer, evidenceItemId, 'Ours now'))).toMatchObject({
      refused: expect.stringContaining('Only the side'),
    });
    expect(await underScope(family, (tx) => withdrawPaper(tx, family, evidenceItemId, ''))).toMatchObject({
      field: 'reason',
    });
    await underScope(family, (tx) => withdrawPaper(tx, family, evidenceItemId, 'The wrong child'));
    expect((await underScope(family, (tx) => findOpen(tx, family, evidenceItemId)))!.mayRead).toBe(false);
  });

  test('A14 A23: a pack or a paper of another case file is as unknown as one that never was', async () => {
    const mine = await frozenCase();
    const theirs = await frozenCase();
    expect(await underScope(mine.officer, (tx) => packOf(tx, mine.officer, theirs.pack.packId))).toBeNull();
    expect(await underScope(mine.officer, (tx) => findOpen(tx, mine.officer, theirs.evidenceItemId))).toBeNull();
    expect(
      await underScope(mine.officer, (tx) => withdrawPaper(tx, mine.officer, theirs.evidenceItemId, 'x')),
    ).toBeNull();
    expect(await underScope(mine.officer, (tx) => packOf(tx, mine.officer, 'not-an-id'))).toBeNull();
  });
});
