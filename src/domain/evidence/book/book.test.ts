import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { openBook, textOf, wordsOf } from '../../../../tests/support/books.ts';
import { fixture } from '../../../../tests/support/papers.ts';
import { bookFrom, paperFrom, planFor, workshopOf, type TestPaper } from '../../../../tests/support/workshop.ts';
import type { BookPlan } from './plan.ts';

const folder = fixture('.');
const made = mkdtempSync(join(tmpdir(), 'common-ground-book-'));
const summary = Array.from({ length: 500 }, (_, at) => `word${at}`).join(' ');

let papers: TestPaper[];
let plan: BookPlan;
let bytes: Buffer;
let book: PDFDocumentProxy;
let labels: string[];
let built: string[];
const pageCalled = (label: string) => labels.indexOf(label) + 1;

async function photo(): Promise<TestPaper> {
  const path = join(made, 'photo.jpg');
  await sharp({ create: { width: 3_000, height: 2_000, channels: 3, background: '#a33' } })
    .withExif({ IFD3: { GPSLatitude: '51/1 14/1 0/1' } })
    .jpeg()
    .toFile(path);
  return (await paperFrom(path, 'A drawing', 'image/jpeg'))!;
}

beforeAll(async () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.pdf'));
  const read = await Promise.all(names.map((name) => paperFrom(join(folder, name), name)));
  papers = [...read.filter((paper) => paper !== null), await photo()];
  plan = planFor(papers, summary);
  const { workshop, built: ways } = workshopOf(papers);
  built = ways;
  bytes = await bookFrom(plan, workshop);
  book = await openBook(bytes);
  labels = (await book.getPageLabels())!;
}, 120_000);

const numbered = () =>
  plan.parts.flatMap((part) => (part.kind === 'paper' ? part.sheets : part.sheet ? [part.sheet] : []));
const paperParts = () => plan.parts.filter((part) => part.kind === 'paper');
/** Letters and digits alone: where lines and words break is not the same in every reader. */
const letters = (words: string) => words.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '');
/** The first words a person would read. A PDF keeps its pieces in any order, and Arabic ones often from left to right. */
const firstWords = (words: string) => words.split(/\s+/).map(letters).filter(Boolean).slice(0, 12);

