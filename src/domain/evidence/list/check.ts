import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';

export const answers = ['there', 'missing', 'not_needed', 'not_sure'] as const;
export type Answer = (typeof answers)[number];
export type AnsweringSide = 'family' | 'council';

/** What one side said of one row, when, and who. */
export interface SideAnswer {
  answer: Answer;
  note: string;
}

/** What a row needs to be counted: both answers as they are, and whether a readable paper hangs on it. */
export interface RowFacts {
  family: SideAnswer | null;
  council: SideAnswer | null;
  hasPaper: boolean;
}

export const answerInWords: Record<Answer, string> = {
  there: 'there',
  missing: 'missing',
  not_needed: 'not needed',
  not_sure: 'not sure',
};

export type RowState = Answer | 'differs' | 'unanswered';

/**
 * Where a row stands. EV4: two answers that differ are a state of their own, never settled for anybody; one answer
 * counts until the other side says; with no answer, a paper that is here is there.
 */
export function stateOfRow({ family, council, hasPaper }: RowFacts): RowState {
  if (family && council) return family.answer === council.answer ? family.answer : 'differs';
  return (family ?? council)?.answer ?? (hasPaper ? 'there' : 'unanswered');
}

const countWords: readonly [RowState, string][] = [
  ['there', 'there'],
  ['missing', 'missing'],
  ['not_needed', 'not needed'],
  ['not_sure', 'not sure'],
  ['differs', 'you see differently'],
  ['unanswered', 'not answered yet'],
];

/** "12 there, 2 missing, 1 not needed" (EV5). There and missing are always said; the rest when there are any. */
export function countsInWords(rows: readonly RowFacts[]): string {
  const states = rows.map(stateOfRow);
  return countWords
    .map(([state, words]) => [states.filter((each) => each === state).length, words, state] as const)
    .filter(([count, , state]) => count > 0 || state === 'there' || state === 'missing')
    .map(([count, words]) => `${count} ${words}`)
    .join(', ');
}

/** One side's answer as a sentence: "Council: not needed, because the school has sent one". */
export function saidInWords(who: string, said: SideAnswer | null): string {
  if (!said) return `${who}: not answered yet`;
  const joint = said.answer === 'not_needed' ? ', because' : '.';
  return `${who}: ${answerInWords[said.answer]}${said.note ? `${joint} ${said.note}` : ''}`;
}

/** A sentence that ends once: people often close their note with a full stop of their own. */
export const closed = (sentence: string): string => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** Why an answer cannot be taken, or null. EV6: "not needed" takes a paper away from the child, so it needs a reason. */
export const whyNotAnswer = (answer: Answer, note: string): string | null =>
  answer === 'not_needed' && note.trim() === ''
    ? 'Say why it is not needed. The other side will see your words.'
    : null;

export interface OpenRow extends RowFacts {
  title: string;
  dueOn: CalendarDate | null;
}

/**
 * What follows if nothing happens, for the first paper that is not here (EV7): its own due day while that is ahead,
 * then the Board's. Null when nothing that is due is missing.
 */
export function consequenceInWords(
  rows: readonly OpenRow[],
  boardOn: CalendarDate | null,
  today: CalendarDate,
): string | null {
  const awaited = rows
    .filter((row) => row.dueOn !== null && !row.hasPaper && !['there', 'not_needed'].includes(stateOfRow(row)))
    .sort((a, b) => a.dueOn!.localeCompare(b.dueOn!))[0];
  if (!awaited) return null;
  const by = awaited.dueOn! >= today ? awaited.dueOn : boardOn && boardOn >= today ? boardOn : null;
  const paper = `“${awaited.title}”`;
  const when = by ? `If ${paper} isn’t in by ${inWords(by)}` : `${paper} is late. If it isn’t in when the Board meets`;
  return `${when}, the Board may decide without it. You can ask for a senior manager to look.`;
}
