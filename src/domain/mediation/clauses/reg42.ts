import { addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';
import type { MediationKind } from '../mediation.ts';
import type { ClauseKind, LegalClass } from './clause.ts';
import { agreementPeriods, type AgreementPeriod } from './reg42-periods.ts';

/** What sets the dates of a clause. Null while nobody has said. */
export interface DatedClause {
  legalClass: LegalClass | null;
  kind: ClauseKind | null;
  agreedDate: CalendarDate | null;
}

/** One date of a clause. */
export interface ClauseDate {
  step: number;
  what: string;
  on: Reckoned;
  /** How it is counted: "5 weeks from the day everyone has signed". */
  counted: string;
  source: string;
}

const SIGNED = 'the day everyone has signed';
const agreedInWriting: Record<MediationKind, string> = {
  mediation: 'The date agreed in writing: SEND Regulations 2014 (SI 2014/1530), regulation 42(5)',
  early_resolution: 'The date agreed in writing',
};

const periodsFor = (what: AgreementPeriod['for'], t0: CalendarDate): readonly AgreementPeriod[] =>
  agreementPeriods.filter((row) => row.for === what && row.from <= t0 && (row.to === null || t0 <= row.to));

// Weeks are calendar weeks: August and Christmas count, and a last day may be one on which nobody works (CL4).
const dated = ({ step, what, weeks, source }: AgreementPeriod, t0: CalendarDate): ClauseDate => ({
  step,
  what,
  on: { on: addWeeks(t0, weeks) },
  counted: weeks === 0 ? `at once, on ${SIGNED}` : `${weeks} ${weeks === 1 ? 'week' : 'weeks'} from ${SIGNED}`,
  source,
});

/**
 * The dates of one clause when the written agreement is made on `t0` (CL1 to CL4). A date agreed in writing replaces
 * every other. Early resolution has no period of its own: no agreement under regulation 42 comes of it. Nothing while
 * the clause does not say enough.
 */
export function datesOf(clause: DatedClause, t0: CalendarDate, by: MediationKind = 'mediation'): ClauseDate[] {
  const { legalClass, kind, agreedDate } = clause;
  if (legalClass === 'other_date') {
    const agreed = { step: 1, what: 'Do what the clause says', counted: 'on the date both sides chose' };
    return agreedDate === null ? [] : [{ ...agreed, on: { on: agreedDate }, source: agreedInWriting[by] }];
  }
  if (by === 'early_resolution' || legalClass === null) return [];
  const what = legalClass === 'appealable' ? kind : legalClass;
  return what === null ? [] : periodsFor(what, t0).map((row) => dated(row, t0));
}

/** When mediation was about health alone, the health board tells the council what was agreed (CL5). Null under a law without that. */
export function healthBoardTells(t0: CalendarDate): ClauseDate | null {
  const [row] = periodsFor('health_only', t0);
  return row ? dated(row, t0) : null;
}
