import { PDFDict, PDFDocument, PDFName, StandardFonts } from '@cantoo/pdf-lib';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { hideLines } from '../redaction/redaction.ts';
import type { MediaType } from '../intake/media.ts';
import type { FlattenPage } from './job.ts';
import { openPdf, readPage } from './pdf.ts';
import { withOrder } from './pipe.ts';
import { runReader } from './run.server.ts';

const pdf: MediaType = 'application/pdf';

/** Two pages: the first names somebody, the second may hold a note or share a picture with the first. */
async function paper(over: { note?: boolean; shared?: boolean } = {}): Promise<Uint8Array> {
  const made = await PDFDocument.create();
  const font = await made.embedFont(StandardFonts.Helvetica);
  const [first, second] = [made.addPage([400, 300]), made.addPage([400, 300])];
  first.drawText('Maya likes swimming', { x: 50, y: 250, size: 16, font });
  first.drawText('Canarybird lives here', { x: 50, y: 200, size: 16, font });
  second.drawText('The second page', { x: 50, y: 250, size: 16, font });
  if (over.note) {
    const note = made.context.obj({
      Type: 'Annot',
      Subtype: 'Text',
      Rect: [0, 0, 9, 9],
      Contents: 'Canarybird',
      Page: first.ref,
    });
    second.node.set(PDFName.of('Annots'), made.context.obj([made.context.register(note)]));
  }
  if (over.shared) {
    const image = await made.embedPng(
      await sharp({ create: { width: 9, height: 9, channels: 3, background: '#a33' } })
        .png()
        .toBuffer(),
    );
    for (const page of [first, second]) page.drawImage(image, { x: 300, y: 20, width: 50, height: 50 });
  }
  made.setSubject('About Canarybird');
  return made.save();
}

const linesOf = async (bytes: Uint8Array, page: number) =>
  (await readPage(await (await openPdf(new Uint8Array(bytes))).getPage(page))).lines;

async function flatten(bytes: Uint8Array, order: FlattenPage[], mediaType = pdf): Promise<Uint8Array> {
  let made: Uint8Array | undefined;
  const answer = await runReader(
    { do: 'flatten', mediaType, from: 1, to: 1 },
    () => withOrder({ flatten: order }, Readable.from([bytes])),
    async (_, given) => {
      made = given;
    },
  );
  expect(answer).toEqual({ drawn: order.map(({ page }) => page) });
  return made!;
}

const search = (bytes: Uint8Array, words: string[]) =>
  runReader({ do: 'search', mediaType: pdf, from: 1, to: 1 }, () =>
    withOrder({ search: words }, Readable.from([bytes])),
  );

/** The order to hide the line with the bird in it. */
async function hideTheBird(bytes: Uint8Array): Promise<FlattenPage[]> {
  const lines = await linesOf(bytes, 1);
  const place = { page: 1, ...lines.find(({ text }) => text.includes('Canarybird'))! };
  return [{ page: 1, boxes: [place], lines: hideLines(lines, [place]).left }];
}

async function isPicture(bytes: Uint8Array, page: number): Promise<boolean> {
  const { node } = (await PDFDocument.load(bytes)).getPage(page - 1);
  return (node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict)?.keys().length ?? 0) > 0;
}

describe('a paper with something hidden', () => {
  test('RED3: the marked page is a picture with the other words under it; the rest stays; the count does not change', async () => {
    const given = await paper();
    const made = await flatten(given, await hideTheBird(given));
    expect((await PDFDocument.load(made)).getPageCount()).toBe(2);
    expect((await linesOf(made, 1)).map(({ text }) => text)).toEqual(['Maya likes swimming', '[hidden]']);
    expect((await linesOf(made, 2)).map(({ text }) => text)).toEqual(['The second page']);
    expect([await isPicture(made, 1), await isPicture(made, 2)]).toEqual([true, false]);
    expect(await search(given, ['canarybird'])).toEqual({ found: ['canarybird'] });
    expect(await search(made, ['canarybird'])).toEqual({ found: [] });
  });

  test('RED3: the place is black in the picture', async () => {
    const given = await paper();
    const [order] = await hideTheBird(given);
    const made = await flatten(given, [order!]);
    const drawn: Uint8Array[] = [];
    await runReader(
      { do: 'draw', mediaType: pdf, from: 1, to: 1 },
      () => Readable.from([made]),
      async (_, bytes) => {
        drawn.push(bytes);
      },
    );
    const { x, y, width, height } = order!.boxes[0]!;
    const scale = 1_100 / 400;
    const region = {
      left: Math.ceil(x * scale),
      top: Math.ceil(y * scale),
      width: Math.floor(width * scale) - 2,
      height: Math.floor(height * scale) - 2,
    };
    const { channels } = await sharp(await sharp(drawn[1]).removeAlpha().extract(region).png().toBuffer()).stats();
    expect(Math.max(...channels.map(({ max }) => max))).toBeLessThan(40);
  });

  test('RED3: a page with notes, or that shares a picture with a hidden one, becomes a picture too', async () => {
    for (const over of [{ note: true }, { shared: true }]) {
      const given = await paper(over);
      const made = await flatten(given, await hideTheBird(given));
      expect((await linesOf(made, 2)).map(({ text }) => text)).toEqual(['The second page']);
      expect(await isPicture(made, 2)).toBe(true);
      expect(await search(made, ['canarybird'])).toEqual({ found: [] });
    }
  });

  test('RED3: a photo is hidden in like any page', async () => {
    const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#fff' } })
      .jpeg()
      .toBuffer();
    const made = await flatten(
      photo,
      [{ page: 1, boxes: [{ x: 100, y: 100, width: 200, height: 100 }], lines: [] }],
      'image/jpeg',
    );
    const { widthPt, heightPt } = await readPage(await (await openPdf(new Uint8Array(made))).getPage(1));
    expect([widthPt, heightPt]).toEqual([600, 400]);
  });

  test('RED4: a word is found in whatever it is packed or spelled', async () => {
    const made = await PDFDocument.create();
    made.addPage().drawText('x');
    made.setTitle('Canarybird');
    expect(await search(await made.save(), ['canarybird'])).toEqual({ found: ['canarybird'] });
    expect(await search(await made.save({ useObjectStreams: false }), ['canarybird', 'sparrowhawk'])).toEqual({
      found: ['canarybird'],
    });
  });
});
