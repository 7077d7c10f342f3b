import type { CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { inWords } from '#domain/calendar/words.ts';

/**
 * TRD10: whether an appeal came in time, as a fact and never as a bar: the tribunal can take a late one. Null where the day
 * of the decision is not known. `sentOn`: the day of the appeal form, where somebody wrote it down.
 */
export function inTimeInWords(appeal: {
  decisionSentOn: CalendarDate | null;
  certificateOn: CalendarDate | null;
  sentOn: CalendarDate | null;
  registeredOn: CalendarDate | null;
}): string | null {
  const { decisionSentOn, certificateOn, sentOn, registeredOn } = appeal;
  if (decisionSentOn === null) return null;
  const by = appealBy(decisionSentOn, certificateOn);
  if (!('on' in by))
    return `We do not know the bank holidays of ${by.unknownYear} yet, so we do not say a last day to appeal.`;
  const last = `The last day to appeal was ${inWords(by.on)}: two months from the decision letter, or one month from the mediation certificate if that is later.`;
  const came = sentOn ?? registeredOn;
  if (came === null) return `${last} The day the appeal was sent is not written down.`;
  if (came <= by.on) return `${last} This appeal came in time.`;
  return sentOn === null
    ? `${last} It was registered after that day. When it was sent is not written down.`
    : `${last} It was sent on ${inWords(sentOn)}, after that day. The tribunal decides if it takes a late appeal.`;
}
