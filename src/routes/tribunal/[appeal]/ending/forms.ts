import * as v from 'valibot';
import { orderKinds, type OrderKind } from '#domain/tribunal/ending/order-kinds.ts';
import { dayField, type OrderGiven } from '#domain/tribunal/ending/ending.ts';
import { orderPeriods, type OrderedDays } from '#domain/tribunal/ending/order-periods.ts';

const words = (most: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.maxLength(most, `Use ${most.toLocaleString('en-GB')} characters or fewer`),
  );
const short = words(100);
/** Which edition of the appeal the form was shown. */
const version = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Load the page again.'), v.transform(Number));

const kinds = Object.keys(orderKinds) as OrderKind[];
/** Every step there is, once: "make_plan 2". */
export const steps = [
  ...new Set(orderPeriods.map(({ for: kind, step }): `${OrderKind} ${number}` => `${kind} ${step}`)),
];
const ordered = Object.fromEntries([
  ...kinds.map((kind) => [`kind-${kind}`, short]),
  ...steps.map((step) => [dayField(step), short]),
]) as Record<string, typeof short>;
const order = { version, words: words(300), ...ordered };

export const endForm = v.object({ ...order, outcome: short, endedOn: short, warned: short });
export const orderForm = v.object({ ...order, on: short });
export const settleForm = v.object({ dutyId: short, doneOn: short, as: words(20) });

/** What is ordered, as the form has it: one box to tick for each kind, one day for each step. */
export function orderGiven(form: Record<string, unknown>): OrderGiven {
  const text = (name: string) => String(form[name] ?? '');
  const ticked = kinds.filter((kind) => text(`kind-${kind}`) === 'yes');
  const days = steps
    .filter((step) => ticked.includes(step.split(' ')[0] as OrderKind))
    .flatMap((step) => (text(dayField(step)) ? [[step, text(dayField(step))]] : []));
  return { kinds: ticked, ordered: Object.fromEntries(days) as OrderedDays, words: text('words') };
}

/** The form that says what an appeal came from: a box and a note for each cause of the council's list. */
export const causesForm = (causes: readonly string[]) =>
  v.object(
    Object.fromEntries([
      ...causes.map((cause) => [`cause-${cause}`, short]),
      ...causes.map((cause) => [`note-${cause}`, words(500)]),
    ]) as Record<string, typeof short>,
  );

export const causesSaid = (form: Record<string, string>, causes: readonly string[]) =>
  causes
    .filter((cause) => form[`cause-${cause}`] === 'yes')
    .map((cause) => ({ cause, note: form[`note-${cause}`] ?? '' }));
