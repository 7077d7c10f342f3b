import type { HeadFont } from '../job.ts';
import type { Sheet } from '../plan.ts';
import { EDGE_PT, number } from './geometry.ts';

/** The number line of every sheet, and under it on a paper's first the title and what is to be said of it. */
const LINE_PT = 34;
const TITLE_PT = 14;
const SIZE_PT = 10;
const BASE_PT = 22;
const TITLE_LINES_MAX = 2;

interface Run {
  font: number;
  codes: string;
}

/** A line of text in the font of our heads: its runs and how wide it is in points. A letter the font lacks is left out. */
function set(text: string, { glyphs }: HeadFont): { runs: Run[]; widthPt: number } {
  const runs: Run[] = [];
  let width = 0;
  for (const character of text) {
    const glyph = glyphs[character];
    if (!glyph) continue;
    const [font, code, wide] = glyph;
    const last = runs.at(-1);
    if (last?.font === font) last.codes += code;
    else runs.push({ font, codes: code });
    width += wide;
  }
  return { runs, widthPt: (width * SIZE_PT) / 1000 };
}

const show = (runs: readonly Run[], x: number, y: number): string =>
  `BT 1 0 0 1 ${number(x)} ${number(y)} Tm ${runs.map(({ font, codes }) => `/N${font} ${SIZE_PT} Tf <${codes}> Tj`).join(' ')} ET`;

/** The running line, top centre, and how the page is cited, top right. It belongs to the sheet, not to the paper. */
export function numberLine({ line, cite }: Sheet, font: HeadFont, widthPt: number, heightPt: number): string {
  const y = heightPt - BASE_PT;
  const middle = set(line, font);
  const right = set(cite, font);
  return `/Artifact <</Type /Pagination /Subtype /Header>> BDC ${show(middle.runs, (widthPt - middle.widthPt) / 2, y)} ${show(right.runs, widthPt - EDGE_PT - right.widthPt, y)} EMC`;
}

/** The words that head a paper, broken into lines that fit; what does not fit is in the contents. */
export function headLines(text: string, font: HeadFont, widthPt: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/)) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (set(longer, font).widthPt <= widthPt - 2 * EDGE_PT) lines.splice(-1, 1, longer);
    else lines.push(word);
  }
  const fits = lines.filter(Boolean).slice(0, TITLE_LINES_MAX);
  return fits.length < lines.filter(Boolean).length ? fits.with(-1, `${fits.at(-1)} …`) : fits;
}

export const headPtOf = (lines: number): number => LINE_PT + lines * TITLE_PT;

/** Draws lines one under the other, below the number line. */
export const drawLines = (lines: readonly string[], font: HeadFont, heightPt: number, from = 0): string =>
  lines
    .map((line, at) => show(set(line, font).runs, EDGE_PT, heightPt - BASE_PT - TITLE_PT * (at + from + 1)))
    .join(' ');
