import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { inWords } from '#domain/calendar/words.ts';
import { bookView } from '#domain/evidence/book/book-view.ts';
import { newestBook } from '#domain/evidence/book/books.server.ts';
import { inGroups } from '#domain/evidence/canonical.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { pagesInWords } from '#domain/evidence/paper.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { workingDocumentPages } from '../working/page-count.server.ts';
import { checksOn, lookedAt } from './bundle-checks.server.ts';
import { aboutPaper, bundleText, citeOf, frozenInWords, lateCites, type BundleEntry } from './bundle-content.ts';
import { bundleCounts, type Counted, type Counter } from './bundle-counts.ts';
import { limitsOn } from './bundle-limits.ts';
import { mayKeep } from './bundle-pdf.server.ts';
import { bundleParts, isOwnEvidence, paperRoles, partKeys, type BundlePart } from './bundle-parts.ts';
import { changedSince, couldGoIn, entriesOf, lateOf, newestBundle, putIn } from './bundle.server.ts';
import type { BundleRow, PutIn } from './bundle.server.ts';
import { bodyOf } from './freeze.server.ts';

/** One line of a part. */
export interface Line {
  id: string;
  cite: string;
  title: string;
  about: string;
  /** It can be opened on its own page. */
  opens: boolean;
  mayMove: boolean;
  mayTakeOut: boolean;
}

export interface PartLines {
  key: BundlePart;
  letter: string;
  title: string;
  about: string;
  lines: Line[];
}

/**
 * Everything the page of an appeal's bundle shows this person. With `check`, the council's side also has every page of it
 * looked through, which takes a second or two for a full one, and may freeze it.
 */
export async function bundlePage(tx: Tx, scope: CaseScope, appeal: AppealRow, check: boolean) {
  const leads = mayAlso(scope, 'appeal:lead') && appeal.stage !== 'closed';
  const found = await newestBundle(tx, scope, appeal.appealId);
  const papers = found ? await putIn(tx, scope, found.bundleId) : [];
  const entries = found?.content?.entries ?? entriesOf(papers);
  const working = await workingNow(tx, scope, appeal, found, entries);
  const viewer = scope.side === 'neutral' ? null : scope.side;
  return {
    state: found?.state ?? ('none' as const),
    leads,
    counts: bundleCounts(working ? [...entries, working] : entries, appeal, viewer).map(shown),
    workingIsOutside: working !== null,
    limits: saidOfLimits(appeal),
    parts: partsOf(scope, found, entries, papers),
    offers: found ? await offersOf(tx, scope, appeal, found, papers) : null,
    mayCheck: mayCheck(scope, found, entries),
    checks: check ? await checksShown(tx, scope, appeal, found, entries) : null,
    toFreeze:
      check && leads && mayCheck(scope, found, entries)
        ? sha256Of(bundleText(await bodyOf(tx, scope, appeal, entries)))
        : null,
    frozen: found && (await frozenShown(tx, scope, found, papers)),
  };
}
export type BundlePage = Awaited<ReturnType<typeof bundlePage>>;

/** The working document as it is written now, while no version of it is among the papers: it takes up pages all the same. */
async function workingNow(
  tx: Tx,
  scope: CaseScope,
  { appealId }: AppealRow,
  found: BundleRow | null,
  entries: readonly BundleEntry[],
): Promise<Counted | null> {
  if (found?.state !== 'gathering' || entries.some(({ part }) => part === 'working')) return null;
  const pages = await workingDocumentPages(tx, scope, appealId);
  return pages === null ? null : { part: 'working', side: 'council', pages };
}

const shown = ({ key, words, over }: Counter) => ({ key, words, over });

/** Where the limits come from, and what nobody can measure here. */
function saidOfLimits({ hearingOn }: AppealRow): string {
  const limits = limitsOn(hearingOn);
  if (!limits) return 'The hearing is on a day for which we know of no limits. Follow the tribunal’s directions.';
  const { source, typePoints, expertSummaryPages: summary, expertReportPages, witnessStatementPages } = limits;
  return `${source}. A report by an expert may have ${pagesInWords(expertReportPages)}, with a summary of ${summary} or fewer; a statement by a witness ${pagesInWords(witnessStatementPages)}. Type is ${typePoints} points or larger: look at that yourself.`;
}

