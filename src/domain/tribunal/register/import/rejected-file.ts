import { csvRow } from '#domain/cases/csv.ts';
import { listLimits } from './limits.ts';

// A spreadsheet takes a CSV for UTF-8 only with this in front.
const BYTE_ORDER_MARK = '\ufeff';

interface RejectedRow {
  row: number;
  cells: readonly string[];
  errors: readonly { column: string; because: string }[];
}

/** IMP3: that more rows were rejected than are kept, and what to do about the rest; null when all of them are here. */
export function notAllKept(rejected: number, keptMax: number = listLimits.rejectedKeptMax): string | null {
  if (rejected <= keptMax) return null;
  const [kept, all] = [keptMax, rejected].map((count) => count.toLocaleString('en-GB'));
  return `Only the first ${kept} of the ${all} rows that cannot be taken are kept. Put those right first, then bring the whole list again for the rest.`;
}

/**
 * IMP3: the rows that were not taken as they stood in the list, each with its place and why, as a CSV. Where there were
 * more than are kept, its last row says so: else who puts the file right would think that is all.
 */
export function rejectedFile(
  columns: readonly string[],
  rows: readonly RejectedRow[],
  rejected: number,
  keptMax: number = listLimits.rejectedKeptMax,
): string {
  const why = ({ errors }: RejectedRow) =>
    errors.map(({ column, because }) => (column ? `${column}: ${because}` : because)).join('. ');
  const lines = rows.map((one) => [...columns.map((_, place) => one.cells[place] ?? ''), String(one.row), why(one)]);
  const more = notAllKept(rejected, keptMax);
  const last = more ? [[...columns.map(() => ''), '', more]] : [];
  return [BYTE_ORDER_MARK, ...[[...columns, 'Row', 'What is wrong'], ...lines, ...last].map(csvRow)].join('');
}
