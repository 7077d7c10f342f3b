import { folded } from '#domain/evidence/guard/folded.ts';
import { standsIn } from '#domain/evidence/guard/guard.ts';

/** What stands where something is hidden: always as long, so that its length tells nothing. */
export const BAR = '████████';

export type Hidden = { wordsOut: string } | { notThere: string } | { stillThere: string };

const WORD = /[\p{L}\p{M}\p{N}’'‘`´ʼ]+/gu;

interface Piece {
  from: number;
  to: number;
  words: string[];
}

/** The words of a text, each with where it stands and as it is compared. One written word may fold to several. */
const piecesOf = (text: string): Piece[] =>
  [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    words: folded(word).split(' ').filter(Boolean),
  }));

/** Where these words stand in a row, each time, as places in the text: always from the beginning of a word to the end of one. */
function placesOf(phrase: readonly string[], pieces: readonly Piece[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let start = 0; start < pieces.length; start += 1) {
    let matched = 0;
    for (let at = start; at < pieces.length && matched < phrase.length; at += 1) {
      const { words } = pieces[at]!;
      if (words.length === 0) continue;
      if (!words.every((word, index) => phrase[matched + index] === word)) break;
      matched += words.length;
      if (matched === phrase.length) places.push({ from: pieces[start]!.from, to: pieces[at]!.to });
    }
  }
  return places;
}

/**
 * SAR6: the words with each of these phrases hidden wherever they stand, however they are written: capitals, accents and
 * what stands between the words do not matter. Whole words only. `notThere`: a phrase that stands nowhere, so somebody
 * mistyped it. `stillThere`: one that could be read all the same, for instance with its spaces left out.
 */
export function hideIn(words: string, phrases: readonly string[]): Hidden {
  const pieces = piecesOf(words);
  const gone = new Set<number>();
  for (const phrase of phrases) {
    const places = placesOf(folded(phrase).split(' ').filter(Boolean), pieces);
    if (places.length === 0) return { notThere: phrase };
    for (const { from, to } of places) for (let index = from; index < to; index += 1) gone.add(index);
  }
  const wordsOut = barred(words, gone);
  const stillThere = phrases.find((phrase) => standsInAnyWay(wordsOut, phrase));
  return stillThere === undefined ? { wordsOut } : { stillThere };
}

function barred(words: string, gone: ReadonlySet<number>): string {
  let out = '';
  for (let index = 0; index < words.length; index += 1) {
    if (!gone.has(index)) out += words[index];
    else if (!gone.has(index - 1)) out += BAR;
  }
  return out;
}

// A short word would be found inside others once the spaces are gone.
const LONG_ENOUGH = 6;

/** Whether a phrase can be read in a text: as whole words, or with what stands between its letters left out. */
export function standsInAnyWay(text: string, phrase: string): boolean {
  const wanted = folded(phrase);
  const squeezed = wanted.replaceAll(' ', '');
  if (wanted === '') return false;
  const read = folded(text);
  return standsIn(read, wanted) || (squeezed.length >= LONG_ENOUGH && read.replaceAll(' ', '').includes(squeezed));
}
