import type { Span } from '#domain/evidence/reader/copy/blocks.ts';
import type { WordParagraph } from '#domain/evidence/reader/job.ts';
import type { Party } from '#domain/spaces/point.ts';
import { keyed, withoutMarks } from './keyed.ts';
import type { Run } from './marks.ts';
import { isSection } from './sections.ts';

/** A paragraph of ours, to be found in a file: as it is printed, and the words the comparing side has for it now. */
export interface Ours {
  pointId: string;
  section: string;
  title: string;
  runs: readonly Run[];
  now: string;
}

/** What became of one of our paragraphs in the file (WD10). `came`: that side's words as the file has them. */
export type Compared = Pick<Ours, 'pointId' | 'section' | 'title'> &
  ({ state: 'same' | 'not_found' } | { state: 'differs'; came: string; changes: Run[] });

export interface Comparison {
  points: Compared[];
  /** Words of the file that are in no paragraph of ours. */
  fresh: { section: string | null; words: string }[];
}

interface Came {
  section: string;
  spans: Span[];
  printed: string;
}

const HEADING = /^\s*section\s+([A-K][12]?)\b/i;

/** Spaces of any kind and number are one: programs put in their own. */
const plainly = (text: string): string => text.normalize('NFC').replace(/\s+/gu, ' ').trim();
const textOf = (spans: readonly { text: string }[]): string => spans.map(({ text }) => text).join('');

/**
 * One side's words as the marks of a paragraph have them: bold is the family's, italic the council's. What the other side
 * added is left out and what it struck stays; words without a mark are this side's, too.
 */
export function wordsFor(side: Party, spans: readonly Span[]): string {
  const wanted = ({ bold, italic, underline, strike }: Span): boolean => {
    const own = side === 'family' ? bold : italic;
    const others = side === 'family' ? italic : bold;
    return strike ? others && !own && !underline : own || underline || !others;
  };
  return textOf(spans.filter(wanted)).trim();
}

/** The paragraphs of a file under our headings; what stands before the first of them is the title and the key. */
function underSections(paragraphs: readonly WordParagraph[]): Came[] {
  let section: string | null = null;
  const came: Came[] = [];
  for (const { heading, spans } of paragraphs) {
    const printed = plainly(textOf(spans));
    const named = HEADING.exec(printed)?.[1]?.toUpperCase();
    if (named && isSection(named) && (heading || printed.length < 80)) section = named;
    else if (section) came.push({ section, spans, printed });
  }
  return came;
}

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** How alike two texts are by their words: 0 nothing in common, 1 the same words. */
function alike(one: Set<string>, other: Set<string>): number {
  if (one.size + other.size === 0) return 0;
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return (2 * both) / (one.size + other.size);
}
/** Below this they are two paragraphs and not one that was changed. */
const ALIKE_ENOUGH = 0.4;

/** Which paragraph of the file is which of ours: first those printed alike, then in each section the most alike. */
function matched(ours: readonly Ours[], came: readonly Came[]): Map<Ours, Came> {
  const pairs = new Map<Ours, Came>();
  const left = new Set(came);
  const pair = (mine: Ours, theirs: Came | undefined) => {
    if (theirs && left.delete(theirs)) pairs.set(mine, theirs);
  };
  const printed = Map.groupBy(came, (one) => `${one.section} ${one.printed}`);
  for (const mine of ours)
    pair(
      mine,
      printed.get(`${mine.section} ${plainly(textOf(mine.runs))}`)?.find((one) => left.has(one)),
    );
  const words = new Map([...left].map((one) => [one, wordsIn(one.printed)]));
  for (const mine of ours) {
    if (pairs.has(mine)) continue;
    const own = wordsIn(textOf(mine.runs));
    const likely = [...left].filter(({ section }) => section === mine.section);
    const best = likely.reduce<{ one?: Came; by: number }>(
      (so, one) => {
        const by = alike(own, words.get(one)!);
        return by > so.by ? { one, by } : so;
      },
      { by: ALIKE_ENOUGH },
    );
    pair(mine, best.one);
  }
  return pairs;
}

/** A file that came back, held against the document point by point, as one side reads it. Nothing is changed by it (WD10). */
export function compare(side: Party, ours: readonly Ours[], paragraphs: readonly WordParagraph[]): Comparison {
  const came = underSections(paragraphs);
  const pairs = matched(ours, came);
  const found = new Set(pairs.values());
  return {
    points: ours.map((mine) => {
      const { pointId, section, title, now } = mine;
      const theirs = pairs.get(mine);
      if (!theirs) return { pointId, section, title, state: 'not_found' };
      const words = wordsFor(side, theirs.spans);
      if (plainly(words) === plainly(now)) return { pointId, section, title, state: 'same' };
      const changes = keyed(now, { family: null, council: null, agreed: words });
      return { pointId, section, title, state: 'differs', came: words, changes };
    }),
    fresh: came.filter((one) => !found.has(one)).map(({ section, printed }) => ({ section, words: printed })),
  };
}

/** The side's words for one paragraph as the document has them: being written, else put forward, else the plan's own. */
export const nowOf = (draft: string, forward: string | null, runs: readonly Run[]): string =>
  draft.trim() || (forward ?? withoutMarks(runs));
