import type { MediaType } from '../intake/media.ts';
import type { PageLine } from '../paper.ts';
import type { BookPlan, PaperPart } from './plan.ts';

/** Objects below this are the book's own: catalogue, pages, structure, outline. Every segment points at the same ones. */
export const bookObject = {
  catalog: 1,
  pages: 2,
  info: 3,
  structure: 4,
  document: 5,
  parents: 6,
  metadata: 7,
} as const;
export const firstFreeObject = 8;

/** The letters our lines on other people's pages are set in: which font object, its code, and its width in thousandths. */
export interface HeadFont {
  objects: number[];
  glyphs: Record<string, [font: number, code: string, width: number]>;
}

/** What is known of one page: its words, where they stand, and whether the file itself holds them. Sizes in points. */
export interface KnownPage {
  words: string;
  lines: PageLine[];
  wordsFrom: 'file' | 'ocr' | 'none';
  widthPt: number;
  heightPt: number;
}

/**
 * How a paper is put in: its own pages and nothing drawn; its own pages, and what cannot be placed drawn; pictures of all
 * of them; or only a sentence that says where to read them.
 */
export type Manner = 'pages' | 'drawn' | 'pictures' | 'sentences';

export interface OwnJob {
  do: 'own';
  firstObject: number;
  plan: BookPlan;
}
export interface PaperJob {
  do: 'paper';
  firstObject: number;
  part: PaperPart;
  mediaType: MediaType;
  pages: KnownPage[];
  font: HeadFont;
  manner: Manner;
}
/** What the builder is asked, ahead of the bytes of the paper. */
export type BookJob = OwnJob | PaperJob;

/** One part of the book as it stands in a segment; numbers are of PDF objects. */
export interface BuiltPart {
  id: string;
  element: number;
  sheets: { page: number; label: string }[];
}

/** What stands after the objects of a segment, so that they can be strung together without reading them again. */
export interface SegmentIndex {
  firstObject: number;
  /** Where each object begins, counted from the start of the segment. */
  offsets: number[];
  parts: BuiltPart[];
  /** Which structure belongs to which page or link; the key is the number of that object. */
  parents: [key: number, object: number][];
  font: HeadFont | null;
}
