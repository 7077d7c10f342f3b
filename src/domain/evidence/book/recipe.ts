import type { ConfidentialityClass } from '#domain/access/scope.ts';
import type { PaperKind } from '../list/expected.ts';

/** What a tab can hold besides papers: pages made of words that were frozen with the pack. */
export type WordsKind = 'child' | 'summary' | 'point';

export interface Tab<Letter extends string> {
  letter: Letter;
  title: string;
  /** One sentence on its cover sheet. */
  about: string;
  holds: readonly (PaperKind | WordsKind)[];
}

/**
 * How a kind of book is made up, as data. `classes` is the whole list of what it may hold: content of any other class
 * does not compile (BOOK1, E07). The builder knows recipes and no book by name.
 */
export interface Recipe<Letter extends string, Class extends ConfidentialityClass> {
  name: string;
  title: string;
  classes: readonly Class[];
  /** Taken out of their tabs and put before everything else, in this order. */
  first: readonly WordsKind[];
  tabs: readonly Tab<Letter>[];
  /** Papers of one tab follow each other by these. Undated ones come last. */
  sort: readonly ('writtenOn' | 'evidenceItemId')[];
  /** Top centre of every sheet: `{page}` and `{pages}` of the running number, `{cite}` of a late paper. */
  numberLine: string;
  ownLine: string;
  moreLine: string;
  lateLine: string;
  howNumbersWork: string;
  lateTab: { title: string; about: string };
}

/** Whether something of this class may be in the book; what may not is as if it were not there. */
export const allows = <Class extends ConfidentialityClass>(
  { classes }: Pick<Recipe<string, Class>, 'classes'>,
  found: ConfidentialityClass,
): found is Class => (classes as readonly ConfidentialityClass[]).includes(found);
