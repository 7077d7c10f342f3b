import { sql } from 'drizzle-orm';
import { matchedCases } from '#domain/caselaw/matching/match.server.ts';
import labelled from '#domain/caselaw/matching/labelled.json' with { type: 'json' };
import { measure, type Measured } from '#domain/caselaw/matching/measure.ts';
import type { AppealFacts } from '#domain/caselaw/matching/score.ts';
import { tagWords } from '#domain/caselaw/tag-words.server.ts';
import type { AppealedSection, Ground } from '#domain/tribunal/appeal.ts';
import { groundTags } from '#domain/tribunal/grounds.ts';
import type { Tx } from '#server/db.ts';

/** One way to put decided cases in order for an appeal. */
type Way = (tx: Tx, facts: AppealFacts) => Promise<string[]>;

const matcher: Way = async (tx, facts) => {
  const found = await matchedCases(tx, facts, await tagWords(tx), new Map());
  return found.map(({ slug }) => slug);
};

const slugs = async (tx: Tx, query: ReturnType<typeof sql>): Promise<string[]> =>
  (await tx.execute<{ slug: string }>(query)).map(({ slug }) => slug);

/** What a search box alone would find: any of the words, by the database's own rank. */
const wordsAlone: Way = (tx, { words }) =>
  slugs(
    tx,
    sql`with q as (select string_agg(quote_literal(stem), ' | ')::tsquery as q from unnest(tsvector_to_array(to_tsvector('english', ${words}))) stem)
      select slug from precedent, q where words @@ q order by ts_rank(words, q) desc, year desc, slug`,
  );

/** What the filters of the library alone would find: the tags in common, each counting one. */
const tagsAlone: Way = (tx, { grounds, issues }) => {
  const tags = sql`${sql.param([...grounds, ...issues])}::text[]`;
  const shared = sql`cardinality(array(select unnest(grounds || issues) intersect select unnest(${tags})))`;
  return slugs(tx, sql`select slug from precedent where ${shared} > 0 order by ${shared} desc, year desc, slug`);
};

export const ways = { 'the matcher': matcher, 'words alone': wordsAlone, 'tags alone': tagsAlone } as const;
export type Half = 'tuning' | 'held-out';

/** MAT4: how well one way does on one half of the labelled examples. The library has to be filled. */
export async function evaluate(tx: Tx, way: keyof typeof ways, half: Half): Promise<Measured> {
  const answers = [];
  for (const example of labelled.filter((one) => one.half === half)) {
    const { ground, sections, issues, words, bears, ...asks } = example;
    const kind = { ...asks, ground: ground as Ground, sections: sections as AppealedSection[] };
    answers.push({ ranking: await ways[way](tx, { grounds: groundTags(kind), issues, words }), bears });
  }
  return measure(answers);
}
