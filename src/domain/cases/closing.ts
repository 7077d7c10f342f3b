import { addMonths, isCalendarDate, type CalendarDate } from '#domain/calendar/date.ts';
import { appealBy } from '#domain/calendar/tribunal-days.ts';
import { inWords } from '#domain/calendar/words.ts';

interface Reason {
  /** As an officer chooses it. */
  label: string;
  hint: string;
  /** A no the family may appeal against: the case is closed once that time is over. */
  no?: true;
}

/** CLO1: the ends the law itself gives a case, and two of a council's own making. */
export const closedBecause = {
  no_assess: {
    label: 'The council said no to an assessment',
    hint: 'Children and Families Act 2014, section 36. The time to appeal is over',
    no: true,
  },
  no_issue: {
    label: 'The council said no to a plan',
    hint: 'Children and Families Act 2014, section 37. The time to appeal is over',
    no: true,
  },
  ceased: {
    label: 'The plan ended',
    hint: 'Children and Families Act 2014, section 45. The time to appeal is over, or an appeal was lost',
    no: true,
  },
  moved: {
    label: 'Another council has the case now',
    hint: 'SEND Regulations 2014, regulation 15. The plan or the papers went over',
  },
  left_england: { label: 'They live outside England now', hint: 'The law’s duties are for children of this area' },
  turned_25: { label: 'The young person is 25', hint: 'Children and Families Act 2014, section 46' },
  taken_back: { label: 'Whoever asked took the request back', hint: 'In writing, or written down from a call' },
  died: {
    label: 'The child or young person has died',
    hint: 'Nobody is sent anything. Speak with the family first, and write below who did',
  },
  mistake: { label: 'It was opened by mistake', hint: 'Like a second case for the same child' },
} as const satisfies Record<string, Reason>;
export type ClosedBecause = keyof typeof closedBecause;
export const reasonsToClose = Object.keys(closedBecause) as ClosedBecause[];

/** Whether the case ended with a no of the council that the family could appeal against. */
export const endsWithNo = (because: ClosedBecause): boolean => 'no' in closedBecause[because];

/** What an officer says when they close a case. Empty where nothing was typed. */
export interface ClosingGiven {
  because: string;
  closedOn: string;
  /** The day the letter with the no was sent. */
  letterSentOn: string;
  words: string;
}

/** What of the case decides whether a reason can be true. */
export interface ClosingFacts {
  bornOn: CalendarDate;
  requestReceivedOn: CalendarDate;
  /** The latest mediation certificate: it may move the time to appeal on. */
  certificateOn: CalendarDate | null;
}

type Faults = Partial<Record<keyof ClosingGiven, string>>;
const WORDS_MOST = 1000;
const MONTHS_TO_25 = 25 * 12;

/** CLO2: one sentence for each field that cannot be so. Empty when the case may be closed for this reason. */
export function faultsInClosing(given: ClosingGiven, facts: ClosingFacts, today: CalendarDate): Faults {
  const wrong: Faults = {};
  const { because, closedOn, words } = given;
  if (!Object.hasOwn(closedBecause, because)) wrong.because = 'Choose why the case is closed';
  if (!isCalendarDate(closedOn)) wrong.closedOn = 'Enter a real date, like 27 3 2026';
  else if (closedOn > today) wrong.closedOn = 'The day must be today or earlier';
  else if (closedOn < facts.requestReceivedOn)
    wrong.closedOn = `The day must not be before ${inWords(facts.requestReceivedOn)}, when the council got the request`;
  else if (because === 'turned_25' && closedOn < addMonths(facts.bornOn, MONTHS_TO_25))
    wrong.because = `They are 25 on ${inWords(addMonths(facts.bornOn, MONTHS_TO_25))}, and not before`;
  else if (Object.hasOwn(closedBecause, because) && endsWithNo(because as ClosedBecause)) {
    const fault = faultInLetter(given.letterSentOn, closedOn, facts.certificateOn);
    if (fault) wrong.letterSentOn = fault;
  }
  if (words === '') wrong.words = 'Write a sentence or two to the family';
  else if (words.length > WORDS_MOST) wrong.words = `Use ${WORDS_MOST} characters or fewer`;
  return wrong;
}

/** CLO3: a no ends a case only when the time to appeal against it is over, by the tribunal's own calendar. */
function faultInLetter(sentOn: string, closedOn: CalendarDate, certificateOn: CalendarDate | null): string | null {
  if (!isCalendarDate(sentOn)) return 'Enter the day the letter with the decision was sent';
  const by = appealBy(sentOn, certificateOn);
  if (!('on' in by))
    return `We do not know the bank holidays of ${by.unknownYear}, so nobody can say when the time ends`;
  return by.on < closedOn ? null : `The family can appeal until ${inWords(by.on)}. Close the case after that day`;
}
