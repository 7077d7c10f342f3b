/** Who may write a document of a space: everyone who may write, or one side. */
export type DocumentKind = 'shared' | 'family' | 'council';
export const documentKinds: readonly DocumentKind[] = ['shared', 'family', 'council'];
/** Names of the texts in a space's documents. Any other name is a point's id. */
export const NOTE = 'note';
export const SUMMARY = 'summary';

/** How long the family's own summary is, at most, on the page the Board reads first. */
const SUMMARY_MOST_WORDS = 200;

/** SP12: words as people count them: "mother-in-law" is one. */
export const countWords = (text: string): number =>
  text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;

/** How the summary stands, in words. Words over the limit are kept: leaving some out is for the family to choose. */
export function summaryLength(text: string): string {
  const words = countWords(text);
  const left = SUMMARY_MOST_WORDS - words;
  if (words === 0) return `You can write up to ${SUMMARY_MOST_WORDS} words.`;
  const say = (count: number) => (count === 1 ? '1 word' : `${count} words`);
  return left >= 0 ? `${say(words)}. You have ${say(left)} left.` : `${say(-left)} over: choose what to leave out.`;
}
