import type { CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { inDays, inShort, inWords } from '#domain/calendar/words.ts';

/** What somebody still has to see to on a case. */
export type OpenThing =
  | 'promise'
  | 'appeal'
  | 'dispute'
  | 'mediation'
  | 'board'
  | 'board_day'
  | 'decision'
  | 'enquiry'
  | 'mail'
  | 'given'
  | 'report'
  | 'breach';
/** A letter that carries a right of appeal, and what may move the time on. */
type TimeRuns = 'letter' | 'plan_made' | 'certificate';

export interface Found {
  what: OpenThing | TimeRuns;
  which: string;
  /** The day it is due, meets, came or was sent; null where it has none. */
  on: CalendarDate | null;
  words: string;
}

/** One thing that keeps a case open, in a sentence, and the page on which it is seen to. */
export interface KeepsOpen {
  words: string;
  path: string;
}

const due = (on: CalendarDate | null): string => (on ? `, due ${inShort(on)}` : '');
const since = (on: CalendarDate | null): string => (on ? `, since ${inShort(on)}` : '');

const said: Record<OpenThing, (found: Found) => KeepsOpen> = {
  promise: ({ on, words }) => ({ words: `A promise is open: ${words}${due(on)}`, path: '/promises' }),
  appeal: ({ which, on }) => ({ words: `An appeal is open${due(on)}`, path: `/appeals/${which}` }),
  dispute: ({ which }) => ({ words: 'A disagreement is open', path: `/disputes/${which}` }),
  mediation: ({ which }) => ({ words: 'A mediation is open', path: `/disputes/${which}` }),
  board: ({ on }) => ({ words: `It is on the agenda of the Board of ${inShort(on!)}`, path: '/board' }),
  board_day: ({ on }) => ({ words: `The Board is set for ${inShort(on!)}`, path: '' }),
  decision: ({ on }) => ({
    words: `The Board decided on ${inShort(on!)}, and the family was not told yet`,
    path: '/decision/tell',
  }),
  enquiry: ({ on }) => ({ words: `Somebody who asked about the case has no answer${since(on)}`, path: '/enquiries' }),
  mail: ({ on }) => ({ words: `An e-mail waits to be sorted${since(on)}`, path: '/messages/held' }),
  given: ({ on }) => ({ words: `Somebody gave something through a link, unseen${since(on)}`, path: '/people' }),
  report: ({ on, words }) => ({ words: `A report is still asked for from ${words}${due(on)}`, path: '/papers' }),
  breach: ({ which, on }) => ({
    words: `It is not decided whether the regulator is told of a paper${due(on)}`,
    path: `/papers/${which}/wrong-child`,
  }),
};

/**
 * CLO4: everything that must not fall when the case is closed, each with the page where it is seen to; a time to appeal that
 * runs is one of them. A certificate moves that time on and never back, so the latest counts. Empty: nothing keeps it open.
 */
export function keepsOpen(found: readonly Found[], today: CalendarDate): KeepsOpen[] {
  const open = found.flatMap((one) => (Object.hasOwn(said, one.what) ? [said[one.what as OpenThing](one)] : []));
  return [...open, ...timesToAppeal(found, today)];
}

/** The latest mediation certificate of the case; null when none was issued. */
export const latestCertificate = (found: readonly Found[]): CalendarDate | null =>
  found
    .filter(({ what }) => what === 'certificate')
    .map(({ on }) => on!)
    .sort()
    .at(-1) ?? null;

/** The last letter’s time, moved on by the latest certificate, ends no earlier than any other’s. */
function timesToAppeal(found: readonly Found[], today: CalendarDate): KeepsOpen[] {
  const letters = found.filter(({ what }) => what === 'letter' || what === 'plan_made');
  const last = letters.toSorted((a, b) => a.on!.localeCompare(b.on!)).at(-1);
  if (!last) return [];
  const by = appealBy(last.on!, latestCertificate(found));
  const path = last.what === 'letter' ? '/disputes' : '/dates';
  const sent = `the letter of ${inShort(last.on!)}`;
  if (!('on' in by)) return [{ words: `Nobody can say when the time to appeal against ${sent} ends`, path }];
  if (by.on < today) return [];
  return [{ words: `The family can appeal against ${sent} until ${inWords(by.on)}, ${inDays(by.on, today)}`, path }];
}
