import { and, asc, desc, eq, getTableColumns, gte, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { citationsIn, type Citation } from '../citations.ts';
import { precedent } from '../schema.server.ts';
import { MARK_FROM, MARK_TO } from './marked.ts';
import type { PrecedentRow } from './row.ts';
import { PAGE_ROWS, type Wanted } from './wanted.ts';

export interface Found extends Omit<PrecedentRow, 'words'> {
  /** With what was searched for between the two marks. */
  nameMarked: string;
  principleMarked: string;
  noteMarked: string;
}

export interface Search {
  rows: Found[];
  /** Over all pages, of the rows this person may read. */
  total: number;
  page: number;
  /** Citations that were typed and that no entry has. */
  unknown: string[];
}

type Text = typeof precedent.name | typeof precedent.principle | typeof precedent.triageNote;

const { words: _indexOnly, ...shown } = getTableColumns(precedent);

/** One page of what was searched for. Everything typed reaches the database as a value, and nothing of it as a query. */
export async function searchPrecedents(tx: Tx, wanted: Wanted): Promise<Search> {
  const cited = citationsIn(wanted.words);
  const where = and(...conditions(wanted, cited));
  const [count] = await tx
    .select({ total: sql<number>`count(*)::int` })
    .from(precedent)
    .where(where);
  const total = count!.total;
  const page = Math.min(wanted.page, Math.max(1, Math.ceil(total / PAGE_ROWS)));
  const marked = (text: Text) => (wanted.words ? headline(text, wanted.words) : sql<string>`${text}`);
  const rows = await tx
    .select({
      ...shown,
      nameMarked: marked(precedent.name),
      principleMarked: marked(precedent.principle),
      noteMarked: marked(precedent.triageNote),
    })
    .from(precedent)
    .where(where)
    .orderBy(...orderOf(wanted, cited))
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS);
  return { rows, total, page, unknown: await unknownOf(tx, cited) };
}

const queryOf = (words: string): SQL => sql`websearch_to_tsquery('english', ${words})`;

const headline = (text: Text, words: string): SQL<string> =>
  sql<string>`ts_headline('english', ${text}, ${queryOf(words)}, ${`HighlightAll=true, StartSel=${MARK_FROM}, StopSel=${MARK_TO}`})`;

/** The citation typed is the entry's, or the entry's without what stands in its last brackets. */
function isCited({ key }: Citation): SQL {
  const rest = sql`substr(${precedent.citationKey}, ${key.length + 1}::int, 1)`;
  return sql`(starts_with(${precedent.citationKey}, ${key}) and ${rest} !~ '[0-9]')`;
}

function conditions(wanted: Wanted, cited: readonly Citation[]): (SQL | undefined)[] {
  const { words, ground, issue, statutes, court, from, to, favours, verified } = wanted;
  return [
    words ? or(...cited.map(isCited), sql`${precedent.words} @@ ${queryOf(words)}`) : undefined,
    ground ? sql`${precedent.grounds} @> array[${ground}]` : undefined,
    issue ? sql`${precedent.issues} @> array[${issue}]` : undefined,
    statutes.length > 0 ? or(...statutes.map(namesProvision)) : undefined,
    court ? eq(precedent.court, court) : undefined,
    from === null ? undefined : gte(precedent.year, from),
    to === null ? undefined : lte(precedent.year, to),
    favours ? eq(precedent.favours, favours) : undefined,
    verified ? eq(precedent.verified, true) : undefined,
  ];
}

/** An act as a whole has every provision of it. */
const namesProvision = (key: string): SQL =>
  sql`exists (select 1 from unnest(${precedent.statuteKeys}) k where k = ${key} or starts_with(k, ${`${key} `}))`;

function orderOf({ words, sort }: Wanted, cited: readonly Citation[]): SQL[] {
  const byDate = [desc(precedent.decided), asc(precedent.slug)];
  if (!words || sort === 'date') return byDate;
  const rank = desc(sql`ts_rank(${precedent.words}, ${queryOf(words)})`);
  return cited.length > 0 ? [desc(or(...cited.map(isCited))!), rank, ...byDate] : [rank, ...byDate];
}

async function unknownOf(tx: Tx, cited: readonly Citation[]): Promise<string[]> {
  const unknown: string[] = [];
  for (const citation of cited) {
    const [known] = await tx.select({ slug: precedent.slug }).from(precedent).where(isCited(citation)).limit(1);
    if (!known) unknown.push(citation.words);
  }
  return unknown;
}

/** The courts there are entries of, for the form. */
export async function courtsOf(tx: Tx): Promise<string[]> {
  const rows = await tx.selectDistinct({ court: precedent.court }).from(precedent).orderBy(asc(precedent.court));
  return rows.map(({ court }) => court);
}

/** How many decided cases there are in all. */
export async function countOf(tx: Tx): Promise<number> {
  const [row] = await tx.select({ all: sql<number>`count(*)::int` }).from(precedent);
  return row!.all;
}
