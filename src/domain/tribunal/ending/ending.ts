import { refuse, type Refused } from '#domain/access/refused.ts';
import { isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { isOutcome, type AppealOutcome, type AppealStage, type Ground } from '../appeal.ts';
import type { ReviewPath } from '../triage/review.ts';
import { orderKinds, type OrderKind, type OrderOf } from './order-kinds.ts';
import { conceded, type OrderedDays } from './order-periods.ts';
import { pathRefused, withdrawalWarning } from './paths.ts';

/** What is ordered or conceded, as a form gives it. */
export interface OrderGiven {
  kinds: OrderKind[];
  /** Days the order gives itself, by kind and step; unread. */
  ordered: OrderedDays;
  /** What the order is called, or says of itself. */
  words: string;
}

export interface EndGiven extends OrderGiven {
  outcome: string;
  endedOn: string;
  /** They have read what a withdrawal does without the agreed plan in hand. */
  warned: boolean;
}

/** What is known of the appeal that somebody wants to close. */
export interface EndFacts {
  stage: AppealStage;
  ground: Ground;
  registeredOn: CalendarDate | null;
  decisionSentOn: CalendarDate | null;
  responseDueOn: CalendarDate | null;
}

/** What sets the clock of what must be done; null where nothing does. */
export const orderOf: Readonly<Record<AppealOutcome, OrderOf | null>> = {
  ...{ pending: null, withdrawn_resolved: null, withdrawn_other: null, struck_out: null },
  ...{ unopposed: 'unopposed', consent_order: 'consent' },
  ...{ allowed: 'decision', allowed_in_part: 'decision', dismissed: 'decision', remitted: 'decision' },
};

const pathOf: Partial<Record<AppealOutcome, ReviewPath>> = {
  unopposed: 'unopposed',
  consent_order: 'consent',
  withdrawn_resolved: 'withdraw',
  withdrawn_other: 'withdraw',
};
/** Before the tribunal has registered an appeal there is nothing to decide, to concede or to agree in an order. */
const beforeRegistered: readonly AppealOutcome[] = ['withdrawn_resolved', 'withdrawn_other', 'struck_out'];
const ordersSomething: readonly AppealOutcome[] = [
  'unopposed',
  'consent_order',
  'allowed',
  'allowed_in_part',
  'remitted',
];

/** END6: what is wrong with an ending as it was written down; null when nothing is. Names the field. */
export function endRefused(facts: EndFacts, given: EndGiven, today: CalendarDate): Refused | null {
  const { outcome, endedOn } = given;
  if (!isOutcome(outcome) || outcome === 'pending') return refuse('outcome', 'Say how it ended');
  const wrongDay = dayRefused(facts, endedOn, today);
  if (wrongDay) return refuse('endedOn', wrongDay);
  if (facts.stage === 'received' && !beforeRegistered.includes(outcome))
    return refuse(
      'outcome',
      'The tribunal has not registered this appeal yet. Write the day it did under Dates first.',
    );
  const path = pathOf[outcome];
  const refused = path && pathRefused(path, { ...facts, on: endedOn });
  if (refused) return refuse('outcome', refused);
  if (path === 'withdraw' && !given.warned) return refuse('warned', withdrawalWarning);
  return orderRefused(outcome, facts.ground, given, endedOn);
}

/** Why a day cannot be that of an ending or an order, in a sentence; null when it can. */
export function dayRefused(
  facts: Pick<EndFacts, 'registeredOn' | 'decisionSentOn'>,
  on: string,
  today: CalendarDate,
): string | null {
  if (!isCalendarDate(on)) return 'Write the day, as day, month and year';
  if (on > today) return 'The day cannot be after today';
  if (facts.registeredOn && on < facts.registeredOn)
    return `The appeal was registered on ${inWords(facts.registeredOn)}. It cannot be before that.`;
  if (facts.decisionSentOn && on < facts.decisionSentOn)
    return `The decision it is about was sent on ${inWords(facts.decisionSentOn)}. It cannot be before that.`;
  return null;
}

/** END6: what is wrong with what is said to be ordered, or conceded, on a day. */
export function orderRefused(
  outcome: AppealOutcome,
  ground: Ground,
  { kinds, ordered }: OrderGiven,
  on: CalendarDate,
): Refused | null {
  if (kinds.length === 0)
    return ordersSomething.includes(outcome) ? refuse('kinds', 'Say what must be done because of it') : null;
  if (orderOf[outcome] === null)
    return refuse('kinds', 'Nothing is ordered when an appeal ends like this. Take the ticks out.');
  const wrong = kinds.find((kind) => !mayOrder(outcome, ground, kind));
  if (wrong) return refuse('kinds', `“${orderKinds[wrong]}” does not go with how it ended. Take that tick out.`);
  if (kinds.filter((kind) => kind === 'keep' || kind === 'keep_and_amend').length > 1)
    return refuse('kinds', 'Say either that the plan is kept, or that it is kept and changed');
  return daysRefused(ordered, on);
}

function mayOrder(outcome: AppealOutcome, ground: Ground, kind: OrderKind): boolean {
  if (outcome === 'unopposed') return conceded.includes(kind);
  if (outcome === 'dismissed') return kind === 'cease' && ground === 'cease';
  return kind !== 'cease' || ground === 'cease';
}

function daysRefused(ordered: OrderedDays, on: CalendarDate): Refused | null {
  for (const [step, day] of Object.entries(ordered) as [string, string][]) {
    const field = dayField(step);
    if (!isCalendarDate(day)) return refuse(field, 'Write the day the order gives, as day, month and year');
    if (day < on) return refuse(field, 'A day the order gives cannot be before the order');
  }
  return null;
}

/** The form's field for the order's own day of one step: "make_plan 2" is `day-make_plan-2`. */
export const dayField = (step: string): string => `day-${step.replace(' ', '-')}`;
