import type { CalendarDate } from '#domain/calendar/date.ts';
import { folded } from './folded.ts';
import { isNhsNumber, isUpn, plainNumber } from '#domain/cases/pupil-numbers.ts';
import { datesIn } from './written-dates.ts';

/** What a paper may hold of a child, each by how it is compared, with the pages it stands on. */
export interface Candidates {
  /** Two to four words in a row, folded, and turned round where a comma stands between. */
  names: ReadonlyMap<string, readonly number[]>;
  born: ReadonlyMap<CalendarDate, readonly number[]>;
  upns: ReadonlyMap<string, readonly number[]>;
  nhs: ReadonlyMap<string, readonly number[]>;
}

const LONGEST_NAME_WORDS = 4;
// Words that are part of nobody's name; leaving them out halves what the database is asked.
const NOT_NAMES = new Set(
  'the of and with that this these those was were are has had have from for which when would could should their they she not but'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{M}][\p{L}\p{M}'’‘`´ʼ]*/gu;
const UPN = /(?<![A-Za-z\d])[A-HJ-NP-RT-Z][\s-]?\d(?:[\s-]?\d){11}(?!\d)/gu;
const NHS = /(?<!\d)(?<!\d[\s-])\d(?:[\s-]?\d){9}(?![\s-]?\d)/gu;

interface Word {
  text: string;
  capital: boolean;
  /** What stands between it and the word before. */
  after: string;
}

/** Everything in the words of a paper that could name a child (GUARD1). `pages` in order, from page 1. */
export function candidatesIn(pages: readonly { words: string }[]): Candidates {
  const found = { names: new Map(), born: new Map(), upns: new Map(), nhs: new Map() };
  pages.forEach(({ words }, index) => {
    const note = (kind: Map<string, number[]>, key: string) => {
      const on = kind.get(key);
      if (!on) kind.set(key, [index + 1]);
      else if (on.at(-1) !== index + 1) on.push(index + 1);
    };
    for (const name of namesIn(words)) note(found.names, name);
    for (const date of datesIn(words)) note(found.born, date);
    for (const [upn] of words.matchAll(UPN)) if (isUpn(upn)) note(found.upns, plainNumber(upn));
    for (const [nhs] of words.matchAll(NHS)) if (isNhsNumber(nhs)) note(found.nhs, plainNumber(nhs));
  });
  return found;
}

function wordsIn(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(WORD)].map(({ 0: raw, index }) => {
    const after = text.slice(end, index);
    end = index + raw.length;
    return { text: folded(raw), capital: /^\p{Lu}/u.test(raw), after };
  });
}

/** Every run of words that could be a whole name. A full stop, a digit or a stop word ends a run; a comma turns it round. */
function* namesIn(text: string): Generator<string> {
  const words = wordsIn(text);
  for (let from = 0; from < words.length; from += 1) {
    if (NOT_NAMES.has(words[from]!.text)) continue;
    for (let length = 2; length <= LONGEST_NAME_WORDS; length += 1) {
      const run = words.slice(from, from + length);
      const last = run.at(-1)!;
      if (run.length < length || NOT_NAMES.has(last.text) || /[.;:!?]\s|\d/u.test(last.after)) break;
      yield* spellings(run);
    }
  }
}

function* spellings(run: readonly Word[]): Generator<string> {
  const say = (words: readonly Word[]) => words.map(({ text }) => text).join(' ');
  const comma = run.findIndex(({ after }, index) => index > 0 && after.includes(','));
  if (comma < 0) yield say(run);
  else yield say([...run.slice(comma), ...run.slice(0, comma)]);
  // "Maya Louise Rowe" is Maya Rowe; only where every word is written as a name is.
  if (comma < 0 && run.length > 2 && run.every(({ capital }) => capital)) yield say([run[0]!, run.at(-1)!]);
}

/** Whether a page holds these folded words as whole words. */
export const standsIn = (foldedPage: string, name: string): boolean => ` ${foldedPage} `.includes(` ${name} `);
