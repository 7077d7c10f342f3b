import { refuse, type Refused } from '#domain/access/refused.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inWords } from '#domain/calendar/words.ts';
import { addTribunalWorkingDays } from '#domain/calendar/tribunal-days.ts';
import { faultInDay, type After } from '#domain/mediation/dispute/days.ts';
import { forms, type FormNumber } from '../appeal.ts';
import { sentFirst } from './direction.ts';

/** Who a form came from. */
export const senders = { family: 'The family', council: 'The council', both: 'Both together' } as const;
export type Sender = keyof typeof senders;

/** A form of the tribunal's as somebody wrote it down. */
export interface TypedForm {
  formNumber: string;
  from: string;
  formOn: string;
  asks: string;
  copiedOn: string;
}
export interface ReadAppealForm {
  form: FormNumber;
  from: Sender;
  on: CalendarDate;
  asks: string;
  copiedOn: CalendarDate | null;
}

/** How long the other side has to say what it thinks of a request, before it goes to the tribunal. */
const DAYS_FOR_VIEWS = 5;

/** TRD9: a request for changes says what it asks for, and when the other side had a copy, which is not after it was sent. */
export function readAppealForm(
  { formNumber: form, from, formOn, asks, copiedOn }: TypedForm,
  decisionSentOn: CalendarDate | null,
  today: CalendarDate,
): ReadAppealForm | Refused {
  if (!Object.hasOwn(forms, form)) return refuse('formNumber', 'Choose which form it is');
  if (!Object.hasOwn(senders, from)) return refuse('from', 'Choose who sent it');
  const sent = faultInDay('formOn', 'The day it was sent', formOn, today, sentFirst(decisionSentOn));
  if (sent) return sent;
  if (form === 'SEND7' && asks === '') return refuse('asks', 'Say in a sentence what it asks for');
  const copied = form === 'SEND7' ? faultInCopied(copiedOn, formOn, today, sentFirst(decisionSentOn)) : null;
  if (copied) return copied;
  const read = { form: form as FormNumber, from: from as Sender, on: formOn, asks };
  return { ...read, copiedOn: form === 'SEND7' ? copiedOn : null };
}

function faultInCopied(copiedOn: string, sentOn: CalendarDate, today: CalendarDate, after: After[]): Refused | null {
  if (copiedOn === '')
    return refuse('copiedOn', 'Enter the day the other side got a copy. A request for changes goes to them first.');
  const fault = faultInDay('copiedOn', 'The day the other side got a copy', copiedOn, today, after);
  if (fault) return fault;
  return copiedOn > sentOn
    ? refuse('copiedOn', `The other side gets a copy first: not after ${inWords(sentOn)}, when it was sent.`)
    : null;
}

/** TRD9: the five days the other side has, both ways they may be counted, and whether the request waited for them. */
export function viewsInWords({ on, copiedOn }: Pick<ReadAppealForm, 'on' | 'copiedOn'>): string | null {
  if (copiedOn === null) return null;
  const everyDay = addDays(copiedOn, DAYS_FOR_VIEWS);
  const working = addTribunalWorkingDays(copiedOn, DAYS_FOR_VIEWS);
  const until =
    'on' in working
      ? `That is ${inWords(everyDay)} if every day counts, and ${inWords(working.on)} if only working days do.`
      : `That is ${inWords(everyDay)} if every day counts. We do not know the bank holidays of ${working.unknownYear} yet.`;
  const waited = on < everyDay ? ' It was sent before either day.' : '';
  return `The other side got a copy on ${inWords(copiedOn)} and has five days to say what it thinks. The form does not say which days count. ${until}${waited}`;
}
