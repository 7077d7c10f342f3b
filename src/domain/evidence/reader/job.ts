import type { MediaType } from '../intake/media.ts';
import type { PageLine } from '../paper.ts';
import type { Span } from './copy/blocks.ts';
import type { Box } from './paragraphs.ts';

/** What the reader is asked, on its command line: everything it may know but the bytes, which come on its stdin. */
export interface ReaderJob {
  /** `flatten` and `search` are told more than a command line holds: it comes before the bytes (`withOrder`). */
  do: 'read' | 'draw' | 'flatten' | 'search' | 'read-off' | 'words';
  mediaType: MediaType;
  /** For drawing: which pages. Each is told as something made, by the name of `pictureName`. */
  /** `read-off` has the width of the page in points here. */
  from: number;
  to: number;
}

/** The widths a picture comes in: one for a desk, one for a screen held upright. */
export type PictureSize = 'full' | 'small';

/** What the picture of a page is called among the things made from a paper. */
export const pictureName = (page: number, size: PictureSize = 'full'): string =>
  size === 'full' ? `page-${page}.webp` : `page-${page}-small.webp`;

/** What the PDF made of a Word or text file is called. */
export const READING_COPY = 'reading-copy.pdf';

/** What the PDF in which something is hidden is called. */
export const FLATTENED = 'flattened.pdf';

/** A page to make a picture of: what is painted over, and the lines that may be read under it. */
export interface FlattenPage {
  page: number;
  boxes: Box[];
  lines: PageLine[];
}

/** What comes before the bytes. */
export type Order = { flatten: FlattenPage[] } | { search: string[] };

/** What the photo drawn anew is called: the one people have. */
export const PHOTO_COPY = 'photo.bin';

/** One paragraph of a Word file, or one cell of its tables, with the looks of its words. */
export interface WordParagraph {
  heading: boolean;
  spans: Span[];
}

export interface ReadPage {
  words: string;
  /** `none`: a picture whose words nobody has read off it yet. */
  wordsFrom: 'file' | 'none';
  /** Where the words stand. None for a photo, and for a scan until its words were read off it. */
  lines: PageLine[];
  widthPt: number;
  heightPt: number;
}

/** Why a file cannot be shown. Each has its sentence in `refusals.ts`. */
export type ReaderRefusal =
  | 'password'
  | 'damaged'
  | 'too-many-pages'
  | 'too-slow'
  | 'too-big'
  | 'unpacks-too-big'
  | 'macros'
  | 'embedded'
  | 'outside'
  | 'not-word'
  | 'lost';

/** Thrown inside the reader when it knows why. */
export class Refusal extends Error {
  readonly refusal: ReaderRefusal;
  constructor(refusal: ReaderRefusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

export type ReaderAnswer =
  | { pages: ReadPage[] }
  | { drawn: number[] }
  | { found: string[] }
  | { lines: PageLine[] }
  | { paragraphs: WordParagraph[] }
  | { refused: ReaderRefusal };
