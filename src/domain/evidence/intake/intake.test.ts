import { existsSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
  arrive,
  fixtureBytes,
  freshDataFolder,
  keptAt,
  makeCase,
  scopeFor,
  stillArriving,
  uniquePdf,
} from '../../../../tests/support/papers.ts';
import { isRefused } from '../begin.server.ts';
import { expectPapers } from '../list/expected.server.ts';
import { receivePaper, type NewPaper } from './intake.server.ts';
import { plainFileName } from './media.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { papersOf } from '../papers.server.ts';
import { pictureOf } from '../pictures.server.ts';
import { rowsOf } from '../list/rows.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

const about = (over: Partial<NewPaper> = {}): NewPaper => ({
  title: 'School report',
  author: 'Ms Hall',
  writtenOn: null,
  answers: { kind: 'family_own' },
  ...over,
});

async function openCase() {
  const made = await makeCase(db);
  const family = await scopeFor(made.parent, made.caseFileId, 'paper:add');
  await underScope(family, (tx) =>
    expectPapers(tx, family, { requestReceivedOn: '2026-09-01', childBornOn: '2017-05-02' }),
  );
  const give = async (name: string, bytes: Uint8Array, paper = about()) =>
    receivePaper(family, { name, arrived: await arrive(made.councilId, bytes) }, paper);
  const papers = () => underScope(family, (tx) => papersOf(tx, family));
  const rows = () => underScope(family, (tx) => rowsOf(tx, family));
  const arriving = () => stillArriving(made.councilId);
  return { ...made, family, give, papers, rows, arriving };
}

