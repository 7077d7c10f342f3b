import { diffWordsWithSpace } from 'diff';
import type { Hand, Run } from './marks.ts';

/** What each side put forward for one paragraph, or what both agreed. Null: nothing; an empty text: to take it all out. */
export interface Proposed {
  family: string | null;
  council: string | null;
  agreed: string | null;
}

/** One wish about the plan's words: at which of its characters, and what. */
interface Insertion {
  at: number;
  text: string;
  by: Hand[];
}
interface Deletion {
  from: number;
  to: number;
  by: Hand;
}

/** So many words changed in one paragraph that it was written anew: it is shown as taken out and put in whole. */
const EDITS_MAX = 2_000;

/**
 * One paragraph of the working document with the tribunal's marks, put there from who proposed what (WD1). When both sides
 * propose, both sets of changes to the plan's words stand in the one text.
 */
export function keyed(original: string, { family, council, agreed }: Proposed): Run[] {
  const sides: [Hand, string | null][] =
    agreed === null
      ? [
          ['family', family],
          ['council', council],
        ]
      : [['agreed', agreed]];
  const insertions: Insertion[] = [];
  const deletions: Deletion[] = [];
  for (const [by, words] of sides) if (words !== null) wishesOf(original, words, by, insertions, deletions);
  return woven(original, insertions, deletions);
}

function wishesOf(original: string, words: string, by: Hand, insertions: Insertion[], deletions: Deletion[]): void {
  let at = 0;
  for (const { value, added, removed } of changesOf(original, words)) {
    if (added) insert(insertions, { at, text: value, by: [by] });
    else {
      if (removed) deletions.push({ from: at, to: at + value.length, by });
      at += value.length;
    }
  }
}

interface Change {
  value: string;
  added: boolean;
  removed: boolean;
}
const taken = (value: string): Change => ({ value, added: false, removed: true });
const put = (value: string): Change => ({ value, added: true, removed: false });

/** The word changes that lead from one text to the other. Several words after each other are one change, as a hand would do it. */
function changesOf(original: string, words: string): Change[] {
  const changes = diffWordsWithSpace(original, words, { maxEditLength: EDITS_MAX }) ?? [taken(original), put(words)];
  const joined: Change[] = [];
  let [out, into] = ['', ''];
  const finish = () => {
    if (out) joined.push(taken(out));
    if (into) joined.push(put(into));
    [out, into] = ['', ''];
  };
  for (const [index, change] of changes.entries()) {
    const between = out !== '' && changes[index + 1]?.removed === true && change.value.trim() === '';
    if (change.removed || (!change.added && between)) out += change.value;
    if (change.added || (!change.removed && between)) into += change.value;
    if (change.added || change.removed || between) continue;
    finish();
    joined.push(change);
  }
  finish();
  return joined;
}

/** The same words wanted in the same place by both sides stand there once, with both marks. */
function insert(insertions: Insertion[], wanted: Insertion): void {
  const theirs = insertions.filter(({ at, by }) => at === wanted.at && !by.includes(wanted.by[0]!));
  const same = theirs.length === 1 && theirs[0]!.text === wanted.text ? theirs[0] : undefined;
  if (same) same.by.push(...wanted.by);
  else insertions.push(wanted);
}

function woven(original: string, insertions: Insertion[], deletions: Deletion[]): Run[] {
  const edges = [
    ...insertions.map(({ at }) => at),
    ...deletions.flatMap(({ from, to }) => [from, to]),
    ...[0, original.length],
  ];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const runs: Run[] = [];
  for (const [index, cut] of cuts.entries()) {
    for (const { at, text, by } of insertions) if (at === cut) push(runs, { text, act: 'adds', by });
    const text = original.slice(cut, cuts[index + 1] ?? cut);
    const by = deletions.filter(({ from, to }) => from <= cut && cut < to).map((deletion) => deletion.by);
    push(runs, { text, act: by.length > 0 ? 'deletes' : 'keeps', by });
  }
  return runs;
}

function push(runs: Run[], run: Run): void {
  if (run.text === '') return;
  const last = runs.at(-1);
  if (last && last.act === run.act && last.by.join() === run.by.join()) last.text += run.text;
  else runs.push({ ...run });
}

/** The plan's own words again: all marks dropped. */
export const withoutMarks = (runs: readonly Run[]): string =>
  runs.map(({ text, act }) => (act === 'adds' ? '' : text)).join('');

/** The words as that hand wants them: everything of it taken, nothing of anybody else's. */
export const asWantedBy = (runs: readonly Run[], hand: Hand): string =>
  runs
    .filter(({ act, by }) => act === 'keeps' || by.includes(hand) === (act === 'adds'))
    .map(({ text }) => text)
    .join('');
