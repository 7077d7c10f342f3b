/** What families have asked not to be written to them, and what to write instead. `{name}` is the child's name. */
const instead: readonly [RegExp, string][] = [
  [/\bEHC ?NA\b|\bEHC needs assessment\b/i, 'the council finding out what help {name} needs'],
  [/\brefus(?:al|ed?|ing) to assess\b/i, 'we decided not to assess'],
  [/\bgovernance board\b|\bEGB\b|\bpanel\b/i, 'the Board'],
  [/\bmediation certificate\b/i, 'a paper that lets you appeal'],
  [/\bconsent order\b/i, 'the tribunal writes down what you’ve both agreed'],
  [/\bworking document\b/i, 'the draft plan showing what’s agreed and what isn’t'],
  [/\bsection [BFI]\b/i, 'the needs, the help or the school written in the plan'],
  [/\bprovision\b/i, 'help'],
  [/\bconced(?:e|ed|ing)\b/i, 'agree with you now'],
  [/\blodg(?:e|ed|ing)\b/i, 'send'],
  [/\b(?:criteri(?:on|a)|thresholds?)\b/i, 'what was looked for, and what was found'],
  [/\bgraduated (?:response|approach)\b|\bAPDR\b/i, 'what the school has tried, and what happened'],
  [/\bordinarily available\b/i, 'help any school can give'],
  [/\b(?:mum|mummy|dad|daddy|the parents?|service users?)\b/i, 'their name'],
  [/\b(?:the (?:child|young person|pupil|learner))\b/i, '{name}'],
  [/\bpresents? with\b/i, 'what {name} does, in everyday words'],
  [
    /\b(?:CFA|SENDR|SEN ?CoP|SEND Regs?)\b|\bs\. ?\d+|\breg\. ?\d+/i,
    'the rule in everyday words; the law goes in the letter',
  ],
];

export interface HardWord {
  /** As it was written. */
  found: string;
  /** Words that could stand there. */
  instead: string;
}

/** Words that a family may stumble over. Never a reason to refuse: whoever decides looks at them once (DEC4). */
export const hardWords = (text: string, childName: string): HardWord[] =>
  instead.flatMap(([pattern, words]) => {
    const found = pattern.exec(text)?.[0];
    return found ? [{ found, instead: words.replaceAll('{name}', childName) }] : [];
  });

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
