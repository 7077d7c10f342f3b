const LEAST_WORDS = 5;
const LEAST_PLAIN_WORDS = 3;
/** Words that say which rule was used and nothing of the child. */
const shorthand = new Set(
  `a an and are as at be been by does for from has have in is it its of on or that the their there this to under was were with not no nor
   s ss sec section sections reg regs regulation regulations para paras paragraph paragraphs act code practice chapter part law legal statutory
   cfa send sen sencop ehc ehcp ehcna lgo criteria criterion threshold thresholds test tests met meet meets unmet satisfied satisfy applied apply applies
   see per ref refer refers insufficient sufficient evidence necessary provided provision panel board egb decision refused refusal agreed declined
   assess assessment issue policy guidance nfa n y yes`.split(/\s+/),
);

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}’']+/gu) ?? [];

/** Why these words are no plain-English reason, or null (DEC1): empty, too short, or only shorthand. */
export function whyNotPlain(text: string): string | null {
  const words = wordsIn(text);
  if (words.length === 0) return 'Write the reason in plain English.';
  if (words.length < LEAST_WORDS) return 'Say a little more: a family reads this, and was not in the room.';
  const plain = new Set(words.filter((word) => !shorthand.has(word)));
  return plain.size < LEAST_PLAIN_WORDS
    ? 'This names a rule and not the reason. Say what you read about the child, and what follows from it.'
    : null;
}
