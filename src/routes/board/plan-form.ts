import * as v from 'valibot';

const line = v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(300, 'Use 300 characters or fewer'));
const number = v.optional(v.pipe(v.string(), v.trim()), '');

/** What the form of a meeting sends, every part as it was typed: which of it may be is for the rules to say. */
export const planEntries = {
  meetsOn: line,
  startsAt: line,
  endsAt: line,
  place: line,
  cap: number,
  capReason: line,
  quorum: number,
};

/** An empty box is no number at all. */
export const wholeNumber = (typed: string): number => (/^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN);

export type PlanTyped = Record<keyof typeof planEntries, string>;

/** The parts of a plan that are numbers, as numbers. */
export const planFrom = ({ meetsOn, startsAt, endsAt, place, cap, capReason, quorum }: PlanTyped) => ({
  ...{ meetsOn, startsAt, endsAt, place, capReason },
  cap: wholeNumber(cap),
  quorum: wholeNumber(quorum),
});
