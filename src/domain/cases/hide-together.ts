import { LEAST_SHOWN } from './small-numbers.ts';

/** One number of a page, or one that is on no page but is what others differ by: then `shown` is false. */
export interface Cell {
  value: number;
  shown: boolean;
  /** Whose own work it counts: they know it whatever is hidden, and must learn nobody else's from it. */
  of?: string | undefined;
}
export type Cells = ReadonlyMap<string, Cell>;

/** A number that is what its parts add up to. */
export interface Sum {
  whole: string;
  parts: readonly string[];
}

interface Line {
  cell: string;
  sign: 1 | -1;
}

/** From one to four is somebody; 0 is nobody. */
const small = ({ value }: Cell): boolean => value > 0 && value < LEAST_SHOWN;

/**
 * MON6: which cells are not shown. Each from one to four, and then the smallest of what they could be worked out from, one
 * after another, until nobody can: neither from the sums of the page, nor with what one `of` knows of itself. Every sum of
 * every table that shows one of these cells must be among `sums`; those asked together are safe together. Throws for a sum
 * that does not add up: nothing could be said of what it gives away.
 */
export function hiddenOf(cells: Cells, sums: readonly Sum[]): Set<string> {
  for (const { whole, parts } of sums)
    if (parts.reduce((sum, part) => sum + cells.get(part)!.value, 0) !== cells.get(whole)!.value)
      throw new Error(`${whole} is not what ${parts.join(', ')} add up to.`);
  const unseen = [...cells].filter(([, cell]) => !cell.shown || small(cell)).map(([name]) => name);
  const hidden = new Set(unseen);
  if (![...cells.values()].some(small)) return new Set();
  const lines = sums.map(({ whole, parts }) => [
    { cell: whole, sign: -1 as const },
    ...parts.map((cell) => ({ cell, sign: 1 as const })),
  ]);
  const known = [...new Set([...cells.values()].flatMap(({ of }) => of ?? []))];
  // One alone is the whole: it learns nothing of anybody else.
  const eyes = [undefined, ...(known.length > 1 ? known : [])];
  for (;;) {
    const told = firstTold(cells, lines, hidden, eyes);
    if (!told) return new Set([...hidden].filter((name) => cells.get(name)!.shown));
    hidden.add(nextToHide(cells, lines, hidden, told));
  }
}

/** The first small number that somebody could work out, if there is one. */
function firstTold(
  cells: Cells,
  lines: Line[][],
  hidden: ReadonlySet<string>,
  eyes: (string | undefined)[],
): string | null {
  for (const eye of eyes) {
    const unknown = new Set([...hidden].filter((name) => eye === undefined || cells.get(name)!.of !== eye));
    const fixed = fixedBy(lines, unknown);
    const most = mostOf(cells, lines, unknown);
    const told = [...unknown].find(
      (name) => small(cells.get(name)!) && (fixed.has(name) || most.get(name)! < LEAST_SHOWN),
    );
    if (told) return told;
  }
  return null;
}

/** What the sums fix exactly: the unknowns that stand alone in a row once the sums are solved (Gauss and Jordan). */
function fixedBy(lines: Line[][], unknown: ReadonlySet<string>): Set<string> {
  const names = [...unknown];
  const at = new Map(names.map((name, index) => [name, index]));
  const rows = lines.map((line) => {
    const row = new Array<number>(names.length).fill(0);
    for (const { cell, sign } of line) if (at.has(cell)) row[at.get(cell)!]! += sign;
    return row;
  });
  let top = 0;
  for (let column = 0; column < names.length && top < rows.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= top && row[column] !== 0);
    if (pivot < 0) continue;
    [rows[top], rows[pivot]] = [rows[pivot]!, rows[top]!];
    reduce(rows, top, column);
    top += 1;
  }
  const alone = rows.map((row) => row.flatMap((value, index) => (value === 0 ? [] : [index])));
  return new Set(alone.filter((columns) => columns.length === 1).map(([column]) => names[column!]!));
}

/** Sums of counts keep whole numbers; what division leaves of a zero is taken for one. */
const TINY = 1e-9;

function reduce(rows: number[][], top: number, column: number): void {
  const by = rows[top]![column]!;
  rows[top] = rows[top]!.map((value) => value / by);
  rows.forEach((row, index) => {
    const times = row[column]!;
    if (index === top || times === 0) return;
    rows[index] = row.map((value, at) => {
      const left = value - times * rows[top]![at]!;
      return Math.abs(left) < TINY ? 0 : left;
    });
  });
}

/** The most each number can be, when each hidden one is known to be at least one: close in from every sum until nothing moves. */
function mostOf(cells: Cells, lines: Line[][], unknown: ReadonlySet<string>): Map<string, number> {
  const least = new Map<string, number>();
  const most = new Map<string, number>();
  for (const [name, { value }] of cells) {
    least.set(name, unknown.has(name) ? Math.min(value, 1) : value);
    most.set(name, unknown.has(name) ? Infinity : value);
  }
  for (let moved = true; moved;) {
    moved = false;
    for (const line of lines)
      for (const { cell, sign } of line) {
        if (!unknown.has(cell)) continue;
        const others = line.filter((one) => one.cell !== cell);
        // What the others leave for this one: their signs are turned round, unless its own is.
        const low = total(others, (one) => (one.sign === sign ? -most.get(one.cell)! : least.get(one.cell)!));
        const high = total(others, (one) => (one.sign === sign ? -least.get(one.cell)! : most.get(one.cell)!));
        if (low > least.get(cell)!) moved = Boolean(least.set(cell, low));
        if (high < most.get(cell)!) moved = Boolean(most.set(cell, high));
      }
  }
  return most;
}

const total = (lines: readonly Line[], of: (line: Line) => number): number =>
  lines.reduce((sum, line) => sum + of(line), 0);

/** The smallest number that stands in a sum with it and is not hidden; beside a sum of hidden ones, in a sum with those. */
function nextToHide(cells: Cells, lines: Line[][], hidden: ReadonlySet<string>, told: string): string {
  const near = new Set([told]);
  for (;;) {
    const beside = lines.filter((line) => line.some(({ cell }) => near.has(cell))).flat();
    const open = beside.map(({ cell }) => cell).filter((cell) => !hidden.has(cell));
    const worth = open.filter((cell) => cells.get(cell)!.value > 0);
    const [smallest] = (worth.length > 0 ? worth : open).sort((a, b) => cells.get(a)!.value - cells.get(b)!.value);
    if (smallest) return smallest;
    const before = near.size;
    for (const { cell } of beside) near.add(cell);
    if (near.size === before) throw new Error(`Nothing is left to hide beside ${told}: a sum is missing.`);
  }
}
