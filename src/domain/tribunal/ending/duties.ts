import { daysBetween, type CalendarDate } from '#domain/calendar/date.ts';
import { inDays, inShort } from '#domain/calendar/words.ts';
import type { OrderKind } from './order-kinds.ts';
import { orderPeriods } from './order-periods.ts';

interface Standing {
  kind: OrderKind;
  step: number;
  dueOn: CalendarDate | null;
  doneOn: CalendarDate | null;
  doneAs: 'done' | 'not_needed';
}

/** How one duty stands on a day. Late counts calendar days after its own; what is done on the day itself is in time. */
export type DutyState =
  | { is: 'done'; on: CalendarDate; lateBy: number }
  | { is: 'not_needed'; on: CalendarDate }
  | { is: 'late'; days: number }
  | { is: 'open'; inDays: string }
  | { is: 'no_date' };

/** END9. */
export function dutyState({ dueOn, doneOn, doneAs }: Standing, today: CalendarDate): DutyState {
  if (doneOn && doneAs === 'not_needed') return { is: 'not_needed', on: doneOn };
  if (doneOn) return { is: 'done', on: doneOn, lateBy: dueOn ? Math.max(0, daysBetween(dueOn, doneOn)) : 0 };
  if (!dueOn) return { is: 'no_date' };
  const left = daysBetween(today, dueOn);
  return left < 0 ? { is: 'late', days: -left } : { is: 'open', inDays: inDays(dueOn, today) };
}

const days = (count: number) => `${count} ${count === 1 ? 'day' : 'days'}`;

export function dutyStateInWords(state: DutyState): string {
  switch (state.is) {
    case 'done':
      return `Done on ${inShort(state.on)}${state.lateBy > 0 ? `, ${days(state.lateBy)} late` : ''}`;
    case 'not_needed':
      return `Not needed, settled on ${inShort(state.on)}`;
    case 'late':
      return `${days(state.days)} late`;
    case 'open':
      return `Not yet. It is due ${state.inDays}`;
    case 'no_date':
      return 'Not yet. No day is known for it';
  }
}

/** Whether only one of several steps comes to be done, so that this one may turn out not to be needed. */
export const mayBeNotNeeded = ({ kind, step }: Pick<Standing, 'kind' | 'step'>): boolean =>
  orderPeriods.some((row) => row.for === kind && row.step === step && row.onlyIf);
