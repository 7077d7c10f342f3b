import type { PageLine } from '../paper.ts';
import { goneWords, tellingWords, tokensOf } from './redaction.ts';

/** So many hidden words that follow one another are a quotation. */
const IN_A_ROW = 4;
/** A hidden name this long is also found inside a longer word, as file names run them together. */
const LONG = 5;

/** RED8: the names and numbers of what is hidden, as they were written, that a text about the paper would go on saying. */
export function namesIn(text: string, hidden: readonly PageLine[], left: readonly PageLine[]): string[] {
  const gone = new Set(goneWords(hidden, left));
  const said = tokensOf(text);
  return tellingWords(hidden).filter((word) => {
    const [token = ''] = tokensOf(word);
    return gone.has(token) && said.some((each) => each === token || (token.length >= LONG && each.includes(token)));
  });
}

const runsOf = (text: string): string[] => {
  const words = tokensOf(text);
  return words.slice(IN_A_ROW - 1).map((_, at) => words.slice(at, at + IN_A_ROW).join(' '));
};

/** Those names, and hidden words that stand in a text in the same order, unless the paper says them openly as well. */
export function quotedIn(text: string, hidden: readonly PageLine[], left: readonly PageLine[]): string[] {
  const open = new Set(left.flatMap((line) => runsOf(line.text)));
  const said = new Set(runsOf(text));
  const phrases = hidden.flatMap((line) => runsOf(line.text)).filter((run) => said.has(run) && !open.has(run));
  return [...new Set([...namesIn(text, hidden, left), ...phrases])];
}
