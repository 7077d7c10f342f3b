import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Span } from './blocks.ts';

const find = createRequire(import.meta.url);

/** A part of a font: the letters of one script, in one file. */
export interface Part {
  name: string;
  file: (weight: 400 | 700, italic: boolean) => string;
  has: (codePoint: number) => boolean;
}

/** Whether a letter is in a list like "U+0000-00FF,U+0131". */
function within(ranges: string): (codePoint: number) => boolean {
  const spans = ranges.split(',').map((range) => {
    const [from, to = from] = range.replace('U+', '').split('-');
    return [Number.parseInt(from!, 16), Number.parseInt(to!, 16)] as const;
  });
  return (codePoint) => spans.some(([from, to]) => codePoint >= from && codePoint <= to);
}

function partsOf(font: string, subsets: readonly string[], italics: boolean): Part[] {
  const home = dirname(find.resolve(`@fontsource/${font}/package.json`));
  const ranges = find(`@fontsource/${font}/unicode.json`) as Record<string, string>;
  return subsets.map((subset) => ({
    name: `${font}-${subset}`,
    file: (weight, italic) =>
      join(home, 'files', `${font}-${subset}-${weight}-${italic && italics ? 'italic' : 'normal'}.woff`),
    has: within(ranges[subset]!),
  }));
}

// The first that has the letter draws it.
const parts: readonly Part[] = [
  ...partsOf('atkinson-hyperlegible-next', ['latin', 'latin-ext'], true),
  ...partsOf('noto-sans', ['vietnamese', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'devanagari'], true),
  ...partsOf('noto-sans-arabic', ['arabic'], false),
];

/** A letter none of our fonts has is drawn as this. */
const UNKNOWN = '\uFFFD';

/** Letters of one word that one font draws. */
export interface Piece {
  text: string;
  part: Part;
  look: Span;
}

const partFor = (letter: string): Part | undefined => parts.find(({ has }) => has(letter.codePointAt(0)!));

// Boxes to tick and the private letters of symbol fonts are not letters of any script; a form without them cannot be read.
const SIGNS: readonly [RegExp, string][] = [
  [/[\u2610\u25A1\u25FB\uF06F\uF0A8]/g, '[ ]'],
  [/[\u2611\u2612\u2713-\u2718\u25A0\uF052-\uF054\uF0FC\uF0FE]/g, '[x]'],
  [/[\u25CF\u25AA\u25E6\uF0A7\uF0B7]/g, '•'],
  [/[\u2192\uF0E0]/g, '->'],
];

/** The same words, with signs that no font of ours has written out. */
export const spelledOut = (text: string): string =>
  SIGNS.reduce((words, [sign, written]) => words.replace(sign, written), text.normalize('NFC'));

/** Whether none of our fonts has some letter of a text. */
export const hasUnknown = (text: string): boolean => [...text.replace(/\s/g, '')].some((letter) => !partFor(letter));

/** A word in the pieces that draw it. */
export function piecesOf(word: string, look: Span): Piece[] {
  const pieces: Piece[] = [];
  for (const given of word) {
    const letter = partFor(given) ? given : UNKNOWN;
    const last = pieces.at(-1);
    // A mark that both fonts have stays with the letter before it.
    if (last?.part.has(letter.codePointAt(0)!)) last.text += letter;
    else pieces.push({ text: letter, part: partFor(letter)!, look });
  }
  return pieces;
}

/** What a piece's font is called, and the file it is in. */
export function fontOf({ part, look }: Piece): { name: string; file: string } {
  const weight = look.bold ? 700 : 400;
  return { name: `${part.name}-${weight}${look.italic ? '-italic' : ''}`, file: part.file(weight, look.italic) };
}

const FROM_RIGHT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
export const isFromRight = (word: string): boolean => FROM_RIGHT.test(word);
