import type { Span } from './blocks.ts';
import type { Sheet } from './sheet.ts';
import type { SetLine } from './typeset.ts';

const PADDING = 4;
const [NARROWEST, WIDEST] = [40, 260];

/** Draws a table as a grid. A row taller than what is left of the page goes on over the next one. */
export function drawTable(sheet: Sheet, rows: readonly (readonly Span[][])[], size: number): void {
  const widths = columnWidths(sheet, rows, size);
  for (const row of rows) {
    const cells = widths.map((width, column) => sheet.set(row[column] ?? [], size, width - 2 * PADDING));
    drawRow(sheet, cells, widths, size);
  }
}

/** As wide as their words want, shared out over the width of the page. */
function columnWidths(sheet: Sheet, rows: readonly (readonly Span[][])[], size: number): number[] {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const wanted = Array.from({ length: columns }, (_, column) => {
    const natural = rows.flatMap((row) => (row[column] ? sheet.set(row[column], size, WIDEST) : [])).map(endOf);
    return Math.max(NARROWEST, ...natural);
  });
  const whole = wanted.reduce((sum, width) => sum + width, 0);
  return wanted.map((width) => (width / whole) * sheet.widthPt);
}

const endOf = ({ pieces }: SetLine): number => Math.max(0, ...pieces.map(({ x, width }) => x + width));

function drawRow(sheet: Sheet, cells: readonly SetLine[][], widths: readonly number[], size: number): void {
  const height = sheet.lineHeight(size);
  const tallest = Math.max(1, ...cells.map((lines) => lines.length));
  for (let from = 0; from < tallest;) {
    sheet.need(height + 2 * PADDING);
    const fitting = Math.max(1, Math.floor((sheet.leftPt - 2 * PADDING) / height));
    const count = Math.min(fitting, tallest - from);
    let left = 0;
    for (const [column, lines] of cells.entries()) {
      sheet.newParagraph();
      sheet.box(left, widths[column]!, count * height + 2 * PADDING);
      for (const [index, line] of lines.slice(from, from + count).entries())
        sheet.lineAt(line, size, left + PADDING, PADDING + index * height);
      left += widths[column]!;
    }
    sheet.down(count * height + 2 * PADDING);
    from += count;
  }
}
