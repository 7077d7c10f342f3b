import type { CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { outcomes, type AppealOutcome, type Favoured } from '#domain/tribunal/appeal.ts';
import type { AppealRow } from '#domain/tribunal/begin.server.ts';
import { dutyState, dutyStateInWords, mayBeNotNeeded } from '#domain/tribunal/ending/duties.ts';
import type { EndFacts } from '#domain/tribunal/ending/ending.ts';
import { dayField } from '#domain/tribunal/ending/ending.ts';
import { orderKinds, type OrderOf } from '#domain/tribunal/ending/order-kinds.ts';
import { orderPeriods } from '#domain/tribunal/ending/order-periods.ts';
import { pathRefused, pathWords, whatFalls } from '#domain/tribunal/ending/paths.ts';
import type { DutyRow, OrderRow } from '#domain/tribunal/ending/promise-duties.server.ts';
import type { ReviewPath } from '#domain/tribunal/triage/review.ts';
import { steps } from './forms.ts';

const favoured: Record<Favoured, string> = {
  family: 'The family got what it had asked for.',
  council: 'The council’s decision stands.',
  both: 'Each side got some of what it had asked for.',
  neither: 'Neither side got a decision on what it had asked for.',
};

/** How an appeal ended, in words; never "upheld". */
export const endedInWords = ({ outcome, favoured: whom, endedOn, daysBeforeHearing: days }: AppealRow) => ({
  how: outcomes[outcome].words,
  on: endedOn ? inWords(endedOn) : 'The day is not written down',
  favoured: whom ? favoured[whom] : null,
  before: days !== null && days > 0 ? `${days} ${days === 1 ? 'day' : 'days'} before the hearing` : null,
});

/** The paths of an open appeal with what they do, whether they can be taken today, and what would fall. */
export const pathsInWords = (row: AppealRow, facts: EndFacts, today: CalendarDate) =>
  (Object.keys(pathWords) as ReviewPath[]).map((path) => ({
    path,
    ...pathWords[path],
    notNow: pathRefused(path, { ...facts, on: today }),
    falls: whatFalls(path, row),
  }));

const setsTheClock: Record<OrderOf, string> = {
  decision: 'The tribunal’s order',
  consent: 'The order by consent',
  unopposed: 'Our notice to the tribunal that we do not oppose it',
};

export const orderInWords = ({ order, duties }: { order: OrderRow; duties: DutyRow[] }, today: CalendarDate) => ({
  orderId: order.appealOrderId,
  title: `${setsTheClock[order.of]}, ${inWords(order.on)}`,
  words: order.words,
  duties: duties.map((duty) => {
    const state = dutyState(duty, today);
    return {
      dutyId: duty.appealDutyId,
      what: duty.what,
      by: duty.dueOn ? inWords(duty.dueOn) : 'No day is known',
      why: duty.source,
      state: dutyStateInWords(state),
      late: state.is === 'late',
      open: duty.doneOn === null,
      mayBeNotNeeded: mayBeNotNeeded(duty),
      raised: duty.raisedAt !== null,
      promised: duty.promiseId !== null,
    };
  }),
});

/** What the forms offer: how it can have ended, and what can be ordered with the steps a day can be given for. */
export const offers = {
  outcomes: (Object.keys(outcomes) as AppealOutcome[])
    .filter((outcome) => outcome !== 'pending')
    .map((value) => ({ value, label: outcomes[value].words })),
  kinds: Object.entries(orderKinds).map(([value, label]) => ({ value, label })),
  days: steps.map((step) => {
    const row = orderPeriods.find((one) => `${one.for} ${one.step}` === step)!;
    return { field: dayField(step), label: `${orderKinds[row.for]}: ${row.what}` };
  }),
};
