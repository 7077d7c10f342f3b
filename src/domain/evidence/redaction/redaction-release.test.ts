import { buffer } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { readStream } from '#server/files.ts';
import { CANARY, pdfWithCanary } from '../../../../tests/support/canary.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, scopeFor, THE_CHILD } from '../../../../tests/support/papers.ts';
import { packBook } from '../book/book-schema.server.ts';
import { seenSha256, sha256Of } from '../fingerprint.server.ts';
import { hiddenInWords } from '../guard/hidden-places.server.ts';
import { receivePaper } from '../intake/intake.server.ts';
import { contentText } from '../pack/manifest.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { changesSince } from '../pack/pack-changes.ts';
import { packContentOf } from '../pack/pack-content.server.ts';
import type { PackParts } from '../pack/pack-parts.ts';
import { freezePack, packOf } from '../pack/packs.server.ts';
import { paperBytes } from '../paper-bytes.server.ts';
import { paperOf } from '../papers.server.ts';
import { pictureOf } from '../pictures.server.ts';
import { openPdf, readPage } from '../reader/pdf.ts';
import { releaseMarks, toBeHidden } from './redaction-release.server.ts';
import { markPlaces, marksOn, takeMarkBack, type Marking } from './redaction.server.ts';
import { rowsOf } from '../list/rows.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

async function caseWithCanary(rest?: string, unseen?: string) {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  const officer = await scopeFor(made.officer, made.caseFileId, 'paper:redact');
  const file = { name: 'report.pdf', arrived: await arrive(made.councilId, await pdfWithCanary(rest, unseen)) };
  const answers = { kind: 'family_own' as const };
  const taken = await receivePaper(family, file, { title: 'Report', author: '', writtenOn: null, answers });
  if ('refused' in taken) throw new Error(taken.refused);
  const id = taken.evidenceItemId;
  const mark = (over: Partial<Marking> = {}) =>
    underScope(officer, (tx) => markPlaces(tx, officer, id, { ...theLine, ...over }));
  const paper = async (scope: CaseScope = family) => (await underScope(scope, (tx) => paperOf(tx, scope, id)))!;
  const told = () => underScope(family, (tx) => hiddenInWords(tx, family, id, 1));
  const seen = () => underScope(family, async (tx) => seenSha256(await rowsOf(tx, family), []));
  return { ...made, family, officer, id, mark, paper, told, seen };
}
const theLine: Marking = { page: 1, reason: 'third_party', lines: [1], paragraphs: [], wholePage: false, box: null };

