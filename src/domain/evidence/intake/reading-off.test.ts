import { PDFDocument } from '@cantoo/pdf-lib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { arrive, freshDataFolder, makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { makeCaseFile } from '../../../../tests/support/people.ts';
import { receivePaper } from './intake.server.ts';
import { openPaperAt } from '../open-paper.server.ts';
import { openPdf, paint } from '../reader/pdf.ts';
import { readPagesOff } from './reading-off.server.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

/** What a scanner makes of a page at 150 dots to the inch: a PDF that holds a picture. */
async function scanned(...lines: string[]): Promise<Uint8Array> {
  const typed = await PDFDocument.create();
  const page = typed.addPage([595, 842]);
  for (const [index, line] of lines.entries()) page.drawText(line, { x: 60, y: 760 - index * 40, size: 14 });
  const canvas = await paint(await (await openPdf(await typed.save())).getPage(1), 1_240);
  const scan = await PDFDocument.create();
  const picture = await scan.embedJpg(await canvas.encode('jpeg', 80));
  scan.addPage([595, 842]).drawImage(picture, { x: 0, y: 0, width: 595, height: 842 });
  return scan.save();
}

async function receive(bytes: Uint8Array) {
  const place = await makeCase(db);
  const family = await scopeFor(place.parent, place.caseFileId, 'paper:add');
  const file = { name: 'scan.pdf', arrived: await arrive(place.councilId, bytes) };
  const answers = { kind: 'family_own' as const };
  const taken = await receivePaper(family, file, { title: 'Scan', author: '', writtenOn: null, answers });
  if ('refused' in taken) throw new Error(taken.refused);
  return { ...place, open: async () => (await openPaperAt(family, taken.evidenceItemId, 1))! };
}

test('EV42: a scan is there at once as a picture, and its words after it has been read off', async () => {
  const { councilId, open } = await receive(await scanned('Maya Rowe likes swimming.', 'She is eight years old.'));
  expect(await open()).toMatchObject({ mayRead: true, paragraphs: [], wordsFrom: 'none' });
  expect(await readPagesOff.go(councilId)).toBe(1);
  const read = await open();
  expect(read.wordsFrom).toBe('ocr');
  expect(read.paragraphs.join(' ')).toBe('Maya Rowe likes swimming. She is eight years old.');
  expect(await readPagesOff.go(councilId)).toBe(0);
});

test('EV42: a page on which no words are found is not tried again', async () => {
  const { councilId, open } = await receive(await scanned());
  expect(await readPagesOff.go(councilId)).toBe(1);
  expect(await open()).toMatchObject({ paragraphs: [], wordsFrom: 'ocr' });
  expect(await readPagesOff.go(councilId)).toBe(0);
});

test('EV42: a scan whose words name another child of the council is held', async () => {
  const { councilId, teamId, open } = await receive(await scanned('About Tobias Rowe', 'Tobias Rowe likes trains.'));
  await makeCaseFile(db, councilId, teamId, 'Tobias');
  await readPagesOff.go(councilId);
  expect(await open()).toMatchObject({ mayRead: false, paper: { state: 'held' } });
});
