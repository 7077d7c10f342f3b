import type { ConfidentialityClass } from '#domain/access/scope.ts';

/** The line in the head of one sheet, how its page is cited, and what a reader's page box calls it. */
export interface Sheet {
  line: string;
  cite: string;
  label: string;
}

/** One thing on a page of our own. `to` names the part a line of contents leads to. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; words: string }
  | { kind: 'words' | 'quiet' | 'digits'; words: string }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'entry'; to: string; cite: string; words: string; about: string };

interface Part {
  /** Names the part inside the book, and is where links to it lead. */
  id: string;
  outline: { level: 1 | 2; title: string };
}

/** Pages of our own. Without a sheet they stand outside the running number and are counted in small roman numerals. */
export interface WordsPart extends Part {
  kind: 'words';
  sheet: Sheet | null;
  blocks: readonly Block[];
}

/** One paper, page by page as it came, with a sheet for each of its pages. */
export interface PaperPart extends Part {
  kind: 'paper';
  evidenceItemId: string;
  title: string;
  note: string;
  sheets: readonly Sheet[];
}

/** Everything a book is, in reading order, decided before the first page is laid out; it can be kept as JSON. */
export interface BookPlan {
  title: string;
  subject: string;
  /** Holds `{page}`, for pages outside the running number. */
  ownLine: string;
  /** What stands after the line of a sheet that goes on with the page before it. */
  moreLine: string;
  parts: readonly (WordsPart | PaperPart)[];
}

/** A plan as a later folder hands it in, kept with the job: with the classes its recipe lists, which papers are held to. */
export interface Planned {
  classes: readonly ConfidentialityClass[];
  plan: BookPlan;
}
