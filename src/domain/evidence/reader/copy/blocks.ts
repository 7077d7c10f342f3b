import { spelledOut } from './letters.ts';

/** Words of one look. A line break inside is `\n`. */
export interface Span {
  text: string;
  bold: boolean;
  italic: boolean;
  underline: boolean;
  strike: boolean;
}

/** What a Word or text file is made of, as far as a copy for reading shows it. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; spans: Span[] }
  | { kind: 'paragraph'; spans: Span[] }
  | { kind: 'item'; level: number; marker: string; spans: Span[] }
  | { kind: 'table'; rows: Span[][][] }
  | { kind: 'picture'; bytes: Uint8Array };

export const plain = (text: string): Span => ({
  text: spelledOut(text),
  bold: false,
  italic: false,
  underline: false,
  strike: false,
});

/** Stands where a picture cannot be shown. */
export const notDrawn: Block = { kind: 'paragraph', spans: [plain('[A picture that is only in the file itself]')] };

const BYTE_ORDER: readonly [readonly number[], string][] = [
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** A text file as words: UTF-16 where it says so, otherwise UTF-8, otherwise what Windows wrote before that. */
export function textOf(bytes: Uint8Array): string {
  const marked = BYTE_ORDER.find(([mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return new TextDecoder(marked[1]).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** The paragraphs of a text file: an empty line ends one, and its own line breaks are kept. */
export const blocksOfText = (bytes: Uint8Array): Block[] =>
  textOf(bytes)
    .replace(/\r\n?|\u2028/g, '\n')
    .split(/\n\s*\n|\f/)
    .map((paragraph) => paragraph.replace(/^\n+|\s+$/g, ''))
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => ({ kind: 'paragraph', spans: [plain(paragraph)] }));
