import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PDFDocument } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { partsOf as zipped } from '../../../../tests/support/zipped.ts';
import { keyed } from './keyed.ts';
import { formatOf } from './marks.ts';
import { pagesOf } from './page-count.server.ts';
import { partsOf, type ToPrint } from './printed.ts';
import { workingWord } from './working-word.server.ts';

const nobody = { family: null, council: null, agreed: null };
const paragraphs = [
  { section: 'B', runs: keyed('Maya finds noise hard.', nobody) },
  {
    section: 'F',
    runs: keyed('Speech therapy as needed.\nA taxi <to> school & back.', {
      family: 'Speech therapy every week.\nA taxi <to> school & back.',
      council: 'Speech therapy as needed.\nA bus <to> school & back.',
      agreed: null,
    }),
  },
  { section: 'F', runs: keyed('Some help.', { ...nobody, agreed: 'Daily help.' }) },
  { section: 'H1', runs: keyed('\tIndented, with “quotes”, עברית and 👩‍👧.', { ...nobody, council: '' }) },
];
const print: ToPrint = { about: 'Appeal EH999/26/00001', asAt: 'Monday 23 November 2026', paragraphs };

/** The runs of a Word file: their words, and which looks they have as properties of the run. */
function runsIn(xml: string) {
  const decoded = (text: string) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  return [...xml.matchAll(/<w:r>(.*?)<\/w:r>/gs)].map(([, run]) => ({
    text: [...run!.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>|(<w:br\/>)|(<w:tab\/>)/gs)]
      .map(([, words, line, tab]) => (line ? '\n' : tab ? '\t' : decoded(words ?? '')))
      .join(''),
    bold: run!.includes('<w:b/>'),
    italic: run!.includes('<w:i/>'),
    underline: /<w:u w:val="single"\/>/.test(run!),
    strike: run!.includes('<w:strike/>'),
  }));
}

describe('the working document as a Word file', () => {
  test('WD7: every mark is a property of its run, in the order of the plan, and nothing is a tracked change', async () => {
    const xml = (await zipped(await workingWord(print))).get('word/document.xml')!;
    const words = runsIn(xml.slice(xml.lastIndexOf('Section B:')));
    for (const { runs } of paragraphs)
      for (const run of runs) {
        const lines = run.text.split('\n').map((line, index) => (index > 0 ? `\n${line}` : line));
        for (const text of lines) expect(words).toContainEqual({ text, ...formatOf(run) });
      }
    expect(xml).not.toMatch(/<w:(ins|del|moveFrom|moveTo)\b/);
    expect(['Section B:', 'Section F:', 'Section H1:'].map((heading) => xml.indexOf(heading))).toEqual(
      [...['Section B:', 'Section F:', 'Section H1:'].map((heading) => xml.indexOf(heading))].sort((a, b) => a - b),
    );
  });

  test('WD2 WD7: the key is printed on it, each mark in its own look', async () => {
    const runs = runsIn((await zipped(await workingWord(print))).get('word/document.xml')!);
    expect(runs).toContainEqual({
      ...{ bold: true, italic: false, underline: false, strike: true },
      text: 'Bold, struck through: the family proposes to take out',
    });
    expect(runs).toContainEqual({
      ...{ bold: false, italic: false, underline: true, strike: false },
      text: 'Underlined: both agreed to add',
    });
  });

  test('WD7: pages are numbered, and the same document on the same day is the same file', async () => {
    const file = await workingWord(print);
    const parts = await zipped(file);
    const footer = [...parts].find(([name]) => /footer\d*\.xml$/.test(name))![1];
    expect(footer).toContain('PAGE');
    expect(footer).toContain('NUMPAGES');
    expect((await workingWord(print)).equals(file)).toBe(true);
  });

  test('WD7: letters no file can hold are left out, and the file stays whole', async () => {
    const odd = keyed('a\u0001b\ud800c', nobody);
    const xml = (await zipped(await workingWord({ ...print, paragraphs: [{ section: 'A', runs: odd }] }))).get(
      'word/document.xml',
    )!;
    expect(runsIn(xml).at(-1)!.text).toBe('ab\ufffdc');
  });
});

const office = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find((path) => existsSync(path));
const converted = async (file: Buffer, to: string): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'working-'));
  try {
    await writeFile(join(folder, 'it.docx'), file);
    const args = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      '--convert-to',
      to,
      '--outdir',
      folder,
      join(folder, 'it.docx'),
    ];
    await promisify(execFile)(office!, args, { timeout: 110_000 });
    return await readFile(join(folder, `it.${to.split(':')[0]}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

if (!office) process.stdout.write('Not run here: opening the Word file in LibreOffice, which is not installed.' + '\n');
describe.skipIf(!office)('the working document in LibreOffice', () => {
  test('WD7: it opens there with the same words in the same order', { timeout: 120_000 }, async () => {
    const text = (await converted(await workingWord(print), 'txt:Text (encoded):UTF8')).toString('utf8');
    const wordsOf = (given: string) => given.replaceAll('\ufeff', '').split(/\s+/).filter(Boolean);
    const ours = partsOf(print).map(({ runs }) => runs.map((run) => run.text).join(''));
    expect(wordsOf(text)).toEqual(wordsOf(ours.join('\n')));
  });

  test('WD8: the page count is what it prints, give or take one in ten', { timeout: 120_000 }, async () => {
    const sentence =
      'Speech and language therapy from a qualified therapist who knows the class, for 45 minutes each week in term time. ';
    const many = Array.from({ length: 90 }, (_, nth) => ({
      section: nth < 30 ? 'B' : 'F',
      runs: keyed(sentence.repeat(1 + (nth % 6)), {
        ...nobody,
        family: nth % 3 ? null : `${sentence.repeat(1 + (nth % 6))} And at home.`,
      }),
    }));
    const long = { ...print, paragraphs: many };
    const pdf = await PDFDocument.load(await converted(await workingWord(long), 'pdf'));
    const printed = pdf.getPageCount();
    expect(printed).toBeGreaterThan(10);
    expect(Math.abs(pagesOf(long) - printed)).toBeLessThanOrEqual(Math.ceil(printed / 10));
  });
});
