import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Document, Packer, Paragraph, TextRun } from 'docx';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { runReader } from '#domain/evidence/reader/run.server.ts';
import { sha256Of } from '#domain/spaces/words.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { keepWordsInMemory } from '../../../../tests/support/words.ts';
import {
  makeWorkingDocument,
  planWords,
  type MadeWorkingDocument,
} from '../../../../tests/support/working-documents.ts';
import { compare, wordsFor, type Ours } from './compare.ts';
import { compareFile, takeWords } from './compare.server.ts';
import { keyed } from './keyed.ts';
import { workingWord } from './working-word.server.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** A Word file with one part more. */
async function withPart(name: string, content: Buffer): Promise<Buffer> {
  const zip = new ZipFile();
  zip.addBuffer(
    Buffer.from(`<Types><Override PartName="/word/document.xml" ContentType="${WORD}.main+xml"/></Types>`),
    '[Content_Types].xml',
  );
  zip.addBuffer(content, name);
  zip.end();
  return buffer(zip.outputStream);
}

const nobody = { family: null, council: null, agreed: null };
const paragraphsIn = async (file: Buffer) => {
  const read = await runReader({ do: 'words', mediaType: WORD, from: 1, to: 1 }, () => Readable.from([file]));
  if (!('paragraphs' in read)) throw new Error(JSON.stringify(read));
  return read.paragraphs;
};
const ours = (
  title: string,
  original: string,
  now = original,
  proposed = nobody as Parameters<typeof keyed>[1],
): Ours => ({
  ...{ pointId: title, section: 'F', title, now },
  runs: keyed(original, proposed),
});
const printed = (all: readonly Ours[]) => workingWord({ about: 'Appeal', asAt: 'today', paragraphs: all });
const stateOf = (found: ReturnType<typeof compare>) => found.points.map(({ title, state }) => `${title} ${state}`);

describe('a Word file that comes back', () => {
  test('WD10: our own file, unchanged, is the same for both sides, whatever was proposed', async () => {
    const proposed = { family: 'A taxi each day.\nWith “Sam” & co.', council: 'A bus.', agreed: null };
    const [family, council] = (['family', 'council'] as const).map((side) => [
      ours('one', 'Speech therapy.'),
      ours('two', 'A taxi.', proposed[side], proposed),
      ours('three', 'Old.', 'New.', { ...nobody, agreed: 'New.' }),
    ]);
    const came = await paragraphsIn(await printed(family!));
    expect(stateOf(compare('family', family!, came))).toEqual(['one same', 'two same', 'three same']);
    expect(stateOf(compare('council', council!, came))).toEqual(['one same', 'two same', 'three same']);
    expect(compare('family', family!, came).fresh).toEqual([]);
  });

  test('WD10: words changed, taken away and added are each found under their section', async () => {
    const here = [ours('one', 'Speech therapy as needed in class.'), ours('two', 'A taxi to school and home.')];
    const file = new Document({
      sections: [
        {
          children: [
            new Paragraph('Section F: Special educational provision'),
            new Paragraph({
              children: [
                new TextRun('Speech therapy '),
                new TextRun({ text: 'as needed', bold: true, strike: true }),
                new TextRun({ text: 'every week', bold: true }),
                new TextRun({ text: ' perhaps', italics: true }),
                new TextRun(' in class.'),
              ],
            }),
            new Paragraph('Swimming on Fridays.'),
          ],
        },
      ],
    });
    const found = compare('family', here, await paragraphsIn(await Packer.toBuffer(file)));
    expect(stateOf(found)).toEqual(['one differs', 'two not_found']);
    expect(found.points[0]).toMatchObject({ came: 'Speech therapy every week in class.' });
    expect(found.fresh).toEqual([{ section: 'F', words: 'Swimming on Fridays.' }]);
  });

  test('WD10: each side reads its own marks: the other’s additions stay out and its strikes are not ours', () => {
    const span = (text: string, look: Partial<Parameters<typeof wordsFor>[1][number]> = {}) => ({
      ...{ text, bold: false, italic: false, underline: false, strike: false },
      ...look,
    });
    const spans = [
      span('A '),
      span('taxi ', { italic: true, strike: true }),
      span('bus ', { italic: true }),
      span('daily ', { bold: true }),
      span('gone', { strike: true }),
    ];
    expect(wordsFor('family', spans)).toBe('A taxi daily');
    expect(wordsFor('council', spans)).toBe('A bus');
    const agreed = [span('old', { underline: true, strike: true }), span('new', { underline: true })];
    expect(wordsFor('family', agreed)).toBe('new');
  });
});

