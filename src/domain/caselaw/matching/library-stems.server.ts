import { sql } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';

/** Of the whole library: what is asked again for every match and changes only when somebody writes to it. */
export interface LibraryStems {
  cases: number;
  /** In how many decided cases' principles or triage notes each stem is. */
  having: ReadonlyMap<string, number>;
  /** The stems of each issue tag's name, and of its name and meaning together. */
  tags: readonly { tag: string; named: ReadonlySet<string>; stems: readonly string[] }[];
}

let kept: { key: string; of: LibraryStems } | null = null;

/** Reads them again when cases were added or a tag was renamed; what one edited entry changes makes no difference to them. */
export async function libraryStems(tx: Tx): Promise<LibraryStems> {
  const [row] = await tx.execute<{ cases: number; key: string }>(sql`
    select (select count(*)::integer from precedent) as cases,
           (select coalesce(md5(string_agg(tag || label || meaning, ' ' order by tag)), '') from precedent_tag where "of" = 'issues') as key`);
  const key = `${row!.cases} ${row!.key}`;
  if (kept?.key !== key) kept = { key, of: await read(tx, row!.cases) };
  return kept.of;
}

async function read(tx: Tx, cases: number): Promise<LibraryStems> {
  const stems = await tx.execute<{ stem: string; cases: number }>(
    sql`select word as stem, ndoc as cases from ts_stat('select words from precedent', 'bc')`,
  );
  const tags = await tx.execute<{ tag: string; named: string[]; stems: string[] }>(sql`
    select tag, tsvector_to_array(to_tsvector('english', label)) as named,
           tsvector_to_array(to_tsvector('english', label || ' ' || meaning)) as stems
      from precedent_tag where "of" = 'issues'`);
  return {
    cases,
    having: new Map(stems.map(({ stem, cases }) => [stem, cases])),
    tags: tags.map(({ tag, named, stems: all }) => ({ tag, named: new Set(named), stems: all })),
  };
}

/** How telling a stem is when so many of all have it: the usual inverse document frequency, smoothed; none when all have it. */
export const worthWhen = (having: number, all: number): number => Math.max(0, Math.log((all + 1) / (having + 1)));
