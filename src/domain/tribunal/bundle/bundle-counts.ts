import type { CalendarDate } from '#domain/calendar/date.ts';
import { pagesInWords } from '#domain/evidence/paper.ts';
import type { AppealedSection, Ground } from '../appeal.ts';
import { evidencePages, limitsOn, type BundleLimits } from './bundle-limits.ts';
import type { BundlePart, PartySide } from './bundle-parts.ts';

/** What of an appeal its limits hang on. */
export interface LimitedBy {
  readonly ground: Ground;
  readonly sections: readonly AppealedSection[];
  readonly asksHealth: boolean;
  readonly asksSocialCare: boolean;
  readonly hearingOn: CalendarDate | null;
}

/** One thing that takes up pages. */
export interface Counted {
  readonly part: BundlePart;
  readonly side: PartySide;
  readonly pages: number;
}

export interface Counter {
  readonly key: string;
  readonly title: string;
  readonly pages: number;
  readonly limit: number | null;
  /** How many pages too many; 0 when none. */
  readonly over: number;
  /** All of it in one sentence: a counter is never told by colour (BUN3). */
  readonly words: string;
}

type Viewer = PartySide | null;

/**
 * How full each part of a bundle is, for the appeal's ground on the day of its hearing (BUN2). Evidence counts for each
 * party; a recommendation about health or social care adds a count of its own for each. `viewer` is whom "your" means.
 */
export function bundleCounts(items: readonly Counted[], appeal: LimitedBy, viewer: Viewer = null): Counter[] {
  const limits = limitsOn(appeal.hearingOn);
  const sum = (part: BundlePart, side?: PartySide) =>
    items
      .filter((item) => item.part === part && (side === undefined || item.side === side))
      .reduce((pages, item) => pages + item.pages, 0);
  const each = limits && evidencePages(limits, appeal.ground, appeal.sections);
  const counters = [
    counter('core', 'Core documents', sum('core'), limits?.corePages),
    counter('plan', 'The plan with its advice', sum('plan'), limits?.planPages),
    workingCounter(sum('working'), limits),
    counter('family', whose('family', viewer, 'evidence'), sum('family'), each),
    counter('council', whose('council', viewer, 'evidence'), sum('council'), each),
  ];
  if (!appeal.asksHealth && !appeal.asksSocialCare && sum('health') === 0) return counters;
  const about = 'evidence about health and social care';
  return [
    ...counters,
    counter('health:family', whose('family', viewer, about), sum('health', 'family'), limits?.recommendationPages),
    counter('health:council', whose('council', viewer, about), sum('health', 'council'), limits?.recommendationPages),
  ];
}

function whose(side: PartySide, viewer: Viewer, what: string): string {
  if (side === viewer) return `Your ${what}`;
  return side === 'family' ? `The family’s ${what}` : `The council’s ${what}`;
}

function workingCounter(pages: number, limits: BundleLimits | null): Counter {
  const title = 'The working document';
  if (pages > 0) return counter('working', title, pages, limits?.workingDocumentPages);
  const limit = limits?.workingDocumentPages ?? null;
  const most = limit === null ? '' : ` It may have ${pagesInWords(limit)}.`;
  return { key: 'working', title, pages, limit, over: 0, words: `${title}: not started.${most}` };
}

function counter(key: string, title: string, pages: number, limit: number | null = null): Counter {
  const over = limit === null ? 0 : Math.max(0, pages - limit);
  return { key, title, pages, limit, over, words: `${title}: ${fullness(pages, limit, over)}` };
}

function fullness(pages: number, limit: number | null, over: number): string {
  if (limit === null) return `${pagesInWords(pages)}. We know of no limit for this: follow the tribunal’s directions`;
  const so = `${pages} of ${pagesInWords(limit)}`;
  if (over > 0) return `${so}; ${over} over: choose what to leave out`;
  return pages === limit ? `${so}; it is full` : `${so}; ${limit - pages} left`;
}
