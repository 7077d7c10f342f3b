import type { Span } from './blocks.ts';
import { isFromRight, piecesOf, type Piece } from './letters.ts';

/** Letters in one font, and where they start on their line, in points. */
export interface Placed extends Piece {
  x: number;
  width: number;
}
/** A line as it is drawn, and its words in the order they are read. */
export interface SetLine {
  text: string;
  pieces: Placed[];
}
export type Measure = (piece: Piece) => number;

/** What is never parted: the letters between two spaces. */
interface Word {
  text: string;
  pieces: (Piece & { width: number })[];
  width: number;
  fromRight: boolean;
}

export interface Setting {
  measure: Measure;
  widthPt: number;
  /** The width of a space. */
  spacePt: number;
}

/** Breaks words into lines that fit, and puts each word where it belongs: from the right where the words are. */
export function setLines(spans: readonly Span[], setting: Setting): SetLine[] {
  const lines: SetLine[] = [];
  for (const paragraph of wordsBetweenBreaks(spans)) {
    const words = paragraph.flatMap((word) => broken(wordOf(word, setting.measure), setting));
    const fromRight = words.find(({ pieces }) => pieces.some(({ text }) => /\p{L}/u.test(text)))?.fromRight ?? false;
    for (const line of filled(words, setting)) lines.push(placed(line, fromRight, setting));
  }
  return lines;
}

/** Words as the spans they are made of, line break by line break. */
function wordsBetweenBreaks(spans: readonly Span[]): Span[][][] {
  const paragraphs: Span[][][] = [[]];
  let open = false;
  for (const span of spans)
    for (const [token] of span.text.matchAll(/\n|[^\S\n]+|\S+/g)) {
      const words = paragraphs.at(-1)!;
      if (token === '\n') paragraphs.push([]);
      else if (token.trim() !== '' && open) words.at(-1)!.push({ ...span, text: token });
      else if (token.trim() !== '') words.push([{ ...span, text: token }]);
      open = token.trim() !== '';
    }
  return paragraphs;
}

const textOf = (spans: readonly { text: string }[]): string => spans.map(({ text }) => text).join('');

function wordOf(spans: readonly Span[], measure: Measure): Word {
  const pieces = spans
    .flatMap((span) => piecesOf(span.text, span))
    .map((piece) => ({ ...piece, width: measure(piece) }));
  const width = pieces.reduce((sum, piece) => sum + piece.width, 0);
  return { text: textOf(spans), pieces, width, fromRight: spans.some(({ text }) => isFromRight(text)) };
}

/** A word longer than a line, in parts that fit: a web address, most often. */
function broken(word: Word, { measure, widthPt }: Setting): Word[] {
  if (word.width <= widthPt) return [word];
  const letters = word.pieces.flatMap((piece) => [...piece.text].map((text) => ({ ...piece, text })));
  const words: Word[] = [];
  for (const letter of letters) {
    const width = measure(letter);
    const last = words.at(-1);
    if (!last || last.width + width > widthPt)
      words.push({ text: letter.text, pieces: [{ ...letter, width }], width, fromRight: word.fromRight });
    else {
      last.text += letter.text;
      last.pieces.push({ ...letter, width });
      last.width += width;
    }
  }
  return words;
}

function filled(words: readonly Word[], { widthPt, spacePt }: Setting): Word[][] {
  const lines: Word[][] = [[]];
  let used = 0;
  for (const word of words) {
    const needed = (used > 0 ? spacePt : 0) + word.width;
    if (used > 0 && used + needed > widthPt) {
      lines.push([word]);
      used = word.width;
    } else {
      lines.at(-1)!.push(word);
      used += needed;
    }
  }
  return lines;
}

/** The words as they stand from left to right: those read from the right are turned round, group by group. */
export function asSeen<W extends { fromRight: boolean }>(words: readonly W[], lineFromRight: boolean): W[] {
  const groups: W[][] = [];
  for (const word of words) {
    const group = groups.at(-1);
    if (group?.[0]?.fromRight === word.fromRight) group.push(word);
    else groups.push([word]);
  }
  const turned = groups.map((group) => (group[0]!.fromRight ? group.toReversed() : group));
  return (lineFromRight ? turned.toReversed() : turned).flat();
}

function placed(words: readonly Word[], fromRight: boolean, { widthPt, spacePt }: Setting): SetLine {
  const whole = words.reduce((sum, { width }) => sum + width, spacePt * Math.max(0, words.length - 1));
  let x = fromRight ? widthPt - whole : 0;
  const pieces: Placed[] = [];
  for (const word of asSeen(words, fromRight)) {
    for (const piece of word.fromRight ? word.pieces.toReversed() : word.pieces) {
      pieces.push({ ...piece, x });
      x += piece.width;
    }
    x += spacePt;
  }
  return { text: words.map(({ text }) => text).join(' '), pieces };
}
