import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { fixtureBytes } from '../../../../tests/support/papers.ts';
import { mediaTypes, type MediaType } from '../intake/media.ts';
import { refusalInWords } from './refusals.ts';
import { runReader } from './run.server.ts';
import { checkWord } from './word-check.ts';

const WORD = Object.keys(mediaTypes).find((type) => type.includes('wordprocessing')) as MediaType;
const TYPES = `<Types><Override PartName="/word/document.xml" ContentType="${WORD}.main+xml"/></Types>`;
const DOCUMENT =
  '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Maya likes maps.</w:t></w:r></w:p></w:body></w:document>';
const relationship = (type: string, more: string) =>
  `<Relationships><Relationship Id="r1" Type="http://x/${type}" Target="http://elsewhere" ${more}/></Relationships>`;

/** A Word file with these parts beside the ones every Word file has. */
async function word(parts: Record<string, string | Buffer> = {}, mode = 0o100644): Promise<Buffer> {
  const zip = new ZipFile();
  const all = { '[Content_Types].xml': TYPES, 'word/document.xml': DOCUMENT, ...parts };
  for (const [name, content] of Object.entries(all)) zip.addBuffer(Buffer.from(content), name, { mode });
  zip.end();
  return buffer(zip.outputStream);
}
const because = (bytes: Uint8Array): Promise<string> =>
  checkWord(bytes).then(
    () => 'sound',
    (error: Error & { refusal?: string }) => error.refusal ?? 'damaged',
  );
/** The same length, and another name: yazl itself would refuse these. */
const renamed = (bytes: Buffer, from: string, to: string): Buffer =>
  Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

describe('a Word file, before anything reads it', () => {
  test('EV21 I11: one that LibreOffice wrote is sound, and so is one with links a person may press', async () => {
    expect(await because(readFileSync('tests/fixtures/docs/libreoffice.docx'))).toBe('sound');
    const link = relationship('hyperlink', 'TargetMode="External"');
    expect(await because(await word({ 'word/_rels/document.xml.rels': link }))).toBe('sound');
  });

  test.each<[string, string, Record<string, string | Buffer>]>([
    ['macros in a part', 'macros', { 'word/vbaProject.bin': 'x' }],
    ['macros by its type', 'macros', { '[Content_Types].xml': `${TYPES}<x ContentType="a.macroEnabled.main+xml"/>` }],
    ['an old Office object', 'embedded', { 'word/embeddings/oleObject1.bin': 'x' }],
    ['the same under another name', 'embedded', { 'word/media/a.png': Buffer.from('d0cf11e0a1b11ae1', 'hex') }],
    ['another archive inside', 'embedded', { 'word/media/a.png': Buffer.from('PK\x03\x04') }],
    [
      'a template from elsewhere',
      'outside',
      { 'word/_rels/settings.xml.rels': relationship('attachedTemplate', 'TargetMode="External"') },
    ],
    [
      'a picture from elsewhere',
      'outside',
      {
        'word/_rels/document.xml.rels': relationship('image', 'TargetMode = &#39;External&#39;').replaceAll(
          '&#39;',
          "'",
        ),
      },
    ],
    [
      'a template behind numbers',
      'outside',
      { 'word/_rels/settings.xml.rels': relationship('attachedTemplate', 'TargetMode="&#69;xternal"') },
    ],
    [
      'words that are put together while reading',
      'damaged',
      { 'word/document.xml': `<!DOCTYPE a [<!ENTITY b "c">]>${DOCUMENT}` },
    ],
    [
      'parts in another encoding',
      'damaged',
      { 'word/_rels/document.xml.rels': Buffer.from(relationship('image', 'TargetMode="External"'), 'utf16le') },
    ],
    ['no Word in it', 'not-word', { '[Content_Types].xml': '<Types/>' }],
  ])('EV21 I11: one with %s is refused', async (_what, refusal, parts) => {
    expect(await because(await word(parts))).toBe(refusal);
  });

  test('I15: names that lead out, from the root, or that are links are refused', async () => {
    const plain = await word({ 'word/aaaa.xml': '<a/>' });
    expect(await because(renamed(plain, 'word/aaaa.xml', '../../aaa.xml'))).toBe('damaged');
    expect(await because(renamed(plain, 'word/aaaa.xml', '/etc/aaaa.xml'))).toBe('damaged');
    expect(await because(await word({}, 0o120777))).toBe('damaged');
  });

  test('EV21 I01: one that says it has sixty thousand parts is refused before the first is unpacked', async () => {
    const bytes = await word();
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06'));
    for (const at of [8, 10]) bytes.writeUInt16LE(60_000, end + at);
    expect(await because(bytes)).toBe('unpacks-too-big');
  });

  test('EV21 I01: one that unpacks to far too much is stopped on the way, whatever it says of its length, in little memory', async () => {
    const zip = new ZipFile();
    const megabyte = Buffer.alloc(1024 * 1024);
    const zeros = Readable.from(
      (function* () {
        for (let n = 0; n < 256; n++) yield megabyte;
      })(),
    );
    zip.addBuffer(Buffer.from(TYPES), '[Content_Types].xml');
    zip.addReadStream(zeros, 'word/document.xml');
    zip.end();
    const bomb = await buffer(zip.outputStream);
    expect(bomb.length).toBeLessThan(4 * 1024 * 1024);
    const before = process.memoryUsage.rss();
    expect(await because(bomb)).toBe('unpacks-too-big');
    expect(process.memoryUsage.rss() - before).toBeLessThan(150 * 1024 * 1024);
    const lies = Buffer.from(bomb);
    const said = Buffer.alloc(4);
    said.writeUInt32LE(256 * megabyte.length);
    const at = lies.lastIndexOf(said);
    lies.writeUInt32LE(100, at);
    expect(await because(lies)).toBe('damaged');
  });

  test('I01 I11: the reader itself refuses in words, in its own process', async () => {
    const read = async (bytes: Buffer) =>
      runReader({ do: 'read', mediaType: WORD, from: 1, to: 1 }, () => Readable.from([bytes]));
    expect(await read(await word({ 'word/vbaProject.bin': 'x' }))).toEqual({ refused: 'macros' });
    expect(await read(fixtureBytes('rotation.pdf'))).toEqual({ refused: 'damaged' });
    expect(refusalInWords('plan.docx', 'macros')).toBe(
      '“plan.docx” can carry small programs, called macros. Save it as a PDF and add that.',
    );
  });
});
