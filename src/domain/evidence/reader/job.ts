import type { MediaType } from '../media.ts';

/** What the reader is asked, on its command line: everything it may know. */
export interface ReaderJob {
  do: 'read' | 'draw';
  mediaType: MediaType;
  path: string;
  /** For drawing: where the pictures go, and which pages. */
  folder: string;
  from: number;
  to: number;
}

export interface ReadPage {
  words: string;
  widthPt: number;
  heightPt: number;
}

/** Why a file cannot be shown. Each has its sentence in `refusals.ts`. */
export type ReaderRefusal = 'password' | 'damaged' | 'too-many-pages' | 'too-slow' | 'too-big';

export type ReaderAnswer = { pages: ReadPage[] } | { drawn: number[] } | { refused: ReaderRefusal };