/** The parts with their lines; before the freeze a part with nothing in it is shown, so that one sees that it is empty. */
function partsOf(
  scope: CaseScope,
  found: BundleRow | null,
  entries: readonly BundleEntry[],
  papers: readonly PutIn[],
): PartLines[] {
  const gathering = found?.state === 'gathering';
  const numbers = new Map(entries.map((entry) => [entry.evidenceItemId, entry]));
  const ofPart = (key: BundlePart) => papers.filter(({ part }) => part === key);
  const inside = (key: BundlePart) =>
    ofPart(key).filter(({ evidenceItemId }) => gathering || numbers.has(evidenceItemId));
  return partKeys
    .map((key) => ({
      ...{ key, letter: bundleParts[key].letter, title: bundleParts[key].title, about: bundleParts[key].about },
      lines: inside(key)
        .map((paper) => lineOf(scope, gathering, paper, numbers.get(paper.evidenceItemId)))
        .sort((a, b) => (a.firstPage ?? Infinity) - (b.firstPage ?? Infinity)),
    }))
    .filter(({ key, lines }) => lines.length > 0 || (gathering && key !== 'health'));
}

function lineOf(scope: CaseScope, gathering: boolean, put: PutIn, entry: BundleEntry | undefined) {
  const { evidenceItemId: id, paper, part, side, as, byFamily, isReadable } = put;
  const leads = mayAlso(scope, 'appeal:lead');
  const own = scope.side === 'family' && mayAlso(scope, 'appeal:decide') && side === 'family' && isOwnEvidence(part);
  // Once a paper is taken away, what it was called when it was frozen is not said any more.
  const { title, about } =
    entry && isReadable ? { title: entry.title, about: aboutPaper(entry) } : { title: paper.title, about: '' };
  return {
    ...{ id, title, opens: isReadable, firstPage: entry?.firstPage ?? null },
    cite: entry ? citeOf(entry) : 'No number',
    about: [about, as === 'paper' ? '' : paperRoles[as], isReadable ? '' : 'It cannot be read now']
      .filter(Boolean)
      .join('. '),
    mayMove: gathering && (own || leads) && isReadable,
    mayTakeOut: gathering && (own || (leads && !(byFamily && isReadable))),
  };
}

/** What this person may still put in, and where. Null when they may put in nothing. */
async function offersOf(tx: Tx, scope: CaseScope, { stage }: AppealRow, found: BundleRow, papers: readonly PutIn[]) {
  const leads = mayAlso(scope, 'appeal:lead');
  const family = scope.side === 'family' && mayAlso(scope, 'appeal:decide') && found.state === 'gathering';
  if (stage === 'closed' || (!leads && !family)) return null;
  const could = await couldGoIn(tx, scope, papers);
  return {
    isLate: found.state !== 'gathering',
    papers: could.map(({ evidenceItemId, title, pages, part }) => ({
      value: evidenceItemId,
      label: `${title}, ${pagesInWords(pages)}${leads ? ` (usually ${bundleParts[part].letter})` : ''}`,
    })),
    parts: partKeys
      .filter((key) => leads || isOwnEvidence(key))
      .map((key) => ({
        value: key,
        label: leads ? `${bundleParts[key].letter}. ${bundleParts[key].title}` : (ownPart[key] ?? ''),
      })),
  };
}

const ownPart: Partial<Record<BundlePart, string>> = {
  family: 'Our evidence',
  health: 'Our evidence about health and social care',
};

const mayCheck = (scope: CaseScope, found: BundleRow | null, entries: readonly BundleEntry[]): boolean =>
  scope.side === 'council' && found?.state === 'gathering' && entries.length > 0;

/** What the check finds, with who looked. For the council's side alone: it names other children. */
async function checksShown(
  tx: Tx,
  scope: CaseScope,
  appeal: AppealRow,
  found: BundleRow | null,
  entries: readonly BundleEntry[],
) {
  if (!found || !mayCheck(scope, found, entries)) return null;
  const { findings, pagesReadOff } = await checksOn(tx, scope, appeal, entries);
  const looked = await lookedAt(tx, scope, found.bundleId);
  return {
    pagesReadOff,
    findings: findings.map(({ key, words, paper }) => {
      const said = looked.get(key);
      return { key, words, paper, looked: said ? `${said.byName} looked at it: “${said.reason}”` : null };
    }),
  };
}

/** A frozen bundle: when, by whom, its fingerprint, what came late, what changed, and its PDF. */
async function frozenShown(tx: Tx, scope: CaseScope, found: BundleRow, papers: readonly PutIn[]) {
  const { content, sha256, sentOn, bundleId } = found;
  if (!content || !sha256) return null;
  const book = await newestBook(tx, scope, bundleId);
  return {
    said: frozenInWords(content.frozen),
    size: pagesInWords(content.pages),
    fingerprint: inGroups(sha256),
    sent: sentOn && inWords(sentOn),
    late: lateCites(content.entries, lateOf(found, papers)).map(({ paper, cite }) => ({
      ...{ id: paper.evidenceItemId, cite, title: paper.title, opens: paper.isReadable },
      about: `Put in on ${inWords(paper.addedOn)}`,
    })),
    changed: changedSince(content, papers),
    book: book && bookView(book),
    mayKeep: await mayKeep(tx, scope),
    mayMake: mayAlso(scope, 'appeal:write'),
  };
}
