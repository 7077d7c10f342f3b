import { peopleWords } from './glossary-people.ts';
import { planWords } from './glossary-plan.ts';
import { disagreeingWords, tribunalWords } from './glossary-disagree.ts';
import { stepWords } from './glossary-steps.ts';

/** One hard word, in words a child of nine can read. */
export interface Word {
  term: string;
  /** Other ways the same thing is written. */
  also?: readonly string[];
  plain: string;
  /** Only on the page of words: in a text it is mostly part of the name of a law or a team. */
  inNames?: boolean;
  /** What the law calls it, where that is something else, and where the law says it. */
  legal?: string;
  source?: string;
}

/** Every hard word a family may meet here, by the name its place on the page of words has. */
export const glossary = { ...stepWords, ...peopleWords, ...planWords, ...disagreeingWords, ...tribunalWords } as const;
export type WordId = keyof typeof glossary;
const wordIds = Object.keys(glossary) as WordId[];
export const isWord = (id: string): id is WordId => id in glossary;

/** A word as a page shows it: the term, what it means, and where everything about it stands. */
export interface Meaning {
  term: string;
  plain: string;
  href: string;
}

const meaningOf = (id: WordId): Meaning => ({
  term: glossary[id].term,
  plain: glossary[id].plain,
  href: `/words#${id}`,
});

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Abbreviations are only themselves in capitals; other words also begin a sentence. */
const asWritten = (words: string): RegExp =>
  new RegExp(`(?<![\\w-])${escaped(words)}s?(?![\\w-])`, /^[A-Z]{2}|^Section/.test(words) ? '' : 'i');

const patterns = new Map<WordId, RegExp[]>(
  wordIds.map((id) => {
    const { term, also = [], inNames }: Word = glossary[id];
    return [id, inNames ? [] : [term, ...also].map(asWritten)];
  }),
);

/** WHR9: the hard words a text holds, as they come in it, without those that were explained already. `seen` learns them. */
export function wordsIn(text: string, seen = new Set<WordId>()): Meaning[] {
  const found = wordIds
    .map((id) => ({ id, at: Math.min(...patterns.get(id)!.map((pattern) => at(text, pattern))) }))
    .filter(({ id, at }) => at < Infinity && !seen.has(id))
    .sort((a, b) => a.at - b.at);
  for (const { id } of found) seen.add(id);
  return found.map(({ id }) => meaningOf(id));
}

function at(text: string, pattern: RegExp): number {
  const place = text.search(pattern);
  return place < 0 ? Infinity : place;
}

/** The words from A to Z, by their first letter. */
export function aToZ(): { letter: string; words: (Word & { id: WordId })[] }[] {
  const sorted = wordIds
    .map((id) => ({ id, ...(glossary[id] as Word) }))
    .sort((a, b) => a.term.localeCompare(b.term, 'en-GB', { sensitivity: 'base' }));
  const letters = [...new Set(sorted.map(({ term }) => term[0]!.toUpperCase()))];
  return letters.map((letter) => ({ letter, words: sorted.filter(({ term }) => term[0]!.toUpperCase() === letter) }));
}
