import { PDFHexString, type PDFRef } from '@cantoo/pdf-lib';
import type { KnownPage } from '../job.ts';
import { number, type Placed } from './geometry.ts';
import type { Segment } from './segment.ts';

const CODES = 255;
const HALF = 500;
const UNKNOWN_LINE = { height: 10, width: 400 };

const hex = (code: number) => code.toString(16).padStart(2, '0');
const utf16 = (character: string) => PDFHexString.fromText(character).asString().slice(4);

export interface Unseen {
  fonts: Record<string, PDFRef>;
  drawing: string;
}

/**
 * Words over a picture of them: they are found, copied and read aloud where they stand, and nobody sees them. Their font
 * has letters without any shape, one for each letter of the page, so every script works and none is embedded.
 */
export function unseenWords(known: KnownPage, { x, y, scale }: Placed, heightPt: number, segment: Segment): Unseen {
  const characters = [...new Set(linesOf(known).flatMap(({ text }) => [...text]))];
  const codeOf = new Map(characters.map((character, at) => [character, { font: Math.floor(at / CODES), code: at % CODES }]));
  const fonts: Record<string, PDFRef> = {};
  for (let from = 0; from < characters.length; from += CODES)
    fonts[`U${from / CODES}`] = shapeless(characters.slice(from, from + CODES), segment);
  const drawn = linesOf(known).map((line) => {
    const size = Math.max(1, line.height * scale);
    const wide = ([...line.text].length * size * HALF) / 1000;
    const stretch = (100 * line.width * scale) / wide;
    const at = `${number(x + line.x * scale)} ${number(y + (heightPt - line.y - line.height) * scale)}`;
    return `${number(stretch)} Tz 1 0 0 1 ${at} Tm ${shown(line.text, codeOf, size)}`;
  });
  return { fonts, drawing: drawn.length > 0 ? `BT 3 Tr ${drawn.join('\n')} ET` : '' };
}

/** The lines as they stand; words whose place nobody knows go down the page from its top. */
function linesOf({ lines, words }: KnownPage): { text: string; x: number; y: number; width: number; height: number }[] {
  const known = lines.filter(({ text, width, height }) => text !== '' && width > 0 && height > 0);
  if (known.length > 0) return known;
  const texts = words.split('\n').filter(Boolean);
  return texts.map((text, at) => ({ text, x: 10, y: 10 + at * UNKNOWN_LINE.height, ...UNKNOWN_LINE }));
}

function shown(text: string, codeOf: Map<string, { font: number; code: number }>, size: number): string {
  let drawing = '';
  let inFont = -1;
  for (const character of text) {
    const { font, code } = codeOf.get(character)!;
    if (font !== inFont) drawing += `${inFont < 0 ? '' : '> Tj '}/U${font} ${number(size)} Tf <`;
    inFont = font;
    drawing += hex(code);
  }
  return `${drawing}> Tj`;
}

function shapeless(characters: readonly string[], segment: Segment): PDFRef {
  const { context } = segment;
  const empty = segment.add(context.stream(`${HALF} 0 d0`));
  const names = characters.map((_, code) => `g${code}`);
  const mapped = characters.map((character, code) => `<${hex(code)}> <${utf16(character)}>`);
  const chunks: string[] = [];
  for (let from = 0; from < mapped.length; from += 100) {
    const some = mapped.slice(from, from + 100);
    chunks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`);
  }
  const map = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Unseen def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange\n${chunks.join('\n')}\nendcmap end end`;
  return segment.add(
    context.obj({
      ...{ Type: 'Font', Subtype: 'Type3', FontBBox: [0, 0, HALF, 1000], FontMatrix: [0.001, 0, 0, 0.001, 0, 0] },
      CharProcs: Object.fromEntries(names.map((name) => [name, empty])),
      Encoding: { Type: 'Encoding', Differences: [0, ...names] },
      ...{ FirstChar: 0, LastChar: characters.length - 1, Widths: characters.map(() => HALF), Resources: {} },
      ToUnicode: segment.add(context.stream(map)),
    }),
  );
}

