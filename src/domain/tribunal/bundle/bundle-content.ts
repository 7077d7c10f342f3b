import type { CalendarDate } from '#domain/calendar/date.ts';
import { inShort, inWords, momentInWords } from '#domain/calendar/words.ts';
import type { BookContent, LateEntry, PaperEntry } from '#domain/evidence/book/content.ts';
import type { Block } from '#domain/evidence/book/plan.ts';
import { canonical, inGroups, type Canonical } from '#domain/evidence/canonical.ts';
import { letterOf } from '#domain/evidence/pack/pack.ts';
import { pagesInWords } from '#domain/evidence/paper.ts';
import { bundleParts, partKeys, type BundlePart, type PaperRole, type PartySide } from './bundle-parts.ts';

/** The only class a bundle may hold (BUN6). Anything else does not compile. */
export type BundleClass = 'case';

/** One paper in a bundle, as it is now. */
export interface BundledPaper {
  readonly class: BundleClass;
  readonly evidenceItemId: string;
  readonly part: BundlePart;
  readonly side: PartySide;
  readonly as: PaperRole;
  readonly title: string;
  readonly author: string;
  readonly writtenOn: CalendarDate | null;
  readonly pages: number;
  readonly sha256: string;
}
/** The same with its number: `firstPage` runs through the whole bundle and never shifts after the freeze (BUN7). */
export interface BundleEntry extends BundledPaper {
  readonly firstPage: number;
}
export interface LatePaper extends BundledPaper {
  readonly addedOn: CalendarDate;
  /** It can be opened now. One that cannot keeps its letter and is in no PDF. */
  readonly isReadable: boolean;
}

/** What would be frozen now. */
export interface BundleBody {
  readonly version: 1;
  readonly councilName: string;
  /** The tribunal's number, or the case's reference while the appeal has none. */
  readonly reference: string;
  readonly hearingOn: CalendarDate | null;
  readonly entries: readonly BundleEntry[];
  readonly pages: number;
  /** How full each part is, in words. */
  readonly counts: readonly string[];
}
/** A bundle as it is kept: the SHA-256 of its canonical text is its fingerprint. */
export interface FrozenBundle extends BundleBody {
  readonly frozen: { readonly at: string; readonly byName: string };
}

/** The canonical text whose SHA-256 is the fingerprint. The same content is the same text, whatever the database made of it. */
export const bundleText = (body: BundleBody | FrozenBundle): string => canonical(body as unknown as Canonical);

/** Numbers the papers: part by part, in each in the order somebody gave them. */
export function numbered(papers: readonly BundledPaper[]): BundleEntry[] {
  let next = 1;
  return partKeys
    .flatMap((key) => papers.filter(({ part }) => part === key))
    .map((paper) => {
      const firstPage = next;
      next += paper.pages;
      return { ...paper, firstPage };
    });
}

/** "D41 to D44", or "D41" for a single page. */
export function citeOf({ part, firstPage, pages }: Pick<BundleEntry, 'part' | 'firstPage' | 'pages'>): string {
  const { letter } = bundleParts[part];
  return pages > 1 ? `${letter}${firstPage} to ${letter}${firstPage + pages - 1}` : `${letter}${firstPage}`;
}

/**
 * BUN8: the number of each paper that came after the freeze: the last page of its part, with a letter. `late` in the order
 * they were put in; none of them is ever taken out again, so no letter moves.
 */
export function lateCites<P extends Pick<BundledPaper, 'part'>>(
  entries: readonly BundleEntry[],
  late: readonly P[],
): { paper: P; cite: string }[] {
  const seen = new Map<BundlePart, number>();
  return late.map((paper) => {
    const nth = seen.get(paper.part) ?? 0;
    seen.set(paper.part, nth + 1);
    const upTo = partKeys.slice(0, partKeys.indexOf(paper.part) + 1);
    const last = entries.filter(({ part }) => upTo.includes(part)).reduce((sum, { pages }) => sum + pages, 0);
    return { paper, cite: `${bundleParts[paper.part].letter}${last}${letterOf(nth)}` };
  });
}

/** Who wrote it, when, and how long it is. */
export const aboutPaper = ({ author, writtenOn, pages }: Pick<BundledPaper, 'author' | 'writtenOn' | 'pages'>) =>
  [author, writtenOn && inShort(writtenOn), pagesInWords(pages)].filter(Boolean).join(', ');

/** What the PDF of a bundle is made of: what was frozen, to the letter, and what came after it. */
export function bundleBook(frozen: FrozenBundle, sha256: string, late: readonly LatePaper[]): BookContent<BundleClass> {
  const common = (paper: BundledPaper) => ({
    ...{ class: paper.class, kind: 'paper' as const, id: paper.evidenceItemId, tab: bundleParts[paper.part].letter },
    ...{ title: paper.title, about: aboutPaper(paper), pages: paper.pages },
  });
  return {
    reference: frozen.reference,
    entries: frozen.entries.map((entry): PaperEntry<BundleClass> => ({
      ...common(entry),
      note: '',
      firstPage: entry.firstPage,
    })),
    late: lateCites(frozen.entries, late)
      .filter(({ paper }) => paper.isReadable)
      .map(({ paper, cite }): LateEntry<BundleClass> => {
        const note = `Late: it was put in after the freeze, on ${inShort(paper.addedOn)}.`;
        return { ...common(paper), note, cite };
      }),
    facts: { title: 'How long each part is', blocks: [{ kind: 'list', items: frozen.counts }] },
    receipt: { title: 'Receipt', blocks: receiptOf(frozen, sha256) },
  };
}

const words = (text: string): Block => ({ kind: 'words', words: text });

const receiptOf = ({ councilName, reference, hearingOn, pages, frozen }: FrozenBundle, sha256: string): Block[] => [
  words(`${councilName}. Reference ${reference}.`),
  words(`${frozenInWords(frozen)} ${hearingOn ? `The hearing is on ${inWords(hearingOn)}.` : ''}`.trim()),
  words(pagesInWords(pages)),
  { kind: 'heading', level: 2, words: 'Fingerprint' },
  { kind: 'digits', words: inGroups(sha256) },
  words('If one letter of what was frozen changed, these numbers would be different.'),
];

/** "Frozen on Tuesday 1 December 2026 at 10:12 by Tess Bell." */
export const frozenInWords = ({ at, byName }: FrozenBundle['frozen']): string =>
  `Frozen on ${momentInWords(new Date(at))} by ${byName}.`;
