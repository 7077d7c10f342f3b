import { searchAddress, type Typed } from '#domain/caselaw/library/wanted.ts';
import { totalOf, type Count, type Patterned } from '#domain/caselaw/patterns/patterns.ts';
import type { OwnCount } from '#domain/tribunal/this-appeal/own-patterns.ts';

/** A number and the address of the list it counts. */
export interface Figure {
  count: number;
  href: string;
}

/** The three sides a principle can help, in the order of every chart and table here. */
export const sides = ['family', 'authority', 'neutral'] as const;
export const sideNames = { family: 'helps families', authority: 'helps councils', neutral: 'helps neither side more' };

/** PAT2: a count as figures, each of which opens the list of exactly those cases. */
export const figuresOf = (count: Count, wanted: Partial<Typed>) => ({
  all: { count: totalOf(count), href: searchAddress(wanted) },
  sides: sides.map((side): Figure => ({ count: count[side], href: searchAddress({ ...wanted, favours: side }) })),
});
export type Figures = ReturnType<typeof figuresOf>;

/** "8: 5 help families, 2 help councils, 1 helps neither side more". */
export const countInWords = (count: Count): string =>
  `${totalOf(count)}: ${count.family} for families, ${count.authority} for councils, ${count.neutral} for neither`;

export const valuesOf = (count: Count): number[] => sides.map((side) => count[side]);

export const linkOf = ({
  slug,
  name,
  citation,
  verified,
}: Pick<Patterned, 'slug' | 'name' | 'citation' | 'verified'>) => ({
  href: `/decided-cases/${slug}`,
  words: `${name} ${citation}`,
  verified,
});

/** What may be shown of the council's own appeals, in words. */
export const ownInWords = ({ whole, sides: split }: OwnCount): string => {
  if (whole === null) return 'Not shown: under five, or none';
  if (split === null) return `${whole}. Who got more in them is not shown: some of the numbers are under five`;
  return `${whole}: ${split.family} for the family, ${split.council} for the council, ${split.neither} for neither side alone`;
};
