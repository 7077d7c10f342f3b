import { pagesInWords } from './paper.ts';
import type { PaperKind } from './expected.ts';
import type { PackContent, PackPaper, PackPoint } from './pack-parts.ts';

export const sections = {
  A: 'The child and the family',
  B: 'The request',
  C: 'Advice',
  D: 'The family’s own papers',
  E: 'The plan and drafts of it',
  F: 'Letters with decisions',
  G: 'What is agreed, and what is not yet',
} as const;
export type Section = keyof typeof sections;

const sectionOf: Record<PaperKind, Section> = {
  family: 'A',
  request: 'B',
  education: 'C',
  medical: 'C',
  psychological: 'C',
  social_care: 'C',
  council_other: 'C',
  adulthood: 'C',
  family_request: 'C',
  other: 'C',
  family_own: 'D',
  plan: 'E',
  letter: 'F',
};

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
const byDate = (a: PackPaper, b: PackPaper): number =>
  (a.writtenOn ?? '9999').localeCompare(b.writtenOn ?? '9999') || (a.evidenceItemId < b.evidenceItemId ? -1 : 1);

/**
 * The numbered contents. PACK1: the child's page is page 1 and the family's summary page 2; then the papers by section
 * and date; then the points. The order things are handed in does not matter.
 */
export function contentsOf({ parts, papers }: Pick<PackContent, 'parts' | 'papers'>): PackEntry[] {
  const byPaper = [...papers].sort(byDate).map(paperEntry);
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

/** The number a paper that came after the freeze gets: after the last page of its section, with a letter. Nothing else moves. */
export function lateCite(contents: readonly PackEntry[], kind: PaperKind, nth: number): string {
  const section = sectionOf[kind];
  const before = contents.filter((entry) => entry.section <= section);
  const last = pagesIn(before);
  return `${section}${last}${String.fromCharCode(65 + nth)}`;
}
