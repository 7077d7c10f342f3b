import { addMonths, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { folded } from '#domain/evidence/guard/folded.ts';
import { foundInWords } from '#domain/evidence/guard/held.ts';
import type { Match } from '#domain/evidence/guard/whose.ts';
import type { Tells } from '#domain/evidence/redaction/hidden.ts';
import type { Counter } from './bundle-counts.ts';
import { bundleParts } from './bundle-parts.ts';
import { citeOf, type BundleEntry } from './bundle-content.ts';
import type { BundleLimits } from './bundle-limits.ts';

/** A paper with everything the checks look at. `pages` is its words, page by page. */
export interface Checked {
  readonly entry: BundleEntry;
  readonly words: readonly { readonly words: string; readonly wordsFrom: 'file' | 'ocr' | 'none' }[];
  readonly others: readonly Match[];
  readonly tells: readonly Tells[];
}

/** Something to put right, or to look at and say why it stays. `key` names the same finding when the check runs again. */
export interface Finding {
  readonly key: string;
  readonly paper: string | null;
  readonly words: string;
}

interface Against {
  readonly limits: BundleLimits | null;
  readonly counters: readonly Counter[];
  readonly hearingOn: CalendarDate | null;
  readonly today: CalendarDate;
}

/**
 * BUN9: what a person has to look at before a bundle is frozen: another child, what is hidden within the family, reports that
 * are too long or too old, pages nobody can search, the same paper twice, and parts that are too long. Names other children.
 */
export function findingsOf(papers: readonly Checked[], against: Against): Finding[] {
  return [
    ...papers.flatMap((paper) => [
      ...othersNamed(paper),
      ...placesTold(paper),
      ...tooLong(paper, against.limits),
      ...tooOld(paper, against),
      ...cannotBeSearched(paper),
    ]),
    ...twice(papers),
    ...against.counters.filter(({ over }) => over > 0).map(tooFull),
  ];
}

/** "“Speech report” (E12 to E20)" */
const called = (entry: BundleEntry): string => `“${entry.title}” (${citeOf(entry)})`;

/** The same paper with something hidden since is another one: whoever looked at it before has not seen this. */
const keyOf = (what: string, { evidenceItemId, sha256 }: BundleEntry, more = ''): string =>
  [what, evidenceItemId, sha256.slice(0, 16), more].filter(Boolean).join(':');

const finding = (what: string, entry: BundleEntry, words: string, more = ''): Finding => ({
  key: keyOf(what, entry, more),
  paper: entry.evidenceItemId,
  words: `${called(entry)} ${words}`,
});

const othersNamed = ({ entry, others }: Checked): Finding[] =>
  others.map(({ caseFileId, name, found }) =>
    finding('other', entry, `speaks of another child, ${name}: ${foundInWords(found)}.`, caseFileId),
  );

/** Page 2 of the paper as the bundle numbers it. */
const pageOf = ({ part, firstPage }: BundleEntry, page: number): string =>
  `${bundleParts[part].letter}${firstPage + page - 1}`;

const placesTold = ({ entry, tells }: Checked): Finding[] =>
  (['address', 'school'] as const).flatMap((what) => {
    const on = tells.filter((tell) => tell.what === what).map(({ page }) => pageOf(entry, page));
    if (on.length === 0) return [];
    const says = what === 'school' ? 'names the school, which is hidden' : 'holds an address that is hidden';
    return [finding(what, entry, `${says}: ${on.join(', ')}. Hide it first.`, on.join('.'))];
  });

function tooLong({ entry }: Checked, limits: BundleLimits | null): Finding[] {
  const most = { paper: null, expert: limits?.expertReportPages, witness: limits?.witnessStatementPages }[entry.as];
  if (!most || entry.pages <= most) return [];
  const what = entry.as === 'expert' ? 'A report by an expert' : 'A statement by a witness';
  return [finding('long', entry, `has ${entry.pages} pages. ${what} may have ${most}.`)];
}

/** How old a report is counts on the day of the hearing; while nobody knows that day, today. */
function tooOld({ entry }: Checked, { limits, hearingOn, today }: Against): Finding[] {
  if (entry.as !== 'expert' || !limits) return [];
  const { expertReportYears: years } = limits;
  if (!entry.writtenOn)
    return [finding('undated', entry, `has no date. A report by an expert may be ${years} years old at the hearing.`)];
  if (addMonths(entry.writtenOn, years * 12) >= (hearingOn ?? today)) return [];
  return [finding('old', entry, `is of ${inShort(entry.writtenOn)}: more than ${years} years before the hearing.`)];
}

function cannotBeSearched({ entry, words }: Checked): Finding[] {
  const on = words.flatMap(({ wordsFrom }, at) => (wordsFrom === 'none' ? [pageOf(entry, at + 1)] : []));
  if (on.length === 0) return [];
  const which = on.length > 5 ? `${on.length} pages` : on.join(', ');
  return [finding('picture', entry, `has no words that can be searched, only pictures, on ${which}.`)];
}

/** The same bytes, or the same words from the first page to the last, under whatever name. */
function twice(papers: readonly Checked[]): Finding[] {
  const first = new Map<string, BundleEntry>();
  return papers.flatMap(({ entry, words }) => {
    const text = words.map((page) => folded(page.words)).join('\n');
    const marks = [entry.sha256, ...(text.trim() ? [text] : [])];
    const before = marks.map((mark) => first.get(mark)).find(Boolean);
    for (const mark of marks) if (!first.has(mark)) first.set(mark, entry);
    return before ? [finding('twice', entry, `is the same as ${called(before)}.`, before.evidenceItemId)] : [];
  });
}

/** Looked at for so many pages: when more come, it is asked again. */
const tooFull = ({ key, pages, words }: Counter): Finding => ({
  key: `full:${key}:${pages}`,
  paper: null,
  words: `${words}.`,
});
