import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import type { AppealDay } from './appeal-days.ts';
import { basisInWords, dateKinds, type DateKind } from './date-kinds.ts';
import { byWhen } from './direction.ts';

/** Who reads a page: the family is "you" there. */
export type Reader = 'family' | 'council';
type Who = AppealDay['who'] | 'come' | 'may_ask';
const whoDoes: Record<Reader, Record<Who, string>> = {
  family: {
    council: 'The council does this',
    both: 'You and the council do this',
    tribunal: 'The tribunal does this',
    come: 'You and the council are there',
    may_ask: 'You or the council can ask. Nobody has to',
  },
  council: {
    council: 'The council',
    both: 'The family and the council',
    tribunal: 'The tribunal',
    come: 'The family and the council are there',
    may_ask: 'The family or the council can ask. Nobody has to',
  },
};
const whoOf = ({ kind, who }: AppealDay): Who =>
  kind === 'hearing' ? 'come' : kind === 'permission_to_appeal' ? 'may_ask' : who;

/** One day of an appeal as a page shows it. */
export interface DayInWords {
  kind: DateKind;
  title: string;
  /** "Tuesday 3 March 2026", or that nobody can say. */
  on: string;
  by: string;
  /** "in 6 days"; null once nobody waits for it, or where there is no day. */
  countdown: string | null;
  who: string;
  basis: string;
  /** What became of it: done, done late, or that the day has passed. Null while it is to come. */
  fact: string | null;
  why: string;
  source: string;
  waits: boolean;
}

/** One day of an appeal, in words for whoever reads. */
export function dayInWords(day: AppealDay, today: CalendarDate, reader: Reader): DayInWords {
  const { kind, on, atMinute, basis, why, source, waits } = day;
  const known = 'on' in on ? on.on : null;
  return {
    ...{ kind, why, source, waits, title: dateKinds[kind].words, who: whoDoes[reader][whoOf(day)] },
    on: known === null ? 'Not known' : inWords(known),
    by: known === null ? '' : byWhen(kind, atMinute),
    countdown: known === null || !waits ? null : inDays(known, today),
    basis: basisInWords[basis],
    fact: factOf(day, known, today),
  };
}

/** TRD8: late is said as a fact, with how late, and no word of blame. */
function factOf({ doneOn, waits, who, kind }: AppealDay, on: CalendarDate | null, today: CalendarDate): string | null {
  if (doneOn !== null) {
    const late = on === null || kind === 'decision' ? 0 : daysBetween(on, doneOn);
    const after = late > 0 ? `, ${late === 1 ? 'one day' : `${late} days`} after the day it was due` : '';
    return `${kind === 'hearing' ? 'It took place' : 'Done'} on ${inWords(doneOn)}${after}`;
  }
  if (!waits || who === 'tribunal' || on === null || on >= today) return null;
  return 'This day has passed, and nothing is written down';
}
