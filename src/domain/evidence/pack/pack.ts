import { boardRecipe, type BoardTab } from '../book/board-recipe.ts';
import { pagesInWords } from '../paper.ts';
import type { PaperKind } from '../list/expected.ts';
import type { PackContent, PackPaper, PackPoint } from './pack-parts.ts';

export type Section = BoardTab;
/** The letters of the frozen numbering and their titles. */
export const sections = Object.fromEntries(boardRecipe.tabs.map(({ letter, title }) => [letter, title])) as Record<
  Section,
  string
>;

const sectionOf = Object.fromEntries(
  boardRecipe.tabs.flatMap(({ letter, holds }) => holds.map((kind) => [kind, letter])),
) as Record<PaperKind, Section>;

/** One line of the numbered contents. `firstPage` runs through the whole pack and never shifts after the freeze (PACK4). */
export interface PackEntry {
  section: Section;
  kind: 'child' | 'summary' | 'paper' | 'point';
  /** The id of the paper or the point; empty for the child's page and the summary. */
  id: string;
  title: string;
  author: string;
  writtenOn: string | null;
  firstPage: number;
  pages: number;
  /** Of the bytes as received; empty for what is words in the manifest itself. */
  sha256: string;
  addedOn: string | null;
  lateFor: string | null;
  /** Never frozen so: set when a recalled paper is read out of a frozen pack. */
  recalled?: true;
}

type Unnumbered = Omit<PackEntry, 'firstPage'>;

// What is not a file is one numbered page, however it is drawn: numbers must not hang on a screen or a printer.
const words = (section: Section, kind: PackEntry['kind'], id: string, title: string): Unnumbered => ({
  ...{ section, kind, id, title, author: '', writtenOn: null, pages: 1 },
  ...{ sha256: '', addedOn: null, lateFor: null },
});

const paperEntry = ({
  evidenceItemId,
  kind,
  title,
  author,
  writtenOn,
  pages,
  sha256,
  addedOn,
  lateFor,
}: PackPaper): Unnumbered => ({
  ...{ section: sectionOf[kind], kind: 'paper', id: evidenceItemId, title, author, writtenOn },
  ...{ pages, sha256, addedOn, lateFor },
});

const pointEntry = ({ pointId, number, title }: PackPoint): Unnumbered =>
  words('G', 'point', pointId, `Point ${number}: ${title}`);

/** Undated papers come last in their section; the id settles what is left, so that order never hangs on the database. */
function byRecipe(a: PackPaper, b: PackPaper): number {
  const key = boardRecipe.sort.find((name) => a[name] !== b[name]);
  return key && (a[key] ?? '9999') < (b[key] ?? '9999') ? -1 : 1;
}

/**
 * The numbered contents. PACK1: the child's page is page 1 and the family's summary page 2; then the papers by section
 * and date; then the points. The order things are handed in does not matter.
 */
export function contentsOf({ parts, papers }: Pick<PackContent, 'parts' | 'papers'>): PackEntry[] {
  const byPaper = [...papers].sort(byRecipe).map(paperEntry);
  const points = [...parts.points].sort((a, b) => a.number - b.number);
  const ordered = [
    words('A', 'child', '', `${parts.child.name}’s page`),
    words('A', 'summary', '', 'In the family’s own words'),
    ...(Object.keys(sections) as Section[]).flatMap((section) => byPaper.filter((entry) => entry.section === section)),
    ...points.map(pointEntry),
  ];
  let next = 1;
  return ordered.map((entry) => {
    const firstPage = next;
    next += entry.pages;
    return { ...entry, firstPage };
  });
}

export const pagesIn = (contents: readonly PackEntry[]): number => contents.reduce((sum, { pages }) => sum + pages, 0);

/** How a page is named in a letter or aloud: "C41". */
export const cite = ({ section, firstPage }: Pick<PackEntry, 'section' | 'firstPage'>, page = 1): string =>
  `${section}${firstPage + page - 1}`;

/** "C41 to C44", or "C41" for a single page. */
export const citeAll = (entry: PackEntry): string =>
  entry.pages === 1 ? cite(entry) : `${cite(entry)} to ${cite(entry, entry.pages)}`;

/** "14 papers, 61 pages" — papers are what somebody wrote and sent, not the points. */
export function sizeInWords(contents: readonly PackEntry[]): string {
  const papers = contents.filter(({ kind }) => kind === 'paper').length;
  return `${papers === 1 ? '1 paper' : `${papers} papers`}, ${pagesInWords(pagesIn(contents))}`;
}

/** A to Z, then AA, AB: as columns of a sheet are counted. `nth` from 0. */
export const letterOf = (nth: number): string =>
  (nth < 26 ? '' : letterOf(Math.floor(nth / 26) - 1)) + String.fromCharCode(65 + (nth % 26));

/** The number a paper that came after the freeze gets: after the last page of its section, with a letter. Nothing else moves. */
export function lateCite(contents: readonly PackEntry[], kind: PaperKind, nth: number): string {
  const section = sectionOf[kind];
  const before = contents.filter((entry) => entry.section <= section);
  const last = pagesIn(before);
  return `${section}${last}${letterOf(nth)}`;
}

/** A paper as far as its late letter hangs on it. */
export interface Arrived {
  evidenceItemId: string;
  kind: PaperKind;
  replaces: string | null;
  withdrawnAt: Date | null;
}

interface Frozen {
  contents: readonly PackEntry[];
  frozen: { frozenAt: string };
}

/**
 * Late papers by when they came, each with its number: the second one of a section is B. PACK9: a letter is given to every
 * paper that ever came and is not in the pack, so that one which is recalled or taken back later leaves a gap, and no
 * other moves. What was over before the freeze, taken back or an older version of a paper in it, has none.
 */
export function lateCites<Paper extends { evidenceItemId: string }>(
  { contents, frozen }: Frozen,
  arrived: readonly Arrived[],
  late: readonly Paper[],
): { paper: Paper; cite: string }[] {
  const over = new Set(contents.map(({ id }) => id));
  for (const { evidenceItemId, replaces } of newestFirst(arrived))
    if (replaces && over.has(evidenceItemId)) over.add(replaces);
  const counts = new Map<string, number>();
  const papers = new Map(late.map((paper) => [paper.evidenceItemId, paper]));
  return newestFirst(arrived)
    .reverse()
    .filter(({ evidenceItemId }) => !over.has(evidenceItemId))
    .filter(({ withdrawnAt }) => withdrawnAt === null || withdrawnAt.toISOString() > frozen.frozenAt)
    .flatMap(({ evidenceItemId, kind }) => {
      const nth = counts.get(sectionOf[kind]) ?? 0;
      counts.set(sectionOf[kind], nth + 1);
      const paper = papers.get(evidenceItemId);
      return paper ? [{ paper, cite: lateCite(contents, kind, nth) }] : [];
    });
}

// Ids are given in the order of time.
const newestFirst = (arrived: readonly Arrived[]): Arrived[] =>
  [...arrived].sort((a, b) => (a.evidenceItemId > b.evidenceItemId ? -1 : 1));
