import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { dateOf, minuteOfDay } from '#domain/calendar/today.ts';
import { addCouncilWorkingDays, isWorkingDay, knowsYear } from '#domain/calendar/working-days.ts';
import type { EntryKind, Outcome } from './entry.ts';
import type { Channel, ContactSetting } from './setting.ts';

export type ClockKind = 'acknowledge' | 'reply' | 'call_back';

/** Which step of its entry a promise is, so that none is made twice. The last two are made by a person, in words of their own. */
export const stepOf = { acknowledge: 1, reply: 2, call_back: 3, said: 4, update: 5 } as const;

export interface Clock {
  kind: ClockKind;
  /** Null when the bank holidays of its year are not known: nobody guesses. */
  dueOn: CalendarDate | null;
}

/** What of an entry its clocks come from. */
export interface Came {
  kind: EntryKind;
  direction: 'in' | 'out';
  automatic?: boolean;
  came?: Outcome | null;
  /** When it came in, or when somebody rang. */
  at: Date;
}

const minuteAt = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/**
 * The day something counts as come in (THR2): its own day in England, up to closing time and with it; else the next day
 * on which the council works. Null when the bank holidays of that year are not known.
 */
export function countsFrom({ closesAt }: Pick<ContactSetting, 'closesAt'>, at: Date): CalendarDate | null {
  let day = dateOf(at);
  if (minuteOfDay(at) > minuteAt(closesAt)) day = addDays(day, 1);
  while (knowsYear(day) && !isWorkingDay(day)) day = addDays(day, 1);
  return knowsYear(day) ? day : null;
}

/** Which promises an entry starts, and by when each is due (THR1). What came from a machine starts none. */
export function clocksFor(setting: ContactSetting, came: Came): Clock[] {
  if (came.automatic) return [];
  const from = countsFrom(setting, came.at);
  const after = (days: number): CalendarDate | null => {
    const reckoned = from === null ? null : addCouncilWorkingDays(from, days);
    return reckoned && 'on' in reckoned ? reckoned.on : null;
  };
  if (came.kind === 'call') return wantsCall(came) ? [{ kind: 'call_back', dueOn: after(setting.callBackDays) }] : [];
  if (came.direction === 'out' || !setting.channels.includes(came.kind as Channel)) return [];
  return [
    { kind: 'acknowledge', dueOn: after(setting.acknowledgeDays) },
    { kind: 'reply', dueOn: after(setting.replyDays) },
  ];
}

/** A family that rang and reached nobody waits to be rung; so does one that we reached at a bad time. */
const wantsCall = ({ direction, came }: Came): boolean =>
  came === 'asked_to_call_back' || (direction === 'in' && came !== 'spoke');

/** Which open promises to the same person an entry keeps (THR5). Nothing that a machine sent answers anybody. */
export function keeps({ kind, direction, automatic, came }: Came): (ClockKind | 'update')[] {
  if (direction === 'in') return kind === 'call' && came === 'spoke' ? ['acknowledge', 'reply', 'call_back'] : [];
  if (kind === 'holding') return ['acknowledge'];
  if (automatic) return [];
  if (kind === 'update') return ['update'];
  if (kind === 'call') return came === 'spoke' ? ['acknowledge', 'reply', 'call_back'] : [];
  if (kind === 'meeting') return ['acknowledge', 'reply', 'call_back'];
  return kind === 'handover' ? [] : ['acknowledge', 'reply'];
}
