import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, PDFRef, type PDFPageLeaf } from '@cantoo/pdf-lib';
import type { Copier } from './copy.ts';
import { boxAround, boxOf, cm, type Matrix } from './geometry.ts';
import { boxUnder, numbersUnder } from './page-form.ts';

const name = PDFName.of;
const HIDDEN = 1 << 1;
const NOT_VIEWED = 1 << 5;
/** These only lead somewhere or wait to be opened. */
const NOT_DRAWN = new Set(['Link', 'Popup']);
const AS_IT_IS: Matrix = [1, 0, 0, 1, 0, 0];

/** One thing that stood on a page: how it looked, under which name, and where that goes. */
export interface Look {
  called: string;
  form: PDFRef;
  drawing: string;
}

/**
 * What was filled in, stamped, marked or drawn on a page, as it looked: the answers of a form are words of the paper.
 * Only the look comes along; what it did when pressed does not.
 */
export function looksOn(page: PDFPageLeaf, copier: Copier): Look[] {
  const annotations = page.lookup(name('Annots'));
  if (!(annotations instanceof PDFArray)) return [];
  return annotations.asArray().flatMap((entry, at) => {
    const annotation = page.context.lookup(entry);
    return annotation instanceof PDFDict ? lookOf(annotation, copier, `Look${at}`) : [];
  });
}

function lookOf(annotation: PDFDict, copier: Copier, called: string): Look[] {
  const flags = annotation.lookup(name('F'));
  const subtype = annotation.lookup(name('Subtype'));
  if (flags instanceof PDFNumber && flags.asNumber() & (HIDDEN | NOT_VIEWED)) return [];
  if (subtype instanceof PDFName && NOT_DRAWN.has(subtype.decodeText())) return [];
  const normal = normalLook(annotation);
  const rect = boxUnder(annotation, 'Rect');
  const stream = normal && annotation.context.lookup(normal);
  if (!normal || !rect || !(stream instanceof PDFRawStream)) return [];
  const box = boxUnder(stream.dict, 'BBox');
  if (!box) return [];
  const own = numbersUnder(stream.dict, 'Matrix');
  const turned = boxAround(own.length === 6 && own.every(Number.isFinite) ? (own as unknown as Matrix) : AS_IT_IS, box);
  if (!boxOf(turned)) return [];
  const [sx, sy] = [(rect[2] - rect[0]) / (turned[2] - turned[0]), (rect[3] - rect[1]) / (turned[3] - turned[1])];
  const to: Matrix = [sx, 0, 0, sy, rect[0] - turned[0] * sx, rect[1] - turned[1] * sy];
  return [{ called, form: copier.ref(normal), drawing: `q ${cm(to)} /${called} Do Q` }];
}

/** The look in its usual state: of a box that can be ticked, the state it is in. */
function normalLook(annotation: PDFDict): PDFRef | null {
  const looks = annotation.lookup(name('AP'));
  if (!(looks instanceof PDFDict)) return null;
  const normal = looks.get(name('N'));
  const states = normal && annotation.context.lookup(normal);
  if (!(states instanceof PDFDict)) return normal instanceof PDFRef ? normal : null;
  const state = annotation.lookup(name('AS'));
  const chosen = state instanceof PDFName ? states.get(state) : undefined;
  return chosen instanceof PDFRef ? chosen : null;
}
