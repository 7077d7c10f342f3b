import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '#server/db.ts';
import { provisionsOf } from './provisions.ts';
import type { AppealFacts, Candidate, Heard } from './score.ts';

/** No more than this many are compared for each way they were found. */
const MOST_EACH = 120;
/** What is written longer than this is cut: it is matched by its beginning. */
const MOST_CHARACTERS = 4000;
/** Beyond this many stems a text says nothing more of what it is about. */
const MOST_STEMS = 60;

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
  const words = await stemsOf(tx, facts.words.slice(0, MOST_CHARACTERS));
  const issues = await issuesHeard(tx, facts, [...words.keys()]);
  const statutes = provisionsOf(facts.grounds, [...facts.issues, ...issues.keys()]);
  const tags = [...facts.issues, ...issues.keys()];
  const rows = await tx.execute<Row>(foundBy([...words.keys()], tags, facts.grounds, statutes, also));
  const candidates = rows.map(({ statute_keys, ...row }) => ({ ...row, statuteKeys: statute_keys }));
  return { candidates, heard: { words, issues, worth: worthOf(candidates, words), statutes: new Set(statutes) } };
}

/** Each stem of a text, with a word it came from. What the language itself is full of ("the", "of") has none. */
async function stemsOf(tx: Tx, text: string): Promise<Map<string, string>> {
  const rows = await tx.execute<{ stem: string; word: string }>(sql`
    select stem, min(word) as word
      from regexp_split_to_table(lower(${text}), '[^[:alnum:]]+') as word,
           unnest(tsvector_to_array(to_tsvector('english', word))) as stem
     group by stem order by stem limit ${MOST_STEMS}`);
  return new Map(rows.map(({ stem, word }) => [stem, word]));
}

/** Tags whose own words the text has: an officer who has not said yet what an appeal is about has often written it. */
async function issuesHeard(tx: Tx, { issues }: AppealFacts, stems: readonly string[]): Promise<Map<string, number>> {
  if (stems.length === 0) return new Map();
  const rows = await tx.execute<{ tag: string; stems: string[]; named: string[] }>(sql`
    select tag, array(select unnest(tsvector_to_array(to_tsvector('english', label || ' ' || meaning))) intersect select unnest(${list(stems)})) as stems,
           tsvector_to_array(to_tsvector('english', label)) as named
      from precedent_tag where "of" = 'issues'`);
  const worth = worthOf(rows, new Map(stems.map((stem) => [stem, stem])));
  const heard = rows.map(({ tag, stems: shared, named }) => {
    const inName = shared.filter((stem) => named.includes(stem));
    const sum = shared.reduce((total, stem) => total + worth.get(stem)! * (inName.includes(stem) ? 1 : 0.5), 0);
    return [tag, sum] as const;
  });
  const most = Math.max(ENOUGH, ...heard.map(([, sum]) => sum));
  return new Map(
    heard.filter(([tag, sum]) => sum >= ENOUGH && !issues.includes(tag)).map(([tag, sum]) => [tag, sum / most]),
  );
}
/** One telling word of a tag's name, or two of its meaning. */
const ENOUGH = 2.5;

/** How telling each stem is among these rows: none when all have it. The usual inverse document frequency, smoothed. */
function worthOf(rows: readonly { stems: string[] }[], words: ReadonlyMap<string, string>): Map<string, number> {
  const having = new Map<string, number>();
  for (const { stems } of rows) for (const stem of stems) having.set(stem, (having.get(stem) ?? 0) + 1);
  const worth = (stem: string) => Math.max(0, Math.log((rows.length + 1) / ((having.get(stem) ?? 0) + 1)));
  return new Map([...words.keys()].filter((stem) => having.has(stem)).map((stem) => [stem, worth(stem)]));
}

/** Three ways in, each by its own index and cut to the best of its kind; a case found twice is there once. */
function foundBy(
  stems: readonly string[],
  issues: readonly string[],
  grounds: readonly string[],
  statutes: readonly string[],
  also: readonly string[],
): SQL {
  const query = sql`(select string_agg(quote_literal(stem), ' | ')::tsquery from unnest(${list(stems)}) stem)`;
  const shared = (column: SQL, of: readonly string[]) =>
    sql`cardinality(array(select unnest(${column}) intersect select unnest(${list(of)})))`;
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
