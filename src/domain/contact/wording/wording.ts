/** Why a word is asked about. It is a question to the writer, never a mark of the person. */
export const wordingFaults = {
  blames: 'can read as blame',
  labels: 'labels a person',
  called: 'is not what somebody chose to be called',
  hard: 'is hard to read',
} as const;
export type WordingFault = keyof typeof wordingFaults;

/** A word or phrase somebody would rather not read, and what to write instead; in small letters. */
export interface Term {
  term: string;
  fault: WordingFault;
  instead: string;
}

/** One thing to look at again, in a sentence for whoever is writing. */
export interface Hint {
  /** As it stands in the text. */
  found: string;
  says: string;
}

export const lawInTheLetter = 'Say the rule in everyday words; the law goes in the letter.';
/** The law by its number, which no list can hold: "s.36(8)", "reg. 12". */
const lawByNumber = /\b(?:s|reg)\. ?\d+/i;

const MOST_HINTS = 8;
const insideWord = /[\p{L}\p{N}]/u;

/** Whole words only, whatever their case: "mum" is not found in "maximum", nor "dad" in "Dadswell". */
function placeOf(text: string, term: string): number {
  const small = text.toLowerCase();
  for (let at = small.indexOf(term); at !== -1; at = small.indexOf(term, at + 1)) {
    const before = small[at - 1] ?? ' ';
    const after = small[at + term.length] ?? ' ';
    if (!insideWord.test(before) && !insideWord.test(after)) return at;
  }
  return -1;
}

/**
 * What to look at again in the words of a member of staff (WRD1), in the order it stands, each term once and the longest
 * first where two begin alike. Only ever asked of what staff write: nobody corrects a family.
 */
export function hintsIn(words: string, terms: readonly Term[]): Hint[] {
  const text = words.replaceAll('’', "'");
  const byNumber = lawByNumber.exec(text)?.[0].toLowerCase();
  const law: Term[] = byNumber ? [{ term: byNumber, fault: 'hard', instead: lawInTheLetter }] : [];
  const found = [...terms, ...law]
    .map((one) => ({ ...one, at: placeOf(text, one.term.replaceAll('’', "'")) }))
    .filter(({ at }) => at !== -1)
    .sort((a, b) => a.at - b.at || b.term.length - a.term.length);
  const inside = (one: (typeof found)[number]) =>
    found.some((other) => other !== one && other.term !== one.term && other.at <= one.at && endOf(other) >= endOf(one));
  return found
    .filter((one) => !inside(one))
    .slice(0, MOST_HINTS)
    .map(({ at, term, fault, instead }) => ({
      found: words.slice(at, at + term.length),
      says: `“${words.slice(at, at + term.length)}” ${wordingFaults[fault]}.${instead && ` ${instead}`}`,
    }));
}

const endOf = ({ at, term }: { at: number; term: string }) => at + term.length;
