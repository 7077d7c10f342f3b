import type { PDFDocument, PDFRef } from '@cantoo/pdf-lib';
import type { KnownPage, PaperJob } from '../job.ts';
import { Copier } from './copy.ts';
import { A4, cm, placed, turns, type Box, type Placed } from './geometry.ts';
import { drawLines } from './head.ts';
import { looksOn } from './looks.ts';
import { formOf, openSource, seenOf } from './page-form.ts';
import type { Picture } from './picture.ts';
import type { Segment } from './segment.ts';
import { unseenWords } from './unseen.ts';

/** What stands on one sheet under its head. */
export interface Content {
  placed: Placed;
  forms: Record<string, PDFRef>;
  fonts: Record<string, PDFRef>;
  drawing: string;
  hasWords: boolean;
}
/** Draws one page, counted from 1, under a head of so many points. */
export type Drawer = (page: number, headPt: number) => Promise<Content>;

export const NOT_DRAWN = 'This page could not be drawn here. Open the paper in Common Ground to read it.';
// What draws is native and slow to load: most papers are placed and never need it.
const pictureLibrary = () => import('./picture.ts');

const NOTHING_KNOWN: KnownPage = { words: '', lines: [], wordsFrom: 'none', ...A4 };

/**
 * The ways to draw the pages of one paper, the best first: as they are, as pictures of them with their words unseen on
 * top, and as a sentence. A file opened in one way may still fail on a page; then the next way draws that page.
 */
export function drawersOf(job: PaperJob, bytes: Uint8Array, segment: Segment): Drawer[] {
  const asSentences: Drawer = (page, headPt) => Promise.resolve(sentence(job, page, headPt, segment));
  const asPictures: Drawer = withPicture(job, bytes, segment);
  const asPages: Drawer = asTheyAre(job, bytes, segment);
  const isPdf = job.mediaType === 'application/pdf';
  return {
    pages: [asPages],
    drawn: isPdf ? [asPages, asPictures, asSentences] : [asPictures, asSentences],
    pictures: [asPictures, asSentences],
    sentences: [asSentences],
  }[job.manner];
}

const knownOf = (job: PaperJob, page: number): KnownPage => job.pages[page - 1] ?? NOTHING_KNOWN;

function asTheyAre(job: PaperJob, bytes: Uint8Array, segment: Segment): Drawer {
  let opened: Promise<{ source: PDFDocument; copier: Copier }> | null = null;
  const open = async () => {
    const source = await openSource(bytes, job.part.sheets.length);
    return { source, copier: new Copier(source.context, segment, false) };
  };
  return async (at, headPt) => {
    const { source, copier } = await (opened ??= open());
    const page = source.getPage(at - 1).node;
    const { box, rotate } = seenOf(page);
    const on = placed(box, rotate, headPt);
    const looks = looksOn(page, copier);
    const forms = { Page: formOf(page, box, copier, segment) };
    copier.finish();
    const known = knownOf(job, at);
    const words = known.wordsFrom === 'ocr' ? over(known, on, upright(box, rotate), segment) : { fonts: {}, drawing: '' };
    return {
      ...{ placed: on, fonts: words.fonts, hasWords: known.words !== '' },
      forms: { ...forms, ...Object.fromEntries(looks.map(({ called, form }) => [called, form])) },
      drawing: `q ${cm(on.matrix)} /Page Do ${looks.map(({ drawing }) => drawing).join(' ')} Q ${words.drawing}`,
    };
  };
}

const upright = ([left, bottom, right, top]: Box, rotate: number): number =>
  turns(rotate) % 2 ? right - left : top - bottom;

/** Unseen words in the measure of what they lie on. */
const over = (known: KnownPage, on: Placed, heightPt: number, segment: Segment) =>
  unseenWords(known, { ...on, scale: (on.scale * heightPt) / known.heightPt }, known.heightPt, segment);

function withPicture(job: PaperJob, bytes: Uint8Array, segment: Segment): Drawer {
  let opened: Promise<(page: number) => Promise<Picture>> | null = null;
  const open = async () => {
    const { drawerOf, photoOf } = await pictureLibrary();
    return job.mediaType === 'application/pdf' ? drawerOf(bytes) : () => photoOf(bytes);
  };
  return async (at, headPt) => {
    const picture = await (await (opened ??= open()))(at);
    const on = placed([0, 0, picture.widthPt, picture.heightPt], 0, headPt);
    const known = knownOf(job, at);
    const words = over(known, on, picture.heightPt, segment);
    const [wide, high] = [picture.widthPt * on.scale, picture.heightPt * on.scale];
    return {
      ...{ placed: on, fonts: words.fonts, hasWords: known.words !== '' },
      forms: { Page: (await pictureLibrary()).pictureObject(picture, segment) },
      drawing: `q ${cm([wide, 0, 0, high, on.x, on.y])} /Page Do Q ${words.drawing}`,
    };
  };
}

function sentence(job: PaperJob, at: number, headPt: number, segment: Segment): Content {
  const on = placed([0, 0, A4.widthPt, A4.heightPt], 0, headPt);
  const words = over(knownOf(job, at), on, A4.heightPt, segment);
  const drawing = `${drawLines([NOT_DRAWN], job.font, on.heightPt, 4)} ${words.drawing}`;
  return { placed: on, forms: {}, fonts: words.fonts, drawing, hasWords: true };
}