describe('a book of every PDF we have', () => {
  test('BOOK2: there are as many sheets as pages and lists, and every one says top centre which it is', async () => {
    expect(new Set(labels).size).toBe(book.numPages);
    for (const { label } of numbered()) expect(labels).toContain(label);
    for (let page = 1; page <= book.numPages; page++) {
      const { width, height } = (await book.getPage(page)).getViewport({ scale: 1 });
      const line = (await textOf(book, page)).find(({ text, y }) => text.startsWith('Page ') && y > height - 30);
      const label = labels[page - 1]!;
      expect(line?.text).toContain(`Page ${label.replace(/ \(\d+\)$/, '')}`);
      expect(Math.abs(line!.x - width / 2)).toBeLessThan(60);
    }
  });

  test('BOOK2: words that need more than one sheet stay one number, and say that they go on', async () => {
    expect(labels.slice(0, 4)).toEqual(['1', '2', '2 (2)', 'i']);
    expect(await wordsOf(book, 3)).toContain(', continued');
    expect(`${await wordsOf(book, 2)} ${await wordsOf(book, 3)}`).toContain('word499');
  });

  test('BOOK8: the text of every page is on its own sheet, under the number line and not over it', async () => {
    let compared = 0;
    for (const [at, part] of paperParts().entries())
      for (const [index, { label }] of part.sheets.entries()) {
        const page = pageCalled(label);
        const words = papers[at]!.pages[index]!.words;
        const text = await textOf(book, page);
        const onSheet = letters(text.map((piece) => piece.text).join(''));
        for (const word of firstWords(words)) expect(onSheet, `${part.title} ${label}`).toContain(word);
        const { height } = (await book.getPage(page)).getViewport({ scale: 1 });
        const ours = /^(Page \d|C\d+$)/;
        for (const piece of text.filter((other) => !ours.test(other.text))) expect(piece.y).toBeLessThan(height - 24);
        compared += words === '' ? 0 : 1;
      }
    expect(compared).toBeGreaterThan(5);
  });

  test('H06 BOOK8: no link, script, form, file or action of a source comes along', async () => {
    const links = (
      await Promise.all(labels.map(async (_, at) => (await book.getPage(at + 1)).getAnnotations()))
    ).flat();
    expect(new Set(links.map(({ subtype }) => subtype))).toEqual(new Set(['Link']));
    expect(links.filter(({ url, dest }) => url || !dest)).toEqual([]);
    expect(await book.getJSActions()).toBeNull();
    expect(await book.getFieldObjects()).toBeNull();
    expect((await book.getAttachments())?.size ?? 0).toBe(0);
    const text = bytes.toString('latin1');
    for (const key of ['/JavaScript', '/JS ', '/EmbeddedFile', '/Launch', '/AcroForm', '/OpenAction', '/URI'])
      expect(text).not.toContain(key);
  });

  test('BOOK8: a page that lay on its side stands upright', async () => {
    const at = papers.findIndex(({ title }) => title === 'rotation.pdf');
    for (const [index, { label }] of paperParts()[at]!.sheets.entries()) {
      const page = await book.getPage(pageCalled(label));
      const { widthPt, heightPt } = papers[at]!.pages[index]!;
      const { width, height } = page.getViewport({ scale: 1 });
      expect(page.rotate).toBe(0);
      expect(width > height).toBe(widthPt > heightPt);
      const { items } = await page.getTextContent();
      const own = items.flatMap((item) => ('str' in item && /page/.test(item.str) ? [item.transform] : []));
      for (const [a, b] of own) expect(a > 0 && Math.abs(b) < 0.01).toBe(true);
    }
  });

  test('BOOK10: contents, covers and bookmarks lead to the first page of every paper', async () => {
    const leadsTo = async (name: string) => (await book.getPageIndex((await book.getDestination(name))![0])) + 1;
    const links = (await (await book.getPage(pageCalled('i'))).getAnnotations()).map(({ dest }) => String(dest));
    for (const part of paperParts()) expect(await leadsTo(part.id)).toBe(pageCalled(part.sheets[0]!.label));
    expect(links).toEqual(expect.arrayContaining(['child', 'summary', 'paper-0']));
    const outline = await book.getOutline();
    expect(outline.map(({ title }) => title)).toEqual([
      ...[
        'A1 Maya’s page',
        'A2 In the family’s own words',
        'Contents',
        'Who said that this is everything',
        'C. Advice',
        'Receipt',
      ],
    ]);
    const advice = outline[4]!.items;
    expect(advice).toHaveLength(papers.length);
    for (const [at, { dest }] of advice.entries())
      expect((await book.getPageIndex((dest as never[])[0]!)) + 1).toBe(pageCalled(paperParts()[at]!.sheets[0]!.label));
  });

  test('BOOK10: it is tagged, in English, and its title is the reference', async () => {
    const { info } = (await book.getMetadata()) as { info: Record<string, unknown> };
    expect(info).toMatchObject({ Title: 'CG-0007', Language: 'en-GB' });
    expect(JSON.stringify(info)).not.toContain('Maya');
    // A map, whatever its types say.
    expect([...((await book.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
    const roles = async (page: number) => JSON.stringify(await (await book.getPage(page)).getStructTree());
    expect(await roles(1)).toContain('"role":"H1"');
    expect(await roles(pageCalled('i'))).toMatch(/"role":"TOCI".*"role":"Link".*"type":"annotation"/);
    for (const part of paperParts())
      for (const [index, { label }] of part.sheets.entries()) {
        const tree = await roles(pageCalled(label));
        expect(tree).toMatch(/"role":"(P|Figure)"/);
        if (index === 0) expect(tree).toContain('"role":"H2"');
      }
  });

  test('BOOK10: the tagged content of a page is that page’s text', async () => {
    const [first] = paperParts();
    const page = await book.getPage(pageCalled(first!.sheets[0]!.label));
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const inside: string[] = [];
    let at = '';
    for (const item of items) {
      if ('type' in item && item.type === 'beginMarkedContentProps' && item.id) at = item.id;
      if ('str' in item && at.endsWith('_mc1')) inside.push(item.str);
    }
    const expected = firstWords(papers[0]!.pages[0]!.words);
    expect(expected.length).toBeGreaterThan(3);
    for (const word of expected) expect(letters(inside.join(''))).toContain(word);
  });

  test('BOOK9: most papers are placed; one with a password nobody needs is drawn, and a photo without where it was taken', () => {
    const drawn = built.filter((way) => way.endsWith('as drawn'));
    expect(drawn).toEqual(expect.arrayContaining(['empty_protected.pdf as drawn', 'A drawing as drawn']));
    expect(drawn.length).toBeLessThan(papers.length / 2);
    expect(built.filter((way) => /as (pictures|sentences)$/.test(way))).toEqual([]);
    expect(bytes.toString('latin1')).toContain('/DCTDecode');
    expect(bytes.includes('GPSLatitude')).toBe(false);
  });
});

/** Readers other than the one we draw with, where this machine has them. */
const installed = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
const onDisk = () => {
  const path = join(made, 'book.pdf');
  writeFileSync(path, bytes);
  return path;
};

describe('a book in other readers', () => {
  test.skipIf(!installed('qpdf'))(
    'BOOK10: qpdf finds nothing wrong with how it is built (skipped where qpdf is not installed)',
    () => {
      const { stdout, stderr } = spawnSync('qpdf', ['--check', onDisk()], { encoding: 'utf8' });
      expect(`${stdout}${stderr}`).toContain('No syntax or stream encoding errors found');
    },
  );

  test.skipIf(!installed('pdfinfo'))(
    'BOOK10: poppler counts the same pages and finds it tagged (skipped where poppler is not installed)',
    () => {
      const told = execFileSync('pdfinfo', [onDisk()], { encoding: 'utf8' });
      expect(told).toMatch(new RegExp(`Pages:\\s+${book.numPages}`));
      expect(told).toMatch(/Tagged:\s+yes/);
      expect(told).toMatch(/JavaScript:\s+no/);
      const words = execFileSync('pdftotext', [onDisk(), '-'], { encoding: 'utf8' });
      const pages = words.split('\f');
      for (const { label, line } of numbered()) expect(pages[pageCalled(label) - 1]).toContain(line);
    },
  );
});
