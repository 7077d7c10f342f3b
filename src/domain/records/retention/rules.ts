import type { CalendarDate } from '#domain/calendar/date.ts';

/** How a case is kept: by the longest of what is so of it. */
export const recordClasses = {
  case: 'Cases that did not lead to a plan',
  plan: 'Cases with an education, health and care plan',
  looked_after: 'Cases of children who were ever looked after by a council',
} as const;
export type RecordClass = keyof typeof recordClasses;
const classesKept = Object.keys(recordClasses) as RecordClass[];

export const countedFromInWords = { birth: 'the child’s birth', closed: 'the day the case was closed' } as const;
export type CountedFrom = keyof typeof countedFromInWords;

/** How long one class is kept, from what, and who says so. */
export interface RetentionRule {
  class: RecordClass;
  years: number;
  countedFrom: CountedFrom;
  source: string;
  /** When the council set it, and who; null for what is shipped and was not set by this council. */
  set: { at: Date; byName: string | null } | null;
}

const shipped = (of: RecordClass, years: number, source: string): RetentionRule => ({
  ...{ class: of, years, countedFrom: 'birth', source, set: null },
});

/**
 * RET1: what holds until a council says otherwise, as data with its sources. Councils differ: Lancashire keeps 45 years
 * from birth where there is a plan, schools’ norm is 31. The shorter is shipped: nothing is forgotten by itself either way.
 */
export const shippedRules: readonly RetentionRule[] = [
  shipped('case', 31, 'Schools’ norm for special needs files: birth + 25 + 6 years (IRMS toolkit)'),
  shipped('plan', 31, 'Schools’ norm for plans: birth + 25 + 6 years (IRMS toolkit). Lancashire keeps 45'),
  shipped('looked_after', 75, 'Children who were ever looked after: birth + 75 years (Lancashire’s schedule)'),
];

/** The rules in force: of each class the council's own latest, else the one that is shipped. `own` comes newest first. */
export const rulesInForce = (own: readonly RetentionRule[]): RetentionRule[] =>
  shippedRules.map((rule) => own.find((one) => one.class === rule.class) ?? rule);

/** Whether the time of a case has run out: the day itself is the first on which it has. Null: it is not counted yet. */
export const isDue = (dueOn: CalendarDate | null, today: CalendarDate): boolean => dueOn !== null && dueOn <= today;

export interface RuleGiven {
  class: string;
  years: string;
  countedFrom: string;
  source: string;
}

const YEARS_MOST = 120;

/** RET2: one sentence for each field that cannot be kept so. A rule without a source is nobody's rule. */
export function faultsInRule(given: RuleGiven): Partial<Record<keyof RuleGiven, string>> {
  const wrong: Partial<Record<keyof RuleGiven, string>> = {};
  if (!classesKept.includes(given.class as RecordClass)) wrong.class = 'Choose which cases it is about';
  const years = Number(given.years);
  if (!/^\d+$/.test(given.years) || years < 1 || years > YEARS_MOST)
    wrong.years = `Enter a number of years from 1 to ${YEARS_MOST}`;
  if (!Object.hasOwn(countedFromInWords, given.countedFrom))
    wrong.countedFrom = 'Choose what the years are counted from';
  if (given.source === '') wrong.source = 'Say where the rule stands, like the council’s schedule and its date';
  return wrong;
}
