import { addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import type { OrderKind, OrderOf } from './order-kinds.ts';

/**
 * One period of regulation 44 or 45. A change in the law is a new row and a `to` on the old one, never an edit.
 */
export interface OrderPeriod {
  readonly for: OrderKind;
  /** Regulation 45 counts from the council's notice to the tribunal, regulation 44 from the order. */
  readonly after: 'order' | 'notice';
  /** Counts from 1: some things are done in two or three steps. */
  readonly step: number;
  /** Calendar weeks, August and Christmas too; 0 is at once; null where the period is not known here. */
  readonly weeks: number | null;
  readonly what: string;
  /** Only one of such steps comes to be done: the other is then written down as not needed. */
  readonly onlyIf: boolean;
  /** First and last day an order or notice may have for this row; `to` is null while it is still the law. */
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
}

type Step = readonly [weeks: number | null, what: string, onlyIf?: 'only_if'];
const steps: Readonly<Record<OrderKind, readonly Step[]>> = {
  assess: [
    [2, 'Tell the family that we have begun to assess'],
    [10, 'If there will be no plan: tell the family so, with reasons', 'only_if'],
    [14, 'If there will be a plan: send the final plan', 'only_if'],
  ],
  make_plan: [
    [5, 'Send the draft plan'],
    [11, 'Send the final plan'],
  ],
  amend: [[5, 'Send the changed plan']],
  amend_school: [[2, 'Send the plan with the school or college changed']],
  keep: [[0, 'Keep the plan']],
  keep_and_amend: [
    [0, 'Keep the plan'],
    [5, 'Send the changed plan'],
  ],
  cease: [[0, 'The plan may end now. Tell the family the day, if it does']],
  reconsider: [[null, 'Think about it again, as the tribunal ordered']],
};

const regulations = 'SEND Regulations 2014 (SI 2014/1530)';
// The letters (d), (g) and (h) are as guidance gives them: the text of regulation 44 itself was not to hand.
const paragraphs: Readonly<Record<OrderKind, string>> = {
  ...{ assess: '(2)(b)', make_plan: '(2)(c)', amend: '(2)(e)', amend_school: '(2)(f)' },
  ...{ keep: '(2)(g)', keep_and_amend: '(2)(h)', cease: '', reconsider: '(2)(d)' },
};

/** What may be conceded: nobody concedes an end of the plan, or a second thought, by not opposing. */
export const conceded: readonly OrderKind[] = [
  'assess',
  'make_plan',
  'amend',
  'amend_school',
  'keep',
  'keep_and_amend',
];

const periodsOf = (kind: OrderKind, after: OrderPeriod['after']): OrderPeriod[] =>
  steps[kind].map(([weeks, what, onlyIf], at) => ({
    ...{ for: kind, after, step: at + 1, weeks, what, onlyIf: onlyIf !== undefined },
    ...{ from: '2014-09-01', to: null },
    source: `${regulations}, regulation ${after === 'order' ? `44${paragraphs[kind]}` : '45'}`,
  }));

export const orderPeriods: readonly OrderPeriod[] = [
  ...(Object.keys(steps) as OrderKind[]).flatMap((kind) => periodsOf(kind, 'order')),
  ...conceded.flatMap((kind) => periodsOf(kind, 'notice')),
];

/** One thing the council must do, with the reason for its day. */
export interface Duty {
  kind: OrderKind;
  step: number;
  what: string;
  /** Null where no period is known: `source` says so, and no day is guessed. */
  dueOn: CalendarDate | null;
  /** The order itself gives the day (regulation 44(1)). */
  ordered: boolean;
  onlyIf: boolean;
  /** "Why this date?", in a sentence or two. */
  source: string;
}

/** The order's own days, by kind and step: "make_plan 2". */
export type OrderedDays = Readonly<Partial<Record<`${OrderKind} ${number}`, CalendarDate>>>;

/**
 * END3: what must be done because of an order, or of a notice that an appeal is unopposed, and by when. `on` is the day of
 * the order or of the notice. A day the order gives beats the weeks of the regulations.
 */
export function dutiesOf(
  { of, on }: { of: OrderOf; on: CalendarDate },
  kinds: readonly OrderKind[],
  ordered: OrderedDays = {},
): Duty[] {
  const after = of === 'unopposed' ? 'notice' : 'order';
  const standing = orderPeriods.filter((row) => row.after === after && row.from <= on && (!row.to || on <= row.to));
  return kinds.flatMap((kind) =>
    standing.filter((row) => row.for === kind).map((row) => dutyOf(row, on, ordered[`${kind} ${row.step}`])),
  );
}

function dutyOf(row: OrderPeriod, on: CalendarDate, ordered: CalendarDate | undefined): Duty {
  const { for: kind, step, what, onlyIf, weeks } = row;
  const shared = { kind, step, what, onlyIf };
  if (ordered)
    return {
      ...shared,
      dueOn: ordered,
      ordered: true,
      source: `The order gives this day itself (${regulations}, regulation 44(1)).`,
    };
  const dueOn = weeks === null ? null : addWeeks(on, weeks);
  return { ...shared, dueOn, ordered: false, source: `${countedIn(row, on)} ${row.source}.` };
}

function countedIn({ weeks, after }: OrderPeriod, on: CalendarDate): string {
  const from = after === 'order' ? 'the order' : 'our notice to the tribunal';
  if (weeks === null) return 'We do not know how long the law gives for this. Read the order and take advice.';
  if (weeks === 0) return `At once: from ${from} of ${inWords(on)}.`;
  return `${weeks} calendar weeks from ${from} of ${inWords(on)}. August and Christmas count.`;
}