describe('taking a paper in', () => {
  test('EV8 EV11: a PDF is kept byte for byte, counted, and its words can be read', async () => {
    const { give, papers, family, councilId, rows } = await openCase();
    const bytes = uniquePdf();
    const row = (await rows()).find(({ kind }) => kind === 'education')!;
    const taken = await give('report.pdf', bytes, about({ answers: { checkRowId: row.checkRowId } }));
    if (isRefused(taken)) throw new Error(taken.refused);
    const [paper] = await papers();
    expect(paper).toMatchObject({
      state: 'ready',
      pages: 9,
      bytes: bytes.length,
      addedByName: 'Dana',
      addedSide: 'family',
    });
    expect(existsSync(keptAt(councilId, taken.evidenceItemId))).toBe(true);
    expect((await rows()).find(({ checkRowId }) => checkRowId === row.checkRowId)!.hasPaper).toBe(true);
    const open = await openPaperAt(family, taken.evidenceItemId, 2);
    expect(open).toMatchObject({ page: 2, mayRead: true });
    expect(open!.paragraphs.length).toBeGreaterThan(0);
    expect((await openPaperAt(family, taken.evidenceItemId, 99))!.page).toBe(9);
  });

  test('EV8: a photo becomes one page, drawn anew', async () => {
    const { give, papers, family } = await openCase();
    const photo = await sharp({
      create: { width: 60, height: 40, channels: 3, background: { r: Date.now() % 256, g: 90, b: 9 } },
    })
      .jpeg()
      .toBuffer();
    expect(isRefused(await give('photo.jpg', photo))).toBe(false);
    const [paper] = await papers();
    expect(paper).toMatchObject({ state: 'ready', pages: 1, mediaType: 'image/jpeg' });
    expect((await sharp((await pictureOf(family, paper!, 1))!).metadata()).format).toBe('webp');
  });

  test.each([
    ['report.pdf', Buffer.from('MZ\x90\x00 this is a program'), 'is not a PDF, Word document, photo or text file'],
    ['report.pdf.exe', uniquePdf(), 'is not a PDF, Word document, photo or text file'],
    ['page.html', Buffer.from('<html><script>alert(1)</script></html>'), 'is not a PDF, Word'],
    ['drawing.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'is not a PDF, Word'],
    ['photo.jpg', uniquePdf(), 'says it is a JPG but it is a PDF'],
    [
      'page.pdf',
      Buffer.from('<html>%PDF-1.4 a page that says it is a paper</html>'),
      'says it is a PDF but it is a text file',
    ],
    [
      'both.pdf',
      Buffer.concat([uniquePdf(), Buffer.from('<script>alert(1)</script>')]),
      'another file hidden behind it',
    ],
    ['plan.docm', Buffer.from('PK\x03\x04'), 'called macros'],
    ['plan.doc', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1200, '0'), 'hex'), 'old Word, or needs a password'],
    ['nothing.pdf', Buffer.alloc(0), 'is empty'],
  ])('I05 I02 H05: %s is refused with its name, and nothing of it is kept', async (name, bytes, because) => {
    const { give, papers, arriving, councilId } = await openCase();
    expect(await give(name, bytes)).toMatchObject({ field: 'file', refused: expect.stringContaining(because) });
    expect(await papers()).toEqual([]);
    expect(arriving()).toEqual([]);
    expect(existsSync(keptAt(councilId, ''))).toBe(false);
  });

  test.each([
    ['issue6010_1.pdf', 'needs a password'],
    ['bug1020226.pdf', 'is damaged'],
    ['poppler-395-0-fuzzed.pdf', 'is damaged'],
  ])('EV10 H06: %s shows a sentence and its name, and takes nothing else down', async (name, because) => {
    const { give, papers, rows } = await openCase();
    expect(isRefused(await give(name, fixtureBytes(name)))).toBe(false);
    expect(isRefused(await give('sound.pdf', uniquePdf()))).toBe(false);
    const [broken, sound] = await papers();
    expect(broken).toMatchObject({ state: 'refused', stateSentence: expect.stringMatching(`“${name}” ${because}`) });
    expect(sound!.state).toBe('ready');
    expect((await rows()).filter(({ hasPaper }) => hasPaper)).toHaveLength(1);
  });

  test('I04: the name never becomes a path, and is shown plainly', async () => {
    const { give, papers, councilId } = await openCase();

    await give(plainFileName('../../../../../../tmp/escaped.pdf'), uniquePdf());
    const [paper] = await papers();
    expect(paper!.fileName).toBe('escaped.pdf');
    expect(existsSync('/tmp/escaped.pdf')).toBe(false);
    expect(existsSync(keptAt(councilId, paper!.evidenceItemId))).toBe(true);
  });

  test('EV13: the same file twice is told apart from a new paper', async () => {
    const { give, papers } = await openCase();
    const bytes = uniquePdf();
    await give('report.pdf', bytes);
    expect(await give('copy.pdf', bytes)).toMatchObject({
      refused: 'This paper is already here. It is called “School report”.',
    });
    expect(await papers()).toHaveLength(1);
  });

  test('EV13: a second paper for the same row stands beside the first', async () => {
    const { give, rows } = await openCase();
    const row = (await rows())[1]!;
    for (const name of ['one.pdf', 'two.pdf'])
      await give(name, uniquePdf(), about({ title: name, answers: { checkRowId: row.checkRowId } }));
    expect((await rows()).filter(({ kind }) => kind === row.kind).map(({ paper }) => paper?.title)).toEqual([
      'one.pdf',
      'two.pdf',
    ]);
  });

  test('A23: a row of another case file cannot be answered, and the file is not kept', async () => {
    const mine = await openCase();
    const theirs = await openCase();
    const row = (await theirs.rows())[0]!;
    expect(await mine.give('x.pdf', uniquePdf(), about({ answers: { checkRowId: row.checkRowId } }))).toMatchObject({
      field: 'answers',
    });
    expect(await mine.papers()).toEqual([]);
    expect(mine.arriving()).toEqual([]);
  });

  test('A33: somebody whose access ended while the file was on its way leaves nothing', async () => {
    const { give, parent, councilId, arriving } = await openCase();
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${parent.personId}`;
    await expect(give('x.pdf', uniquePdf())).rejects.toThrow('has ended');
    expect(await db.owner`select 1 from evidence_item where council_id = ${councilId}`).toHaveLength(0);
    expect(arriving()).toEqual([]);
  });

  test('EV10: a paper whose reading was cut short is read when somebody opens it', async () => {
    const { give, papers, family } = await openCase();
    await give('report.pdf', uniquePdf());
    const [paper] = await papers();
    await db.owner`update evidence_item set state = 'reading', pages = 0 where evidence_item_id = ${paper!.evidenceItemId}`;
    await db.owner`delete from evidence_page where evidence_item_id = ${paper!.evidenceItemId}`;
    expect(await openPaperAt(family, paper!.evidenceItemId, 1)).toMatchObject({
      mayRead: true,
      paper: { state: 'ready', pages: 9 },
    });
  });

  test('EV14: opening a paper is written down once a visit, however many pages are turned', async () => {
    const { give, papers, family, caseFileId } = await openCase();
    await give('report.pdf', uniquePdf());
    const [paper] = await papers();
    for (const page of [1, 2, 3]) await openPaperAt(family, paper!.evidenceItemId, page);
    expect(
      await db.owner`select 1 from history where chain_id = ${caseFileId} and action = 'paper.opened'`,
    ).toHaveLength(1);
  });
});