const words = keepWordsInMemory();
describe('comparing with what is here', () => {
  let db: TestDatabase;
  let it: MadeWorkingDocument;
  beforeAll(async () => void (db = await freshDatabase()));
  afterAll(() => db.close());
  beforeEach(async () => void (it = await makeWorkingDocument(db)));
  const file = (bytes: Buffer) => () => Readable.from([bytes]);
  const plan = (original: string) => ({ section: 'F', runs: keyed(original, nobody) });
  const changed = () =>
    workingWord({ about: '', asAt: '', paragraphs: ['Speech therapy every week.', ...planWords.slice(1)].map(plan) });

  test('WD10: nothing changes by comparing; what is taken goes into that side’s own words and no others', async () => {
    await it.joins();
    const dana = await scopeFor(it.dana, it.caseFileId, 'appeal:write');
    const found = await compareFile(dana, it.appealId, file(await changed()));
    if ('refused' in found) throw new Error(found.refused);
    expect(found.points.map(({ state }) => state)).toEqual(['differs', 'same', 'same']);
    const [pointId] = it.pointIds as [string];
    expect(words.read(it.documents.family, pointId)).toBe('');
    const taken = { pointId, words: 'Speech therapy every week.', shownSha256: found.shown[pointId]! };
    expect(await takeWords(dana, it.appealId, [taken])).toEqual([]);
    expect(words.read(it.documents.family, pointId)).toBe('Speech therapy every week.');
    expect(words.read(it.documents.council, pointId)).toBe('');
    expect(await takeWords(dana, it.appealId, [{ ...taken, words: 'Older', shownSha256: sha256Of('') }])).toHaveLength(
      1,
    );
    expect(words.read(it.documents.family, pointId)).toBe('Speech therapy every week.');
  });

  test('WD5 WD10: before it joins the family compares and takes nothing', async () => {
    const dana = await scopeFor(it.dana, it.caseFileId, 'appeal:write');
    expect(await compareFile(dana, it.appealId, file(await changed()))).toHaveProperty('points');
    const taken = { pointId: it.pointIds[0]!, words: 'Words', shownSha256: sha256Of('') };
    expect(await takeWords(dana, it.appealId, [taken])).toHaveLength(1);
    expect(words.read(it.documents.family, it.pointIds[0]!)).toBe('');
  });

  test.each([
    ['H12 broken: no archive at all', () => Buffer.from('this is no Word file'), /damaged/],
    ['H12 broken: cut off in the middle', async () => (await changed()).subarray(0, 3_000), /damaged/],
    ['nothing in it', () => Buffer.alloc(0), /damaged/],
    ['I11 macros', () => withPart('word/vbaProject.bin', Buffer.from('x')), /macros/],
    ['I01 a zip bomb', () => withPart('word/media/image1.png', Buffer.alloc(210 * 1024 * 1024)), /far too large/],
  ])('WD10 I11: refused in plain words: %s', async (_, bytes, sentence) => {
    const tess = await scopeFor(it.tess, it.caseFileId, 'appeal:write');
    const answer = await compareFile(tess, it.appealId, file(await bytes()));
    expect('refused' in answer && answer.refused).toMatch(sentence);
  });
});