describe('hiding something in a paper', () => {
  test('RED5: a mark changes nothing for anybody, and can be taken back', async () => {
    const { family, officer, id, mark, told, paper } = await caseWithCanary();
    expect(await mark()).toBe('marked');
    expect((await openPaperAt(family, id, 1))!.paragraphs.join()).toContain(CANARY);
    expect(await told()).toEqual([]);
    const [made] = await underScope(officer, (tx) => marksOn(tx, officer, id));
    expect(made).toMatchObject({ what: 'line', reason: 'third_party', byName: 'Priya Shah', releasedAt: null });
    const takeBack = () => underScope(officer, (tx) => takeMarkBack(tx, officer, id, made!.redactionId));
    expect(await takeBack()).toBe('taken back');
    expect(await takeBack()).toMatchObject({
      field: 'release',
      refused: expect.stringContaining('not there any more'),
    });
    expect(await releaseMarks(officer, id)).toEqual({ field: 'release', refused: 'Mark something first.' });
    expect((await paper()).redactedSha256).toBeNull();
  });

  test('RED6 RED7: once hidden it is in no word, file or picture that is served, and the fingerprint is another', async () => {
    const { family, officer, councilId, id, mark, paper, told, seen } = await caseWithCanary();
    const before = { picture: await pictureOf(family, await paper(), 1), paper: await paper(), seen: await seen() };
    await mark();
    expect(await releaseMarks(officer, id)).toBe('released');
    const open = (await openPaperAt(family, id, 1))!;
    expect(open.paragraphs).toEqual([`About ${THE_CHILD}`, '[hidden]']);
    expect(open.paper.pages).toBe(2);
    const bytes = await buffer(await paperBytes(family, open.paper));
    expect(bytes.length).toBe(open.paper.bytes);
    const words = (await readPage(await (await openPdf(new Uint8Array(bytes))).getPage(1))).words;
    expect(words).toContain(THE_CHILD);
    expect(words).not.toContain(CANARY);
    const picture = await pictureOf(family, open.paper, 1);
    expect(Buffer.compare(picture!, before.picture!)).not.toBe(0);
    expect([open.paper.sha256, await seen()]).not.toEqual([before.paper.sha256, before.seen]);
    expect(await seen()).not.toBe(before.seen);
    expect((await told()).join()).toMatch(
      /^Something is hidden here\. Priya Shah hid it on .+ because it is about somebody else\.$/,
    );
    expect((await buffer(readStream(councilId, id))).length).toBe(before.paper.bytes);
  });

  test('RED6: what is hidden later is hidden beside what was hidden before', async () => {
    const { family, officer, id, mark } = await caseWithCanary();
    await mark();
    await releaseMarks(officer, id);
    expect(await mark({ page: 2, lines: [], wholePage: true, reason: 'address' })).toBe('marked');
    expect(await releaseMarks(officer, id)).toBe('released');
    expect((await openPaperAt(family, id, 2))!.paragraphs).toEqual(['[hidden]']);
    expect((await openPaperAt(family, id, 1))!.paragraphs.join()).not.toContain(CANARY);
  });

  test('RED4: a name that also stands elsewhere is said, and stays there', async () => {
    const { family, officer, id, mark } = await caseWithCanary(`With ${CANARY}`);
    await mark();
    const elsewhere = await underScope(officer, (tx) => toBeHidden(tx, officer, id));
    expect(elsewhere!.elsewhere).toEqual([{ word: CANARY, pages: [2] }]);
    expect(await releaseMarks(officer, id)).toBe('released');
    expect((await openPaperAt(family, id, 2))!.paragraphs.join()).toContain(CANARY);
  });

  test('RED4: when a hidden word is left where nobody sees it, nothing is released', async () => {
    const { family, officer, id, mark, paper } = await caseWithCanary(undefined, CANARY);
    await mark();
    const answer = await releaseMarks(officer, id);
    expect(answer).toMatchObject({ field: 'release' });
    expect((answer as { refused: string }).refused).toContain('canarybird');
    expect((await paper()).redactedSha256).toBeNull();
    expect((await openPaperAt(family, id, 1))!.paragraphs.join()).toContain(CANARY);
  });

  test('RED2: a box, a paragraph and nothing at all', async () => {
    const { officer, id, mark } = await caseWithCanary();
    expect(await mark({ lines: [] })).toMatchObject({ field: 'places' });
    await mark({ lines: [], box: { x: 10, y: 20, width: 50, height: 30 } });
    await mark({ lines: [0], paragraphs: [0] });
    const marks = await underScope(officer, (tx) => marksOn(tx, officer, id));
    expect(marks.map(({ what }) => what)).toEqual(['paragraph', 'box']);
    expect(marks[1]).toMatchObject({ x: 40, y: 60, width: 200, height: 90 });
  });
});

test('RED7: a pack that was frozen before says what was hidden since, and its numbers stay', async () => {
  const { family, officer, id, mark } = await caseWithCanary();
  const parts: PackParts = {
    child: {
      class: 'case',
      name: 'Maya',
      ownWords: null,
      goodDay: null,
      wantGrownUpsToKnow: null,
      helpedBy: null,
      askedOn: null,
    },
    summary: { class: 'case', words: '' },
    points: [],
  };
  const content = () => underScope(officer, (tx) => packContentOf(tx, officer, parts, []));
  const shown = sha256Of(contentText(await content()));
  const frozen = await underScope(officer, (tx) => freezePack(tx, officer, shown, parts, []));
  if ('refused' in frozen) throw new Error(frozen.refused);
  const { manifest } = (await underScope(family, (tx) => packOf(tx, family, frozen.packId)))!;
  expect(changesSince(manifest, await content())).toEqual([]);
  const { councilId, caseFileId, personId } = officer;
  const book = v7();
  await underScope(officer, (tx) =>
    tx.insert(packBook).values({
      ...{ councilId, caseFileId, packBookId: book, packId: frozen.packId, recipe: 'board', state: 'ready' },
      ...{ pagesTotal: 4, askedBy: personId },
    }),
  );
  await mark();
  await releaseMarks(officer, id);
  const [withdrawn] = await underScope(officer, (tx) =>
    tx.select().from(packBook).where(eq(packBook.packBookId, book)),
  );
  expect(withdrawn).toMatchObject({ state: 'cancelled', sentence: expect.stringContaining('hidden') });
  expect(changesSince(manifest, await content())).toEqual([
    expect.stringMatching(/^Something in “Report” \(D\d+\) was hidden after the freeze\. Freeze it again\.$/),
  ]);
});
