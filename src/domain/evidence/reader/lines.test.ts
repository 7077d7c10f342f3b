import { PDFDocument, degrees } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { fixtureBytes } from '../../../../tests/support/papers.ts';
import { paragraphsOf } from './paragraphs.ts';
import { openPdf, readPage } from './pdf.ts';

const firstPage = async (bytes: Uint8Array) => readPage(await (await openPdf(new Uint8Array(bytes))).getPage(1));

/** One line of words, 100 points from the left and 50 from the top of a small page, which is then turned. */
async function turned(by: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const page = pdf.addPage([400, 300]);
  page.drawText('Maya likes swimming', { x: 100, y: 250, size: 20 });
  page.setRotation(degrees(by));
  return pdf.save();
}

describe('where words stand', () => {
  test('RED1: a line’s box is where the page shows it, whichever way it was turned', async () => {
    const upright = (await firstPage(await turned(0))).lines[0]!;
    expect(upright).toMatchObject({ text: 'Maya likes swimming', paragraph: 0, x: 100 });
    expect(upright.y).toBeLessThan(40);
    expect(upright.y + upright.height).toBeGreaterThan(50);
    const { lines, widthPt, heightPt } = await firstPage(await turned(90));
    expect([widthPt, heightPt]).toEqual([300, 400]);
    // A quarter turn clockwise: what was at the top is at the right, reading downwards.
    expect(lines[0]!.x + lines[0]!.width / 2).toBeCloseTo(300 - (upright.y + upright.height / 2), 0);
    expect(lines[0]!.y).toBeCloseTo(100, 0);
    expect(lines[0]!.height).toBeCloseTo(upright.width, 0);
  });

  test('RED1: the lines of a real page make its paragraphs, and stand inside it', async () => {
    const { words, lines, widthPt, heightPt } = await firstPage(fixtureBytes('rotation.pdf'));
    expect(paragraphsOf(lines).join('\n\n')).toBe(words);
    for (const { x, y, width, height } of lines) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(x + width).toBeLessThanOrEqual(widthPt + 1);
      expect(y + height).toBeLessThanOrEqual(heightPt + 1);
    }
  });

  test('EV11: a page without words says so', async () => {
    const { words, wordsFrom, lines } = await firstPage(fixtureBytes('ccitt_EndOfBlock_false.pdf'));
    expect({ words, wordsFrom, lines }).toEqual({ words: '', wordsFrom: 'none', lines: [] });
  });
});
