import { readFileSync } from 'node:fs';

export type Verdict = 'yes' | 'in' | 'code' | '403' | '404';

/** One row of the second table of "Who may do what": `see /route`, `do /route?/action`, `do METHOD /route` or `ask name`. */
export interface MatrixRow {
  what: string;
  expected: ReadonlyMap<string, Verdict>;
}

const rules = new URL('../../docs/rules.md', import.meta.url);
const cellsOf = (line: string) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/** Rows under the header that starts with `first`, up to the end of that table. */
function tableAfter(text: string, first: string): { header: string[]; rows: string[][] } {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => cellsOf(line)[0] === first);
  if (start < 0) throw new Error(`docs/rules.md has no table that starts with "${first}"`);
  const rows: string[][] = [];
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break;
    rows.push(cellsOf(line));
  }
  return { header: cellsOf(lines[start]!), rows };
}

/** The access matrix as people wrote it. Throws for an unknown audience, an unknown verdict and a row written twice. */
export function readMatrix(): MatrixRow[] {
  const text = readFileSync(rules, 'utf8');
  const { header, rows: audienceRows } = tableAfter(text, 'audience');
  const audiences = new Map(audienceRows.map(([name, ...cells]) => [name!, readCells(name!, header.slice(1), cells)]));
  const seen = new Set<string>();
  return tableAfter(text, 'what').rows.map(([what, audience]) => {
    const expected = audiences.get(audience!);
    if (!expected) throw new Error(`docs/rules.md: "${what}" names an unknown audience "${audience}"`);
    if (seen.has(what!)) throw new Error(`docs/rules.md: "${what}" is there twice`);
    seen.add(what!);
    return { what: what!, expected };
  });
}

function readCells(audience: string, actors: string[], cells: string[]): Map<string, Verdict> {
  if (cells.length !== actors.length)
    throw new Error(`docs/rules.md: "${audience}" has ${cells.length} cells, not ${actors.length}`);
  const wrong = cells.find((cell) => !['yes', 'in', 'code', '403', '404'].includes(cell));
  if (wrong !== undefined) throw new Error(`docs/rules.md: "${audience}" has an unknown verdict "${wrong}"`);
  return new Map(actors.map((actor, at) => [actor, cells[at] as Verdict]));
}
