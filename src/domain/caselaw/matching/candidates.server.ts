import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { libraryStems, worthWhen, type LibraryStems } from './library-stems.server.ts';
import { provisionsOf } from './provisions.ts';
import type { AppealFacts, Candidate, Heard } from './score.ts';

/** No more than this many are compared for each way they were found. */
const MOST_EACH = 60;
/** What is written longer than this is cut: it is matched by its beginning. */
const MOST_CHARACTERS = 4000;
/** Cases are looked for by the most telling stems of a text, and compared by more of them. */
const MOST_SOUGHT = 6;
const MOST_COMPARED = 40;

const list = (of: readonly string[]): SQL => sql`${sql.param([...of])}::text[]`;

interface Row extends Record<string, unknown> {
  slug: string;
  grounds: string[];
  issues: string[];
  statute_keys: string[];
  regime: Candidate['regime'];
  year: number;
  verified: boolean;
  superseded: boolean;
  stems: string[];
}

/** Decided cases that could bear on an appeal, found by index, and what the appeal's words say once taken apart. */
export async function candidatesFor(
  tx: Tx,
  facts: AppealFacts,
  also: readonly string[],
): Promise<{ candidates: Candidate[]; heard: Heard }> {
  const library = await libraryStems(tx);
  const words = await stemsOf(tx, facts.words.slice(0, MOST_CHARACTERS));
  const worth = worthOf(words, library);
  const issues = issuesHeard(facts, words, library);
  const statutes = provisionsOf(facts.grounds, [...facts.issues, ...issues.keys()]);
  const rows = await tx.execute<Row>(
    foundBy({
      sought: [...worth.keys()].slice(0, MOST_SOUGHT),
      stems: [...worth.keys()],
      issues: [...facts.issues, ...issues.keys()],
      grounds: facts.grounds,
      statutes,
      also,
    }),
  );
  const candidates = rows.map(({ statute_keys, ...row }) => ({ ...row, statuteKeys: statute_keys }));
  return { candidates, heard: { words, issues, worth, statutes: new Set(statutes) } };
}

/** Each stem of a text, with a word it came from. What the language itself is full of ("the", "of") has none. */
async function stemsOf(tx: Tx, text: string): Promise<Map<string, string>> {
  const rows = await tx.execute<{ stem: string; word: string }>(sql`
    select stem, min(word) as word
      from (select distinct regexp_split_to_table(lower(${text}), '[^[:alnum:]]+') as word) words,
           unnest(tsvector_to_array(to_tsvector('english', word))) as stem
     group by stem order by stem`);
  return new Map(rows.map(({ stem, word }) => [stem, word]));
}

/** Of the stems that the library has at all the most telling, those first. */
function worthOf(words: ReadonlyMap<string, string>, { having, cases }: LibraryStems): Map<string, number> {
  const known = [...words.keys()].filter((stem) => having.has(stem));
  const worth = known.map((stem) => [stem, worthWhen(having.get(stem)!, cases)] as const);
  return new Map(worth.sort(([a, one], [b, other]) => other - one || a.localeCompare(b)).slice(0, MOST_COMPARED));
}

/** Tags whose own words the text has: an officer who has not said yet what an appeal is about has often written it. */
function issuesHeard(
  { issues }: AppealFacts,
  words: ReadonlyMap<string, string>,
  { tags }: LibraryStems,
): Map<string, number> {
  const shared = tags.map(({ tag, named, stems }) => ({ tag, named, stems: stems.filter((stem) => words.has(stem)) }));
  const having = (stem: string) => shared.filter(({ stems }) => stems.includes(stem)).length;
  const worth = (stem: string) => worthWhen(having(stem), tags.length);
  const heard = shared.map(({ tag, named, stems }) => {
    const sum = stems.reduce((total, stem) => total + worth(stem) * (named.has(stem) ? 1 : 0.5), 0);
    return [tag, sum] as const;
  });
  const most = Math.max(ENOUGH, ...heard.map(([, sum]) => sum));
  return new Map(
    heard.filter(([tag, sum]) => sum >= ENOUGH && !issues.includes(tag)).map(([tag, sum]) => [tag, sum / most]),
  );
}
/** One telling word of a tag's name, or two of its meaning. */
const ENOUGH = 2.5;

interface Sought {
  sought: readonly string[];
  stems: readonly string[];
  issues: readonly string[];
  grounds: readonly string[];
  statutes: readonly string[];
  also: readonly string[];
}

/** Three ways in, each by its own index and cut to the best of its kind; a case found twice is there once. */
function foundBy({ sought, stems, issues, grounds, statutes, also }: Sought): SQL {
  const query = sql`(select string_agg(quote_literal(stem), ' | ')::tsquery from unnest(${list(sought)}) stem)`;
  return sql`
    with found as (
      (select slug from precedent where issues && ${list(issues)}
        order by ${shared(sql`issues`, issues)} desc, ${shared(sql`grounds`, grounds)} desc, year desc limit ${MOST_EACH})
      union (select slug from precedent where words @@ ${query} order by ts_rank(words, ${query}) desc limit ${MOST_EACH})
      union (select slug from precedent where grounds && ${list(grounds)} and statute_keys && ${list(statutes)}
        order by ${shared(sql`statute_keys`, statutes)} desc, year desc limit ${MOST_EACH})
      union (select slug from precedent where slug = any(${list(also)}))
    )
    select p.slug, grounds, issues, statute_keys, regime, year, verified, superseded_by is not null as superseded,
           array(select w.lexeme from unnest(words) w where w.weights && '{B,C}' and w.lexeme = any(${list(stems)})) as stems
      from precedent p join found using (slug)`;
}

/** How many of some tags a row has. One test for each is much quicker than taking its list apart. */
const shared = (column: SQL, of: readonly string[]): SQL =>
  of.length === 0
    ? sql`(0 + 0)`
    : sql.join(
        of.map((tag) => sql`(${column} @> ${list([tag])})::integer`),
        sql` + `,
      );
