import type { PageLine } from '../paper.ts';

export type HidingReason = 'third_party' | 'safeguarding' | 'other_child' | 'address';
export type HiddenShape = 'line' | 'paragraph' | 'page' | 'box';

/** Why something was hidden, in words that follow "because". They never say what (RED5). */
export const becauseInWords: Readonly<Record<HidingReason, string>> = {
  third_party: 'it is about somebody else',
  safeguarding: 'it helps to keep somebody safe',
  other_child: 'it is about another child',
  address: 'it says where somebody is',
};

/** A place on a page, in points from the top left. */
export interface PlaceOnPage {
  page: number;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What stands in the words where something is hidden: a paragraph keeps its number, and a reader hears that it is there. */
export const HIDDEN = '[hidden]';

// Lines stand so close that a box around one touches the next; a line is meant when the place covers this much of its height.
const MEANT = 0.3;

/** RED2: a place hides every line it covers a good part of, and of that line every word. */
export function hides(place: PlaceOnPage, line: PageLine): boolean {
  const across = Math.min(place.x + place.width, line.x + line.width) - Math.max(place.x, line.x);
  const down = Math.min(place.y + place.height, line.y + line.height) - Math.max(place.y, line.y);
  return across > 0 && down >= line.height * MEANT;
}

/** The lines of a page with the hidden ones taken out, and those that were. */
export function hideLines(
  lines: readonly PageLine[],
  places: readonly PlaceOnPage[],
): { left: PageLine[]; hidden: PageLine[] } {
  const left: PageLine[] = [];
  const hidden: PageLine[] = [];
  for (const line of lines) {
    const isHidden = places.some((place) => hides(place, line));
    if (isHidden && line.text !== HIDDEN) hidden.push(line);
    const above = left.at(-1);
    if (!isHidden) left.push(line);
    else if (above?.text !== HIDDEN || above.paragraph !== line.paragraph) left.push({ ...line, text: HIDDEN });
  }
  return { left, hidden };
}

/** The words of a text, each in one spelling, for comparing. */
export const tokensOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLocaleLowerCase('en-GB')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

type Tally = Map<string, number>;

function tallyOf(lines: readonly Pick<PageLine, 'text'>[]): Tally {
  const tally: Tally = new Map();
  for (const token of lines.flatMap(({ text }) => tokensOf(text))) tally.set(token, (tally.get(token) ?? 0) + 1);
  return tally;
}

/** The hidden words that stand nowhere else: not one of them may be found in what is released, in any form. */
export function goneWords(hidden: readonly PageLine[], left: readonly PageLine[]): string[] {
  const stays = tallyOf(left);
  return [...tallyOf(hidden).keys()].filter((word) => !stays.has(word));
}

/** RED4: the hidden words of which more was found than was left, and so cannot be released. */
export function wordsStillThere(
  hidden: readonly PageLine[],
  left: readonly PageLine[],
  found: readonly PageLine[],
): string[] {
  const [stays, is] = [tallyOf(left), tallyOf(found)];
  return [...tallyOf(hidden).keys()].filter((word) => (is.get(word) ?? 0) > (stays.get(word) ?? 0));
}

/** The names and numbers among hidden words, as they are written: what says who or where somebody is. */
export const tellingWords = (hidden: readonly Pick<PageLine, 'text'>[]): string[] => [
  ...new Set(
    hidden
      .flatMap(({ text }) => text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [])
      .filter((word) => word.length > 2 && /^[\p{Lu}\p{N}]/u.test(word)),
  ),
];

export interface LeftElsewhere {
  word: string;
  pages: number[];
}

/** Names and numbers that are hidden in one place and stand openly in another, for the officer to look at (RED4). */
export function leftElsewhere(
  hidden: readonly PageLine[],
  pages: readonly { page: number; lines: readonly PageLine[] }[],
): LeftElsewhere[] {
  return tellingWords(hidden).flatMap((word) => {
    const [token] = tokensOf(word);
    const on = pages.filter(({ lines }) => lines.some(({ text }) => tokensOf(text).includes(token!)));
    return on.length > 0 ? [{ word, pages: on.map(({ page }) => page) }] : [];
  });
}
