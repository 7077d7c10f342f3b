import { dateOf } from '#domain/calendar/today.ts';
import { inWords } from '#domain/calendar/words.ts';
import { promiseTitle, reportsInWords, stateInWords } from '#domain/contact/promises/promise.ts';
import { isClock, isOfThread } from '#domain/contact/promises/promise-kinds.ts';
import type { PromiseOf, Reported } from '#domain/contact/promises/promises.server.ts';

const reportInWords = (said: Reported | null) =>
  said && { says: reportsInWords[said.says], words: said.words, who: `${said.by}, on ${inWords(dateOf(said.at))}` };

/** Who was told that it is late, by name and day: what a family need not chase to learn. */
function raisedInWords({ raised }: PromiseOf): string | null {
  if (!raised) return null;
  const on = inWords(dateOf(raised.at));
  return raised.to
    ? `We told ${raised.to} on ${on} that this is late.`
    : `We told the case officers on ${on} that this is late. No senior manager is named for this area.`;
}

/** One promise as the page says it. `asks`: this side has been asked and has not said since. */
export function promiseInWords(one: PromiseOf, side: 'family' | 'council' | 'neutral') {
  const own = side === 'neutral' ? null : one.reports[side];
  const over = one.state.is === 'kept' || one.state.is === 'replaced';
  return {
    promiseId: one.promiseId,
    title: promiseTitle(one),
    words: one.words,
    who: [one.ownerName, one.ownerBody].filter(Boolean).join(', '),
    by: one.dueOn ? inWords(one.dueOn) : 'No date',
    why: one.dueSource,
    howKnown: one.howKnown,
    kept: stateInWords(one.state),
    keptHow: one.state.is === 'kept' ? { words: one.keptWords, by: one.keptBy } : null,
    late: one.state.is === 'late',
    raised: raisedInWords(one),
    doing: one.doing && { words: one.doing.words, who: `${one.doing.by}, on ${inWords(dateOf(one.doing.at))}` },
    family: reportInWords(one.reports.family),
    council: reportInWords(one.reports.council),
    over,
    asks: one.askedAt !== null && one.state.is !== 'replaced' && (own === null || own.at < one.askedAt),
    mayAnswer: one.state.is !== 'replaced' && !isClock(one.kind),
    isClock: isClock(one.kind),
    inThread: isOfThread(one.kind),
  };
}
export type PromiseInWords = ReturnType<typeof promiseInWords>;
