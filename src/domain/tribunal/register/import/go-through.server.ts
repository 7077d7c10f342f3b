import type { Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { readStream } from '#server/files.ts';
import type { Tx } from '#server/db.ts';
import { against } from './compare.ts';
import type { Mapping } from './columns.ts';
import { listLimits } from './limits.ts';
import { recordsOf, type HowWritten, type ListRow } from './read-list.server.ts';
import { rowReader, type ListedAppeal, type RowError } from './row.ts';
import { fillStanding, insertFresh, keepRejected, NextDue, standingWith, type Rejected } from './write-batch.server.ts';

export interface Counts {
  fresh: number;
  same: number;
  filled: number;
  rejected: number;
}
export interface TheList extends HowWritten {
  appealImportId: string;
  columns: string[];
  mapping: Mapping;
}

/** Taken, though nobody here may see by what: it may be another's to know (TR3). */
const NOT_YOURS = 'This number cannot be used by you. Ask another member of the team';

/**
 * IMP2 IMP4: goes through a list row by row and counts what each would do. With `write` it is done as well, so that what
 * was tried and what is imported can never be two readings. `progress` is told how many rows are done, and may stop it.
 */
export async function goThrough(
  tx: Tx,
  scope: Scope,
  list: TheList,
  today: CalendarDate,
  write: boolean,
  progress: (rows: number) => Promise<void>,
): Promise<Counts> {
  const through = new Through(tx, scope, list, today, write);
  let batch: ListRow[] = [];
  let done = 0;
  const take = async () => {
    await through.take(batch);
    done += batch.length;
    batch = [];
    await progress(done);
  };
  for await (const row of recordsOf(readStream(scope.councilId, list.appealImportId), list)) {
    if (row.row === 1) continue;
    batch.push(row);
    if (batch.length === listLimits.batchRows) await take();
  }
  if (batch.length > 0) await take();
  return through.counts;
}

interface Listed {
  from: ListRow;
  listed: ListedAppeal;
}

class Through {
  readonly counts: Counts = { fresh: 0, same: 0, filled: 0, rejected: 0 };
  readonly #read: ReturnType<typeof rowReader>;
  readonly #rows = new Map<string, number>();
  readonly #nextDue = new NextDue();
  readonly #tx: Tx;
  readonly #scope: Scope;
  readonly #list: TheList;
  readonly #today: CalendarDate;
  readonly #write: boolean;

  constructor(tx: Tx, scope: Scope, list: TheList, today: CalendarDate, write: boolean) {
    this.#tx = tx;
    this.#scope = scope;
    this.#list = list;
    this.#today = today;
    this.#write = write;
    this.#read = rowReader(list.mapping, list.columns, today);
  }

  async take(batch: readonly ListRow[]): Promise<void> {
    const rejected: Rejected[] = [];
    const reject = ({ row, cells }: ListRow, errors: RowError[]) => rejected.push({ row, cells, errors });
    const listed = batch.flatMap((from) => this.#once(from, reject));
    const numbers = listed.map((one) => one.listed.number);
    const standing = await standingWith(this.#tx, this.#scope, numbers, this.#write);
    const fresh = listed.filter((one) => !standing.has(one.listed.number));
    const fills = listed.flatMap((one) => {
      const held = standing.get(one.listed.number);
      if (!held) return [];
      const found = against(one.listed, held, this.#list.mapping, this.#today);
      if ('errors' in found) reject(one.from, found.errors);
      if ('same' in found) this.counts.same += 1;
      return 'fill' in found ? [{ held, fill: found.fill }] : [];
    });
    const taken = this.#write ? await this.#put(fresh, fills) : [];
    for (const one of fresh.filter(({ listed }) => taken.includes(listed.number)))
      reject(one.from, [this.#about('number', NOT_YOURS)]);
    this.counts.fresh += fresh.length - taken.length;
    this.counts.filled += fills.length;
    await this.#keep(rejected);
  }

  /** One row read, unless it cannot be, or its number was in an earlier one. */
  #once(from: ListRow, reject: (from: ListRow, errors: RowError[]) => void): Listed[] {
    const read = this.#read(from.cells);
    if ('errors' in read) return (reject(from, read.errors), []);
    const { number } = read.listed;
    const earlier = this.#rows.get(number);
    if (earlier !== undefined)
      return (reject(from, [this.#about('number', `This appeal is in row ${earlier} already`)]), []);
    this.#rows.set(number, from.row);
    return [{ from, listed: read.listed }];
  }

  #about(field: 'number', because: string): RowError {
    return { column: this.#list.mapping[field] ?? '', because };
  }

  async #put(fresh: readonly Listed[], fills: Parameters<typeof fillStanding>[2]): Promise<string[]> {
    const rows = fresh.map(({ listed }) => listed);
    const taken = await insertFresh(this.#tx, this.#scope, this.#list.appealImportId, rows, this.#nextDue);
    await fillStanding(this.#tx, this.#scope, fills, this.#nextDue);
    return taken;
  }

  async #keep(rejected: readonly Rejected[]): Promise<void> {
    const room = Math.max(0, listLimits.rejectedKeptMax - this.counts.rejected);
    this.counts.rejected += rejected.length;
    const kept = rejected.slice(0, room).map((one) => ({ ...one, cells: one.cells.map(short) }));
    await keepRejected(this.#tx, this.#scope, this.#list.appealImportId, kept);
  }
}

const short = (cell: string): string => cell.slice(0, listLimits.cellMaxCharacters);
