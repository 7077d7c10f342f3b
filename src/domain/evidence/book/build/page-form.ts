import { deflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  PDFNumber,
  PDFRawStream,
  type PDFObject,
  type PDFPageLeaf,
  type PDFRef,
} from '@cantoo/pdf-lib';
import type { Copier } from './copy.ts';
import { A4, boxOf, within, type Box } from './geometry.ts';
import type { Segment } from './segment.ts';

const name = PDFName.of;

/**
 * Opens a PDF to take its pages. Throws for whatever is not plainly readable: one with a password, one that had to be
 * guessed at, and one with layers, because a layer that is switched off would show.
 */
export async function openSource(bytes: Uint8Array, pages: number): Promise<PDFDocument> {
  const source = await PDFDocument.load(bytes, { throwOnInvalidObject: true, updateMetadata: false });
  if (source.catalog.has(name('OCProperties'))) throw new Error('Pages with layers are drawn.');
  if (source.getPageCount() !== pages) throw new Error('Not as many pages as were counted.');
  return source;
}

const numbersOf = (array: PDFObject | undefined): number[] =>
  array instanceof PDFArray
    ? Array.from({ length: array.size() }, (_, at) => array.lookup(at)).map((item) =>
        item instanceof PDFNumber ? item.asNumber() : NaN,
      )
    : [];

export const boxUnder = (page: PDFDict, key: string): Box | null => boxOf(numbersOf(page.lookup(name(key))));
export const numbersUnder = (page: PDFDict, key: string): number[] => numbersOf(page.lookup(name(key)));

const inherited = (page: PDFPageLeaf, key: string): PDFObject | undefined => {
  const value = page.getInheritableAttribute(name(key));
  return value && page.context.lookup(value);
};

/** What of a page is seen: its crop box as far as it has paper, and how it is turned. */
export function seenOf(page: PDFPageLeaf): { box: Box; rotate: number } {
  const paper = boxOf(numbersOf(inherited(page, 'MediaBox'))) ?? [0, 0, A4.widthPt, A4.heightPt];
  const crop = boxOf(numbersOf(inherited(page, 'CropBox'))) ?? paper;
  const rotate = inherited(page, 'Rotate');
  return { box: within(crop, paper), rotate: rotate instanceof PDFNumber ? rotate.asNumber() : 0 };
}

/** The page's own drawing as one form: what it draws and what it draws with, and nothing else of it. */
export function formOf(page: PDFPageLeaf, box: Box, copier: Copier, segment: Segment): PDFRef {
  const dict = segment.context.obj({ Type: 'XObject', Subtype: 'Form', BBox: [...box], Filter: 'FlateDecode' });
  dict.set(name('Resources'), copier.copy(inherited(page, 'Resources') ?? segment.context.obj({})));
  const group = page.lookup(name('Group'));
  if (group instanceof PDFDict) dict.set(name('Group'), copier.copy(group));
  const drawing = deflateSync(withoutNumbers(contentsOf(page)));
  dict.set(name('Length'), PDFNumber.of(drawing.length));
  return segment.add(PDFRawStream.of(dict, drawing));
}

function contentsOf(page: PDFPageLeaf): Buffer {
  const contents = page.lookup(name('Contents'));
  const streams = contents instanceof PDFArray ? contents.asArray().map((ref) => page.context.lookup(ref)) : [contents];
  const parts = streams.flatMap((stream) => {
    if (!stream) return [];
    if (!(stream instanceof PDFRawStream)) throw new Error('A page whose drawing is no stream.');
    return [Buffer.from(decodePDFRawStream(stream).decode()), Buffer.from('\n')];
  });
  return Buffer.concat(parts);
}

/**
 * The source's numbers for its own structure would be taken for numbers of ours. The key is renamed in place, byte for
 * byte, so that nothing else of the drawing moves.
 */
function withoutNumbers(drawing: Buffer): Buffer {
  if (!drawing.includes('/MCID')) return drawing;
  return Buffer.from(drawing.toString('latin1').replace(/\/MCID(?=\s*\d+\s*(?:>>|\/))/g, '/Mcid'), 'latin1');
}
