import type { CalendarDate } from '#domain/calendar/date.ts';
import type { AgreedClause, AgreementText } from '../agreement/agreement.ts';
import { datesOf } from '../clauses/reg42.ts';

/** One step of one clause, as it is promised. */
export interface ClauseStep {
  clauseNumber: number;
  step: number;
  words: string;
  ownerBody: string;
  ownerName: string;
  ownerId: string | null;
  /** Null when no date was agreed, or when it cannot be reckoned. */
  dueOn: CalendarDate | null;
  dueSource: string;
  howKnown: string;
}

/** Every step of an agreement signed on `t0`, clause by clause. One without any date is still promised: nothing is lost for want of a day. */
export const stepsOf = (text: AgreementText, t0: CalendarDate): ClauseStep[] =>
  text.clauses.flatMap((clause) => stepsOfClause(clause, text.kind, t0));

function stepsOfClause(clause: AgreedClause, kind: AgreementText['kind'], t0: CalendarDate): ClauseStep[] {
  const { number: clauseNumber, body: ownerBody, officer: ownerName, officerId: ownerId, howKnown } = clause;
  const shared = { clauseNumber, ownerBody, ownerName, ownerId, howKnown };
  const dates = datesOf(clause, t0, kind);
  if (dates.length === 0) return [{ ...shared, step: 1, words: clause.words, dueOn: null, dueSource: NO_DATE }];
  return dates.map(({ step, what, on, counted, source }) => ({
    ...shared,
    step,
    // Several steps of one clause need to be told apart; one alone says what the clause says.
    words: dates.length > 1 ? `${what}.\n${clause.words}` : clause.words,
    ...('on' in on
      ? { dueOn: on.on, dueSource: `${counted}. ${source}` }
      : { dueOn: null, dueSource: `No date: the holidays of ${on.unknownYear} are not known. ${source}` }),
  }));
}

const NO_DATE = 'No date was agreed in writing.';
