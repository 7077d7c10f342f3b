import { underScope } from '#domain/access/scoped.server.ts';
import { vocabularyOf } from '#domain/caselaw/library/entries.server.ts';
import { patternedCases } from '#domain/caselaw/patterns/patterns.server.ts';
import {
  patternsOf,
  strongestFirst,
  totalOf,
  type Patterned,
  type Patterns,
} from '#domain/caselaw/patterns/patterns.ts';
import type { Vocabulary } from '#domain/caselaw/precedent.ts';
import { ownAppeals } from '#domain/tribunal/this-appeal/own-patterns.server.ts';
import { periodInWords } from '#domain/tribunal/this-appeal/past-outcomes.ts';
import { countInWords, figuresOf, linkOf, ownInWords, valuesOf } from './view.ts';
import type { PageServerLoad } from './$types';

const STRONGEST = 3;
/** What comes after these is folded away: it is long, and rarely looked for. */
const FIRST_STATUTES = 15;
const MOST_PAIRS = 20;

export const load: PageServerLoad = ({ locals: { scope } }) =>
  underScope(scope, async (tx) => {
    const vocabulary = await vocabularyOf(tx);
    const tags = vocabulary.grounds.map(({ tag }) => tag);
    const rows = await patternedCases(tx);
    const patterns = patternsOf(rows, tags);
    const own = await ownAppeals(tx, scope, tags);
    const label = namesOf(vocabulary);
    return {
      cases: patterns.cases,
      unverified: patterns.unverified,
      grounds: groundsOf(patterns, rows, label),
      matrix: matrixOf(patterns, label),
      years: yearsOf(patterns),
      statutes: statutesOf(patterns),
      together: patterns.together.slice(0, MOST_PAIRS).map(({ pair, cases }) => ({
        words: pair.map((tag) => label('issues', tag)).join(' and '),
        cases: cases.toSorted(strongestFirst).map(linkOf),
      })),
      own: {
        period: periodInWords(own.period),
        grounds: own.grounds.map(({ tag, count, issues }) => ({
          label: label('grounds', tag),
          shown: ownInWords(count),
          values: count.whole === null ? [] : count.sides ? Object.values(count.sides) : [count.whole],
          issues: issues.map((issue) => ({ label: label('issues', issue.tag), shown: ownInWords(issue.count) })),
        })),
      },
    };
  });

type Label = (of: keyof Vocabulary, tag: string) => string;
function namesOf(vocabulary: Vocabulary): Label {
  const all = {
    grounds: new Map(vocabulary.grounds.map(({ tag, label }) => [tag, label])),
    issues: new Map(vocabulary.issues.map(({ tag, label }) => [tag, label])),
  };
  return (of, tag) => all[of].get(tag) ?? tag;
}

const groundsOf = ({ grounds }: Patterns, rows: readonly Patterned[], label: Label) =>
  grounds
    .filter(({ count }) => totalOf(count) > 0)
    .map(({ tag, count }) => ({
      tag,
      label: label('grounds', tag),
      shown: countInWords(count),
      values: valuesOf(count),
      figures: figuresOf(count, { ground: tag }),
      strongest: rows
        .filter(({ grounds: its }) => its.includes(tag))
        .toSorted(strongestFirst)
        .slice(0, STRONGEST)
        .map(linkOf),
    }));

/** Issues down, kinds of appeal across; a pair without a case has no figure. */
function matrixOf({ grounds, issues }: Patterns, label: Label) {
  const columns = grounds.filter(({ count }) => totalOf(count) > 0).map(({ tag }) => tag);
  return {
    head: columns.map((tag) => label('grounds', tag)),
    rows: issues.map(({ tag, count, byGround }) => ({
      label: label('issues', tag),
      figures: figuresOf(count, { issue: tag }),
      cells: columns.map((ground) => {
        const both = byGround.get(ground);
        return both ? figuresOf(both, { ground, issue: tag }) : null;
      }),
    })),
  };
}

const yearsOf = ({ years }: Patterns) =>
  years.map(({ year, count }) => ({
    label: String(year),
    value: totalOf(count),
    figures: figuresOf(count, { from: String(year), to: String(year) }),
  }));

function statutesOf({ statutes }: Patterns) {
  const rows = statutes.map(({ key, count }) => ({ label: key, figures: figuresOf(count, { statute: key }) }));
  return { first: rows.slice(0, FIRST_STATUTES), others: rows.slice(FIRST_STATUTES) };
}
