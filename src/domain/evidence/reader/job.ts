import type { MediaType } from '../media.ts';
import type { PageLine } from '../paper.ts';

/** What the reader is asked, on its command line: everything it may know but the bytes, which come on its stdin. */
export interface ReaderJob {
  do: 'read' | 'draw';
  mediaType: MediaType;
  /** For drawing: which pages. Each is told as something made, by the name of `pictureName`. */
  from: number;
  to: number;
}

/** What the picture of a page is called among the things made from a paper. */
export const pictureName = (page: number): string => `page-${page}.webp`;

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
export type ReaderRefusal = 'password' | 'damaged' | 'too-many-pages' | 'too-slow' | 'too-big';

export type ReaderAnswer = { pages: ReadPage[] } | { drawn: number[] } | { refused: ReaderRefusal };
