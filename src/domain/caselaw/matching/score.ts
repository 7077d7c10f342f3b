import type { Precedent } from '../precedent.ts';
import type { TagWords } from '../tag-words.server.ts';

/** What of an appeal decided cases are compared with. Nobody's name is in it. */
export interface AppealFacts {
  /** Tags of the library. */
  grounds: readonly string[];
  issues: readonly string[];
  /** What somebody wrote of its issues. */
  words: string;
}

export interface Candidate {
  slug: string;
  grounds: string[];
  issues: string[];
  statuteKeys: string[];
  regime: Precedent['regime'];
  year: number;
  verified: boolean;
  superseded: boolean;
  /** Stems of the appeal's words that its principle or its triage note has. */
  stems: string[];
}

/** What is known of the appeal's words once the database has taken them apart. */
export interface Heard {
  /** A stem and the word it came from. */
  words: ReadonlyMap<string, string>;
  /** Issue tags whose name or meaning the words come close to, none of them a tag of the appeal, from 0 to 1. */
  issues: ReadonlyMap<string, number>;
  /** How telling a stem is: the fewer decided cases have it the more. */
  worth: ReadonlyMap<string, number>;
  /** The provisions the appeal turns on. */
  statutes: ReadonlySet<string>;
}

/** What this council's officers said of one decided case in other appeals with one of the same issues. */
export interface Said {
  bears: number;
  doesNot: number;
}

export interface Term {
  /** A sentence that an officer can check. */
  why: string;
  weight: number;
}
export interface Scored {
  score: number;
  terms: Term[];
}

/**
 * MAT1: how much each thing counts. The tuning half of the labelled examples set them; they are small round numbers so that
 * what a reader sees beside a decided case can be added up by hand.
 */
export const weights = {
  issue: 4,
  heardIssue: 3,
  ground: 1,
  statute: 0.5,
  mostStatutes: 3,
  words: 5,
  presentLaw: 0.5,
  unverified: -0.5,
  superseded: -2,
  said: 1.5,
  mostSaid: 3,
} as const;

/** MAT1: how much one decided case bears on an appeal, and every reason for it in words. Pure: the same in, the same out. */
export function score(
  facts: AppealFacts,
  one: Candidate,
  heard: Heard,
  said: Said | undefined,
  names: TagWords,
): Scored {
  const terms = [
    ...issueTerms(facts, one, heard, names),
    ...groundTerms(facts, one, names),
    ...statuteTerms(one, heard),
    ...wordTerms(one, heard),
    ...standingTerms(one),
    ...saidTerms(said),
  ];
  return { score: terms.reduce((sum, { weight }) => sum + weight, 0), terms };
}

const named = (words: ReadonlyMap<string, string>, tag: string) => `“${words.get(tag) ?? tag}”`;

function issueTerms(facts: AppealFacts, one: Candidate, heard: Heard, names: TagWords): Term[] {
  return one.issues.flatMap((tag) => {
    if (facts.issues.includes(tag))
      return [{ why: `Both are about ${named(names.issues, tag)}`, weight: weights.issue }];
    const close = heard.issues.get(tag);
    const why = `What was written of the issues comes close to ${named(names.issues, tag)}`;
    return close ? [{ why, weight: weights.heardIssue * close }] : [];
  });
}

const groundTerms = (facts: AppealFacts, one: Candidate, names: TagWords): Term[] =>
  one.grounds
    .filter((tag) => facts.grounds.includes(tag))
    .map((tag) => ({ why: `The same kind of appeal: ${named(names.grounds, tag)}`, weight: weights.ground }));

function statuteTerms(one: Candidate, { statutes }: Heard): Term[] {
  const shared = one.statuteKeys.filter((key) => statutes.has(key)).slice(0, weights.mostStatutes);
  return shared.length > 0
    ? [{ why: `Turns on the same law: ${shared.join(', ')}`, weight: weights.statute * shared.length }]
    : [];
}

/** The share of the appeal's telling words that the decided case has, too. */
function wordTerms(one: Candidate, { words, worth }: Heard): Term[] {
  const worthOf = (stems: Iterable<string>) => [...stems].reduce((sum, stem) => sum + (worth.get(stem) ?? 0), 0);
  const all = worthOf(words.keys());
  const shared = one.stems.filter((stem) => (worth.get(stem) ?? 0) > 0);
  if (all === 0 || shared.length === 0) return [];
  const telling = [...shared].sort((a, b) => worth.get(b)! - worth.get(a)!).slice(0, MOST_WORDS_TOLD);
  const told = telling.map((stem) => `“${words.get(stem) ?? stem}”`).join(', ');
  return [{ why: `Has the same words: ${told}`, weight: weights.words * (worthOf(shared) / all) }];
}
const MOST_WORDS_TOLD = 4;

function standingTerms({ regime, verified, superseded }: Candidate): Term[] {
  const terms: Term[] = [];
  if (regime === 'EHCP') terms.push({ why: 'Decided under the present law', weight: weights.presentLaw });
  if (!verified) terms.push({ why: 'Its name and citation are not verified', weight: weights.unverified });
  if (superseded) terms.push({ why: 'A later case took its place', weight: weights.superseded });
  return terms;
}

/** MAT3: what officers said of it in other appeals counts up to a limit, so that no habit buries a case for good. */
function saidTerms(said: Said | undefined): Term[] {
  if (!said) return [];
  const { bears, doesNot } = said;
  const weight = Math.max(-weights.mostSaid, Math.min(weights.mostSaid, weights.said * (bears - doesNot)));
  const appeals = (count: number) => `${count} other ${count === 1 ? 'appeal' : 'appeals'}`;
  const parts = [
    ...(bears > 0 ? [`in ${appeals(bears)} that it bears`] : []),
    ...(doesNot > 0 ? [`in ${appeals(doesNot)} that it does not`] : []),
  ];
  return [{ why: `With one of these issues, your council said ${parts.join(' and ')}`, weight }];
}

/** The best first; of those that are level the newer, and then by name, so that the order never changes by itself. */
export const bestFirst = (a: { score: number; year: number; slug: string }, b: typeof a): number =>
  b.score - a.score || b.year - a.year || a.slug.localeCompare(b.slug);
