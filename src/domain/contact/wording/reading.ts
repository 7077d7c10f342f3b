import { syllable } from 'syllable';

/** Below this many words nothing can be said of how a text reads. */
const FEWEST_WORDS = 20;
/** Flesch-Kincaid: school years, in the American count; seven is read by most twelve-year-olds. */
const HARDEST_GRADE = 7;
const LONG_SENTENCE_WORDS = 25;

/**
 * A sentence of advice when a text asks for more than a family under strain should be asked for (WRD3), else null. What it
 * was reckoned from is never shown: a number would be written for, and not the reader.
 */
export function readingHint(words: string): string | null {
  const sentences = words.split(/[.!?\n]+/).flatMap((one) => {
    const its = one.match(/[\p{L}\p{N}'’-]+/gu);
    return its ? [its] : [];
  });
  const all = sentences.flat();
  if (all.length < FEWEST_WORDS) return null;
  const longest = Math.max(...sentences.map(({ length }) => length));
  if (longest > LONG_SENTENCE_WORDS)
    return `The longest sentence has ${longest} words. Two short ones are easier to read.`;
  const syllables = all.reduce((sum, word) => sum + syllable(word), 0);
  const grade = 0.39 * (all.length / sentences.length) + 11.8 * (syllables / all.length) - 15.59;
  return grade > HARDEST_GRADE ? 'Many of these words are long. Say it as you would on the phone.' : null;
}
