import { pipeline, type Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { CsvError, parse } from 'csv-parse';
import { refuse, type Refused } from '#domain/access/refused.ts';
import { encodingByStart, otherKind, separatorOf, type Encoding, type Separator } from './bytes.ts';
import { namesOf } from './columns.ts';
import { listLimits } from './limits.ts';

/** How a list is to be read. */
export interface HowWritten {
  encoding: Encoding;
  separator: Separator;
}
export interface LookedAt extends HowWritten {
  columns: string[];
  /** Rows under the heading that hold anything. */
  rows: number;
}

/** The list cannot be read from this row on. The sentence says which, as a spreadsheet counts. */
class NotReadable extends Error {}

/**
 * Reads a whole list once, to say what it is: how its letters are written, what is between its columns, what they are
 * called and how many rows it has. Refuses what is no list, or more of one than is taken.
 */
export async function lookAt(open: () => Readable): Promise<LookedAt | Refused> {
  try {
    const start = await startOf(open());
    const other = otherKind(start.head);
    if (other) return refuse('file', other);
    const encoding = encodingByStart(start.head) ?? ((await isUtf8(open())) ? 'utf-8' : 'windows-1252');
    const separator = separatorOf(new TextDecoder(encoding).decode(start.head));
    let columns: string[] | null = null;
    let rows = 0;
    for await (const { cells } of recordsOf(open(), { encoding, separator })) {
      if (columns === null) columns = namesOf(cells);
      else rows += 1;
    }
    return judged({ encoding, separator, columns: columns ?? [], rows });
  } catch (fault) {
    if (fault instanceof NotReadable) return refuse('file', fault.message);
    throw fault;
  }
}

function judged(found: LookedAt): LookedAt | Refused {
  const { columns, rows } = found;
  if (columns.length > listLimits.columnsMax)
    return refuse('file', `This list has ${columns.length} columns. ${listLimits.columnsMax} are taken at most`);
  if (columns.length < 2) return refuse('file', 'This list has no columns: its first row must be their names');
  if (rows === 0) return refuse('file', 'This list has no rows under the names of its columns');
  return found;
}

const HEAD_BYTES = 64 * 1024;

async function startOf(stream: Readable): Promise<{ head: Uint8Array }> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream as AsyncIterable<Buffer>) {
    pieces.push(piece);
    if ((bytes += piece.length) >= HEAD_BYTES) break;
  }
  return { head: Buffer.concat(pieces).subarray(0, HEAD_BYTES) };
}

async function isUtf8(stream: Readable): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of stream as AsyncIterable<Buffer>) decoder.decode(piece, { stream: true });
    decoder.decode();
    return true;
  } catch (fault) {
    if (fault instanceof TypeError) return false;
    throw fault;
  }
}

export interface ListRow {
  /** As a spreadsheet counts: the heading is row 1, and an empty row counts. */
  row: number;
  cells: string[];
}

/** The rows of a list, the heading first; empty ones are left out. Lets others have their turn. Throws `NotReadable`. */
export async function* recordsOf(stream: Readable, { encoding, separator }: HowWritten): AsyncGenerator<ListRow> {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: listLimits.rowMaxCharacters,
  });
  // What goes wrong on the way in is thrown to whoever reads what comes out.
  pipeline(decoded(stream, encoding), parser, () => {});
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (row > listLimits.rowsMax + 1) throw new NotReadable(TOO_MANY);
      if (row % listLimits.batchRows === 0) await turn();
      if (cells.some((cell) => cell.trim() !== '')) yield { row, cells };
    }
  } catch (fault) {
    throw inWords(fault, row);
  } finally {
    parser.destroy();
    stream.destroy();
  }
}

const TOO_MANY = `This list has more than ${listLimits.rowsMax.toLocaleString('en-GB')} rows. Bring it in parts`;

function inWords(fault: unknown, row: number): unknown {
  if (fault instanceof NotReadable) return fault;
  if (fault instanceof TypeError) return new NotReadable('The letters of this list cannot be read. Save it as UTF-8');
  if (!(fault instanceof CsvError)) return fault;
  const why =
    fault.code === 'CSV_MAX_RECORD_SIZE'
      ? 'it is far too long, or a quotation mark in it is never closed'
      : 'a quotation mark that opens is never closed';
  return new NotReadable(`From row ${row + 1} on this list cannot be read: ${why}`);
}

async function* decoded(stream: Readable, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const piece of stream as AsyncIterable<Buffer>)
    yield decoder.decode(piece, { stream: true }).replaceAll('\0', '');
  yield decoder.decode();
}
