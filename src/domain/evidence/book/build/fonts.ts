import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type PDFDocument from 'pdfkit';
import type { HeadFont } from '../job.ts';

const require = createRequire(import.meta.url);
const ours = (name: string) =>
  join(dirname(require.resolve('@fontsource/atkinson-hyperlegible-next/package.json')), `files/atkinson-hyperlegible-next-${name}-normal.woff`);
const theirs = (name: string) => join(dirname(require.resolve('pdfjs-dist/package.json')), 'standard_fonts', name);

/** The faces we set words in, the one we want first; the later ones have letters it lacks, Greek and Cyrillic the last. */
const faces = {
  plain: [ours('latin-400'), ours('latin-ext-400'), theirs('LiberationSans-Regular.ttf')],
  bold: [ours('latin-700'), ours('latin-ext-700'), theirs('LiberationSans-Bold.ttf')],
};
export type Face = keyof typeof faces;

/** What we need of the font in use that the library does not name in its types. */
interface InUse {
  _font: {
    font: { hasGlyphForCodePoint(code: number): boolean };
    encode(text: string): [codes: string[], positions: { advanceWidth: number }[]];
    ref(): { id: number };
  };
}
type Inside = typeof PDFDocument.prototype & InUse;

/** Letters of one face together with those that stand in for letters it lacks. */
export class Faces {
  readonly #document: Inside;

  constructor(document: typeof PDFDocument.prototype) {
    this.#document = document as Inside;
  }

  /** The text in stretches that one font can set. A letter none of them has stays with the first, which shows a box. */
  stretches(face: Face, text: string): { font: string; text: string }[] {
    const found: { font: string; text: string }[] = [];
    for (const character of text) {
      const font = this.#fontFor(face, character);
      const last = found.at(-1);
      if (last?.font === font || (last && /\s/.test(character))) last.text += character;
      else found.push({ font, text: character });
    }
    return found;
  }

  /** Whether some letter can only be shown as a box. */
  lacks(face: Face, text: string): boolean {
    return [...text].some(
      (letter) => !/\s/.test(letter) && !faces[face].some((font) => this.#use(font).font.hasGlyphForCodePoint(letter.codePointAt(0)!)),
    );
  }

  #fontFor(face: Face, character: string): string {
    const code = character.codePointAt(0)!;
    return faces[face].find((font) => this.#use(font).font.hasGlyphForCodePoint(code)) ?? faces[face][0]!;
  }

  #use(font: string): InUse['_font'] {
    this.#document.font(font);
    return this.#document._font;
  }

  /** What papers' heads need to set these letters, in the numbers of this document. */
  head(letters: Iterable<string>): HeadFont {
    const fonts: string[] = [];
    const head: HeadFont = { objects: [], glyphs: {} };
    for (const letter of letters) {
      const font = this.#fontFor('plain', letter);
      if (!fonts.includes(font)) {
        fonts.push(font);
        head.objects.push(this.#use(font).ref().id);
      }
      const [codes, positions] = this.#use(font).encode(letter);
      const width = positions.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0);
      head.glyphs[letter] = [fonts.indexOf(font), codes.join(''), width];
    }
    return head;
  }
}
