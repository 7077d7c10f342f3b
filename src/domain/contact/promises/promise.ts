import { addDays, daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inWords } from '#domain/calendar/words.ts';
import { addCouncilWorkingDays } from '#domain/calendar/working-days.ts';
import type { PromiseKind } from './promise-kinds.ts';

/** What a side may answer when asked whether it was done. */
export const reportsInWords = { done: 'Yes, it was done', partly: 'Some of it', not_done: 'No, not yet' } as const;
export type Report = keyof typeof reportsInWords;

/** The owner is reminded so many days the council works before it is due (PRO6). */
const REMIND_WORKING_DAYS = 2;
const SOON_DAYS = 7;

/** How a promise stands. `late` and `lateBy` are calendar days after its date; what is done on the day itself is in time. */
export type PromiseState =
  | { is: 'open' | 'due_soon'; inDays: string }
  | { is: 'late'; days: number }
  | { is: 'kept'; on: CalendarDate; lateBy: number }
  | { is: 'replaced' | 'no_date' };

export interface Dated {
  dueOn: CalendarDate | null;
  keptOn: CalendarDate | null;
  replaced: boolean;
}

/** PRO2. What was kept stays kept, also when a later agreement took its place. */
export function stateOf({ dueOn, keptOn, replaced }: Dated, today: CalendarDate): PromiseState {
  if (keptOn) return { is: 'kept', on: keptOn, lateBy: dueOn ? Math.max(0, daysBetween(dueOn, keptOn)) : 0 };
  if (replaced) return { is: 'replaced' };
  if (!dueOn) return { is: 'no_date' };
  const left = daysBetween(today, dueOn);
  if (left < 0) return { is: 'late', days: -left };
  return { is: left <= SOON_DAYS ? 'due_soon' : 'open', inDays: inDays(dueOn, today) };
}

/** "3 days late". */
export const daysLate = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'} late`;

/** How it stands, in the words of "Kept?". A number of days, and never a colour. */
export function stateInWords(state: PromiseState): string {
  switch (state.is) {
    case 'open':
    case 'due_soon':
      return `Not yet. It is due ${state.inDays}`;
    case 'late':
      return daysLate(state.days);
    case 'kept':
      return `Done on ${inWords(state.on)}${state.lateBy > 0 ? `, ${daysLate(state.lateBy)}` : ''}`;
    case 'replaced':
      return 'A later agreement took its place';
    case 'no_date':
      return 'Not yet. There is no date for it';
  }
}

/** Owners of what is due up to this day are reminded today. Where bank holidays are not known, a little earlier does no harm. */
export function remindUpTo(today: CalendarDate): CalendarDate {
  const reckoned = addCouncilWorkingDays(today, REMIND_WORKING_DAYS);
  return 'on' in reckoned ? reckoned.on : addDays(today, 2 * REMIND_WORKING_DAYS);
}

const saidInThread: Record<Exclude<PromiseKind, 'clause' | 'order'>, string> = {
  acknowledge: 'Say that we have the message',
  reply: 'Answer the message',
  call_back: 'Ring back',
  update: 'Write again, even if nothing has changed',
  said: 'Promised in the thread',
};

/** What a promise is called where several stand below each other. */
export function promiseTitle({ kind, clauseNumber, step }: Pick<PromiseRow, 'kind' | 'clauseNumber' | 'step'>): string {
  if (kind !== 'clause' && kind !== 'order') return saidInThread[kind];
  const from = kind === 'clause' ? 'Clause' : 'After the appeal,';
  return `${from} ${clauseNumber}${step > 1 ? `, step ${step}` : ''}`;
}

interface PromiseRow {
  kind: PromiseKind;
  clauseNumber: number;
  step: number;
}
