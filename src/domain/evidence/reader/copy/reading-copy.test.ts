import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { MediaType } from '../../intake/media.ts';
import { copiedInWords } from '../copied.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { runReader } from '../run.server.ts';
import { asSeen } from './typeset.ts';

const docx: MediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const fromLibreOffice = readFileSync(new URL('../../../../../tests/fixtures/docs/libreoffice.docx', import.meta.url));

/** What the reader says of a file, in its own process, and what it made. */
async function read(mediaType: MediaType, bytes: Uint8Array) {
  const made = new Map<string, Uint8Array>();
  const answer = await runReader(
    { do: 'read', mediaType, from: 1, to: 1 },
    () => Readable.from([bytes]),
    async (name, given) => {
      made.set(name, given);
    },
  );
  if (!('pages' in answer)) throw new Error(`Not read: ${JSON.stringify(answer)}`);
  return { ...answer, made };
}
const text = { mediaType: 'text/plain' } as const;
const readText = (words: string | Uint8Array) => read('text/plain', Buffer.from(words));

describe('a copy for reading', () => {
  test('EV40: a Word file from LibreOffice has its headings, lists, tables and pictures, in order', async () => {
    const { pages, made } = await read(docx, fromLibreOffice);
    expect(pages).toHaveLength(1);
    expect(pages[0]!.words.split('\n\n')).toEqual([
      'Speech and language report',
      'This is about Maya Rowe, who is eight. She likes swimming and quiet rooms.',
      'What helps',
      '• A picture timetable',
      '• Time to answer',
      '• at least ten seconds',
      '1. Speech therapy every week',
      '2. A review in spring',
      'When',
      'What we saw',
      'Monday',
      'Maya asked for help twice, in her own words.',
      'مايا تحب السباحة في المدرسة.',
      'Napisała Małgorzata Łącka.',
    ]);
    expect(paragraphsOf(pages[0]!.lines).join('\n\n')).toBe(pages[0]!.words);
    expect([...made.keys()]).toEqual(['reading-copy.pdf', 'page-1-small.webp', 'page-1.webp']);
    const { channels } = await sharp(made.get('page-1.webp')).stats();
    expect(channels[0]!.min).toBeLessThan(60);
  });

  test('EV40: the same file makes the same copy', async () => {
    const [first, second] = [await read(docx, fromLibreOffice), await read(docx, fromLibreOffice)];
    expect(Buffer.compare(first.made.get('reading-copy.pdf')!, second.made.get('reading-copy.pdf')!)).toBe(0);
  });

  test('EV40: text goes over pages, and a paragraph that does is one of both', async () => {
    const { pages } = await readText(`One.\n\n${'Maya likes swimming. '.repeat(400)}\n\nThe end.`);
    expect(pages.length).toBeGreaterThan(1);
    for (const { lines, widthPt, heightPt } of pages) {
      expect(lines[0]!.paragraph).toBe(0);
      for (const { x, y, width, height } of lines) {
        expect(x + width).toBeLessThanOrEqual(widthPt);
        expect(y + height).toBeLessThanOrEqual(heightPt);
      }
    }
    expect(pages.at(-1)!.words).toMatch(/The end\.$/);
  });

  test('EV40: words in many alphabets are read as they were written', async () => {
    const words = 'Мая любить плавати. माया को तैरना पसंद है। یہ اردو ہے۔ Ελληνικά, Łukasz, Nguyễn.';
    const { pages } = await readText(words);
    expect(pages[0]!.words).toBe(words);
    expect(copiedInWords(text, [words])).not.toMatch(/Some letters/);
  });

  test('EV40: letters that no font of ours has are said, and still there to be read aloud', async () => {
    const { pages } = await readText('Maya 中文');
    expect(pages[0]!.words).toBe('Maya 中文');
    expect(copiedInWords(text, ['Maya 中文'])).toMatch(/Some letters on this page could not be drawn/);
  });

  test('EV40: words from the right stand from right to left, and a number among them does not turn', () => {
    const word = (text: string, fromRight: boolean) => ({ text, fromRight });
    const words = [word('א', true), word('ב', true), word('10', false), word('ג', true)];
    expect(asSeen(words, true).map(({ text }) => text)).toEqual(['ג', '10', 'ב', 'א']);
    expect(asSeen(words, false).map(({ text }) => text)).toEqual(['ב', 'א', '10', 'ג']);
  });

  test('EV40: old Windows letters and UTF-16 are understood', async () => {
    expect((await readText(Buffer.from([0x5a, 0x6f, 0xeb]))).pages[0]!.words).toBe('Zoë');
    expect((await readText(Buffer.from('\uFEFFZoë', 'utf16le'))).pages[0]!.words).toBe('Zoë');
  });

  test('EV10: what is no Word file is refused like any damaged one', async () => {
    const answer = await runReader({ do: 'read', mediaType: docx, from: 1, to: 1 }, () =>
      Readable.from([Buffer.from('PK not really')]),
    );
    expect(answer).toEqual({ refused: 'damaged' });
  });
});
