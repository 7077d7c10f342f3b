import { LEAST_SHOWN, partShown } from '#domain/cases/small-numbers.ts';
import type { AppealedSection, Favoured, Ground } from '../appeal.ts';
import { groundTags } from '../grounds.ts';

/** Closed appeals that are alike in every code: how many there were, never whose. */
export interface Alike {
  ground: Ground;
  sections: AppealedSection[];
  asksHealth: boolean;
  asksSocialCare: boolean;
  issueTags: string[];
  favoured: Favoured | null;
  appeals: number;
}

/** Of some appeals how many there were, and in how many of them the family, the council and neither alone got more. */
export interface OwnCount {
  whole: number | null;
  /** Null together, unless every one of them can be shown. */
  sides: Sides | null;
}
export interface Sides {
  family: number;
  council: number;
  neither: number;
}
export interface OwnGround {
  tag: string;
  count: OwnCount;
  /** Only issues with a number to show, the most frequent first. */
  issues: { tag: string; count: OwnCount }[];
}

const sidesOf = (rows: readonly Alike[]): Sides => {
  const of = (...sides: (Favoured | null)[]) =>
    rows.reduce((sum, { favoured, appeals }) => sum + (sides.includes(favoured) ? appeals : 0), 0);
  return { family: of('family'), council: of('council'), neither: of('both', 'neither', null) };
};
const sumOf = ({ family, council, neither }: Sides): number => family + council + neither;
const manyEnough = (sides: Sides): boolean => Object.values(sides).every((count) => count >= LEAST_SHOWN);

/** PAT3, A21: kinds of appeal and their issues, with nothing under five and nothing it could be worked out from. */
export function ownPatterns(rows: readonly Alike[], grounds: readonly string[]): OwnGround[] {
  return grounds.map((tag) => {
    const its = rows.filter((row) => groundTags(row).includes(tag));
    const all = sidesOf(its);
    const whole = sumOf(all);
    const count = { whole: whole < LEAST_SHOWN ? null : whole, sides: manyEnough(all) ? all : null };
    const issues = [...new Set(its.flatMap(({ issueTags }) => issueTags))]
      .map((issue) => ({ tag: issue, count: partOf(sidesOf(its.filter((row) => row.issueTags.includes(issue))), all) }))
      .filter((issue) => issue.count.whole !== null)
      .sort((a, b) => b.count.whole! - a.count.whole! || a.tag.localeCompare(b.tag));
    return { tag, count, issues };
  });
}

/** Some of a kind's appeals. What is left of the kind without them has to be many enough, too: the difference is easily taken. */
function partOf(some: Sides, all: Sides): OwnCount {
  const whole = partShown(sumOf(some), sumOf(all));
  const rest = {
    family: all.family - some.family,
    council: all.council - some.council,
    neither: all.neither - some.neither,
  };
  return { whole, sides: whole !== null && manyEnough(some) && manyEnough(rest) ? some : null };
}
