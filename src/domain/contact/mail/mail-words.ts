import { mailLimits } from './mail-limits.ts';
import { ownWords } from './quoted.ts';

// What no database text can hold or no person can see, and marks that turn the order of letters around.
const UNSEEN = /[^\P{Cc}\n\t]|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** Text of a stranger's as it may be kept and shown: one kind of line end, nothing invisible, no more than so long. */
export function plainWords(text: string, maxCharacters: number = mailLimits.wordsMaxCharacters): string {
  // Cut before it is looked through: how long that takes is not the sender's to say.
  const start = text.slice(0, 2 * maxCharacters).replace(/\r\n?/g, '\n');
  const plain = start
    .replace(UNSEEN, '')
    .replace(/[ \t\u00a0]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return plain.slice(0, maxCharacters).toWellFormed();
}

const ANSWER = /^\s*(re|aw|fw|fwd|sv)\s*:/i;

/** What of a mail goes into the thread: its subject unless it is an answer, its own words, and what was not kept and why. */
export function entryWords(subject: string, words: string, notKept: readonly string[]): string {
  const own = ownWords(words);
  const left = [...(own.older ? ['Older messages below this one were left out here.'] : []), ...notKept];
  return [
    subject === '' || ANSWER.test(subject) ? '' : subject,
    own.words === '' ? 'There were no words in this e-mail.' : own.words,
    left.length > 0 ? `[${left.join('\n')}]` : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}
