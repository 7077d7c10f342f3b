import type { Precedent } from '../precedent.ts';

/** How many decided cases there are of something, by the side their principle helps. */
export type Count = Record<Precedent['favours'], number>;
export const none = (): Count => ({ family: 0, authority: 0, neutral: 0 });
export const totalOf = ({ family, authority, neutral }: Count): number => family + authority + neutral;

/** What of a decided case the patterns are made of. */
export interface Patterned {
  slug: string;
  name: string;
  citation: string;
  court: string;
  year: number;
  regime: Precedent['regime'];
  grounds: string[];
  issues: string[];
  statuteKeys: string[];
  favours: Precedent['favours'];
  verified: boolean;
  superseded: boolean;
}

export interface Patterns {
  cases: number;
  unverified: number;
  /** By ground, in the order of the vocabulary; one case counts under each of its grounds. */
  grounds: { tag: string; count: Count }[];
  /** By issue, the most frequent first, and in each by ground. */
  issues: { tag: string; count: Count; byGround: Map<string, Count> }[];
  /** From the first year to the last, also those without a case. */
  years: { year: number; count: Count }[];
  statutes: { key: string; count: Count }[];
  /** Two issues that more than one case turned on together, and those cases. */
  together: { pair: [string, string]; cases: Patterned[] }[];
}

/**
 * PAT2: what the library's cases have in common, by the side a principle helps. Who won is not counted: it is not always
 * the same side, and of many cases the result is not confirmed, or mixed.
 */
export function patternsOf(rows: readonly Patterned[], grounds: readonly string[]): Patterns {
  return {
    cases: rows.length,
    unverified: rows.filter(({ verified }) => !verified).length,
    grounds: grounds.map((tag) => ({ tag, count: countOf(rows.filter((row) => row.grounds.includes(tag))) })),
    issues: issuesOf(rows),
    years: yearsOf(rows),
    statutes: statutesOf(rows),
    together: togetherOf(rows),
  };
}

export function countOf(rows: readonly Patterned[]): Count {
  const count = none();
  for (const { favours } of rows) count[favours]++;
  return count;
}

/** The cases under each name they have; one with several names is under each. */
function gathered(rows: readonly Patterned[], namesOf: (row: Patterned) => readonly string[]): [string, Patterned[]][] {
  const under = new Map<string, Patterned[]>();
  for (const row of rows)
    for (const name of new Set(namesOf(row))) {
      const its = under.get(name);
      if (its) its.push(row);
      else under.set(name, [row]);
    }
  return [...under];
}

const mostFirst =
  <T extends { count: Count }>(nameOf: (one: T) => string) =>
  (a: T, b: T) =>
    totalOf(b.count) - totalOf(a.count) || nameOf(a).localeCompare(nameOf(b));

const issuesOf = (rows: readonly Patterned[]): Patterns['issues'] =>
  gathered(rows, ({ issues }) => issues)
    .map(([tag, its]) => ({
      tag,
      count: countOf(its),
      byGround: new Map(gathered(its, ({ grounds }) => grounds).map(([ground, both]) => [ground, countOf(both)])),
    }))
    .sort(mostFirst(({ tag }) => tag));

/** An act that some case names as a whole has the cases of all its provisions, as in the search. */
function statutesOf(rows: readonly Patterned[]): Patterns['statutes'] {
  const wholeActs = new Set(rows.flatMap(({ statuteKeys }) => statuteKeys.filter((key) => /\d{4}$/.test(key))));
  const withActs = ({ statuteKeys }: Patterned) => [
    ...statuteKeys,
    ...[...wholeActs].filter((act) => statuteKeys.some((key) => key.startsWith(`${act} `))),
  ];
  return gathered(rows, withActs)
    .map(([key, its]) => ({ key, count: countOf(its) }))
    .sort(mostFirst(({ key }) => key));
}

function yearsOf(rows: readonly Patterned[]): Patterns['years'] {
  const byYear = new Map(gathered(rows, ({ year }) => [String(year)]));
  const all = [...byYear.keys()].map(Number);
  const [first, last] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: all.length > 0 ? last - first + 1 : 0 }, (_, after) => {
    const year = first + after;
    return { year, count: countOf(byYear.get(String(year)) ?? []) };
  });
}

const togetherOf = (rows: readonly Patterned[]): Patterns['together'] =>
  gathered(rows, ({ issues }) => {
    const sorted = issues.toSorted();
    return sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => `${one} ${other}`));
  })
    .filter(([, cases]) => cases.length > 1)
    .sort(([a, ones], [b, others]) => others.length - ones.length || a.localeCompare(b))
    .map(([pair, cases]) => ({ pair: pair.split(' ') as [string, string], cases }));

/** Courts whose word binds the tribunal more than the Upper Tribunal's and the High Court's, the highest first. */
const higherCourts = [/^(UKSC|UKHL|UKPC)/, /^EWCA/];
function heightOf(court: string): number {
  const at = higherCourts.findIndex((one) => one.test(court));
  return at < 0 ? higherCourts.length : at;
}

/**
 * PAT4: the strongest first: what no later case replaced, then verified, then under the present law, then the higher court,
 * then the newer. Every step can be checked by a reader; nothing is weighed.
 */
export const strongestFirst = (a: Patterned, b: Patterned): number =>
  Number(a.superseded) - Number(b.superseded) ||
  Number(b.verified) - Number(a.verified) ||
  Number(b.regime === 'EHCP') - Number(a.regime === 'EHCP') ||
  heightOf(a.court) - heightOf(b.court) ||
  b.year - a.year ||
  a.slug.localeCompare(b.slug);
