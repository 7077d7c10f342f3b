/** One run of text on a page, as the PDF gives it. Positions and sizes in points, y upwards. */
export interface Run {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  rightToLeft: boolean;
}

type Line = [Run, ...Run[]];

const SAME_LINE = 0.5;
const NEW_PARAGRAPH = 1.7;
const WORD_GAP = 0.2;
const COLUMN_GAP = 2;

const heightOf = (line: Line): number => Math.max(1, ...line.map(({ height }) => height));
const endOf = ({ x, width }: Run): number => x + width;

/** Puts runs that stand on one line together, in the order the PDF tells them: that is the order they were written in. */
function linesOf(runs: readonly Run[]): Line[] {
  const lines: Line[] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    const last = line?.at(-1);
    const size = Math.max(run.height, last?.height ?? 0, 1);
    const onward = last && (run.rightToLeft || run.x >= endOf(last) - size * COLUMN_GAP);
    if (line && last && onward && Math.abs(last.y - run.y) <= size * SAME_LINE) line.push(run);
    else if (run.text.trim() !== '') lines.push([run]);
  }
  return lines;
}

// Old Arabic fonts hold one letter per shape; readers aloud know the letters, not the shapes.
const letters = (text: string): string =>
  text.replace(/[\uFB50-\uFDFF\uFE70-\uFEFF]+/g, (shapes) => shapes.normalize('NFKC'));

/** The words of a line: from the right where it is written so, with spaces where there are gaps. */
function wordsOf(line: Line): string {
  const fromRight = line.filter(({ rightToLeft }) => rightToLeft).length * 2 > line.length;
  const runs = fromRight ? [...line].sort((a, b) => b.x - a.x) : line;
  let words = '';
  for (const [index, run] of runs.entries()) {
    const before = runs[index - 1];
    const gap = before ? (fromRight ? before.x - endOf(run) : run.x - endOf(before)) : 0;
    words += (gap > run.height * WORD_GAP ? ' ' : '') + run.text;
  }
  return letters(words).replace(/\s+/g, ' ').trim();
}

/** A word broken at the end of a line is one word again; a hyphen between capitals or digits is kept. */
const join = (before: string, after: string): string =>
  /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(after) ? before.slice(0, -1) + after : `${before} ${after}`;

/** The paragraphs of a page in reading order: a new one where the lines draw apart, jump back up, or change size. */
export function paragraphsOf(runs: readonly Run[]): string[] {
  const paragraphs: string[] = [];
  let above: Line | null = null;
  for (const line of linesOf(runs)) {
    const words = wordsOf(line);
    const down: number = above ? above[0].y - line[0].y : 0;
    const [size, sizeAbove] = [heightOf(line), above ? heightOf(above) : 0];
    const together = down > 0 && down < Math.max(size, sizeAbove) * NEW_PARAGRAPH && Math.abs(size - sizeAbove) < 2;
    if (together) paragraphs.push(join(paragraphs.pop()!, words));
    else paragraphs.push(words);
    above = line;
  }
  return paragraphs;
}
