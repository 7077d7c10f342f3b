import type { CalendarDate } from '#domain/calendar/date.ts';
import { addTribunalWorkingDays, directedDay } from '#domain/calendar/tribunal-days.ts';
import type { Reckoned } from '#domain/calendar/working-days.ts';
import { outcomes, type AppealOutcome, type AppealStage, type Ground } from '../appeal.ts';
import { periodFrom, type AppealPeriodFor } from './appeal-periods.ts';
import { dateKinds, type DateBasis, type DateKind } from './date-kinds.ts';
import { whyDirected, whyNone, whyPlaceholder, whyRegister } from './why.ts';

const REVIEW_AFTER_DAYS = 10;

/** What the dates of one appeal are reckoned from. A row of the register has all of it. */
export interface AppealFacts {
  ground: Ground;
  papersOn: CalendarDate | null;
  hearingOn: CalendarDate | null;
  stage: AppealStage;
  outcome: AppealOutcome;
  endedOn: CalendarDate | null;
}

/** A date written down, the standing one of its kind. */
export interface DirectedDate {
  kind: DateKind;
  on: CalendarDate;
  /** Minutes after midnight in England, where the tribunal gave a time. */
  atMinute: number | null;
  basis: DateBasis;
  source: string;
  doneOn: CalendarDate | null;
}

/** One day of an appeal: which, from where, why, who has to do it, and whether anybody still has to. */
export interface AppealDay {
  kind: DateKind;
  on: Reckoned;
  /** Null for five in the afternoon, which holds where the tribunal gave no time (CAL9). A hearing has a time only when given. */
  atMinute: number | null;
  basis: DateBasis;
  why: string;
  source: string;
  who: 'council' | 'both' | 'tribunal';
  doneOn: CalendarDate | null;
  /** False once it is done, or behind the stage the appeal has reached, or the appeal is over. */
  waits: boolean;
}

/** The stages in which what the rules say by themselves is still to be done. */
const waitsIn: Partial<Record<DateKind, readonly AppealStage[]>> = {
  response: ['received', 'registered'],
  working_document: ['received', 'registered', 'responded', 'evidence_closed'],
  bundle: ['received', 'registered', 'responded', 'evidence_closed'],
  hearing: ['received', 'registered', 'responded', 'evidence_closed', 'bundle_sent'],
  decision: ['heard'],
};

/**
 * Every day of one appeal, the earliest first and those nobody can reckon last. TRD1: what the tribunal gave is kept as
 * given; TRD2: what it has not given is what the rules say, and is marked so.
 */
export function datesOf(appeal: AppealFacts, directed: readonly DirectedDate[]): AppealDay[] {
  const kinds = Object.keys(dateKinds) as DateKind[];
  const days = kinds.map((kind) => dayOf(kind, appeal, directed)).filter((day) => day !== null);
  return days.sort((a, b) => sortable(a).localeCompare(sortable(b)));
}

const sortable = ({ on }: AppealDay): string => ('on' in on ? on.on : '9999');

function dayOf(kind: DateKind, appeal: AppealFacts, directed: readonly DirectedDate[]): AppealDay | null {
  const row = directed.find((each) => each.kind === kind);
  if (row && row.basis !== 'placeholder') return given(row, appeal);
  if (kind === 'hearing') return appeal.hearingOn === null ? null : hearingOfRegister(appeal.hearingOn, row, appeal);
  const from = countedFrom(kind, appeal, directed);
  const found = from && periodFrom(kind as AppealPeriodFor, from);
  if (!found) return row ? doneWithoutDate(row) : null;
  return {
    ...{ kind, on: found.ends, atMinute: null, basis: 'placeholder', who: dateKinds[kind].who },
    why: whyPlaceholder(found.row, from, found.ends),
    source: found.row.source,
    ...doneness(kind, row, appeal),
  };
}

/** What was done though nobody had given a date for it. */
const doneWithoutDate = ({ kind, doneOn, on, source }: DirectedDate): AppealDay => ({
  ...{ kind, on: { on: doneOn ?? on }, atMinute: null, basis: 'placeholder', why: whyNone, source },
  ...{ who: dateKinds[kind].who, doneOn, waits: false },
});

/** The day a usual period counts from, or null where there is none yet, or the appeal needs no such thing. */
function countedFrom(
  kind: DateKind,
  { ground, papersOn, hearingOn, outcome, endedOn }: AppealFacts,
  directed: readonly DirectedDate[],
): CalendarDate | null {
  const rowOf = (of: DateKind) => directed.find((each) => each.kind === of);
  switch (kind) {
    case 'response':
      return papersOn;
    case 'working_document':
      // Only what a plan says is worked on together.
      return ground === 'plan_contents' ? (rowOf('hearing')?.on ?? hearingOn) : null;
    case 'bundle':
    case 'decision':
      return rowOf('hearing')?.on ?? hearingOn;
    case 'permission_to_appeal':
      return rowOf('decision')?.doneOn ?? (outcomes[outcome].hearing ? endedOn : null);
    default:
      return null;
  }
}

/** TRD3: a date the tribunal fixed moves only off a day nobody works, in August as well; a hearing never moves. */
function given(row: DirectedDate, appeal: AppealFacts): AppealDay {
  const moved = directedDay(row.on);
  // In a year whose bank holidays nobody knows yet, the day as given is never too late.
  const on: Reckoned = row.kind === 'hearing' || !('on' in moved) ? { on: row.on } : moved;
  return {
    ...{ kind: row.kind, on, atMinute: row.atMinute, basis: row.basis, source: row.source },
    who: dateKinds[row.kind].who,
    why: whyDirected(row, moved),
    doneOn: row.doneOn,
    waits: row.doneOn === null && appeal.stage !== 'closed',
  };
}

const hearingOfRegister = (on: CalendarDate, row: DirectedDate | undefined, appeal: AppealFacts): AppealDay => ({
  ...{ kind: 'hearing', on: { on }, atMinute: null, basis: 'directed', who: 'both' },
  why: whyRegister,
  source: 'The register of appeals',
  ...doneness('hearing', row, appeal),
});

const doneness = (kind: DateKind, row: DirectedDate | undefined, { stage }: AppealFacts) => {
  const doneOn = row?.doneOn ?? null;
  return { doneOn, waits: doneOn === null && (waitsIn[kind]?.includes(stage) ?? false) };
};

/**
 * TRD4: what the council has to see to next: the earliest day that waits and is not the tribunal's own. Where only days of
 * a year nobody knows are left, the first of them, without a day.
 */
export function nextDueOf(days: readonly AppealDay[]): { nextDue: DateKind | null; nextDueOn: CalendarDate | null } {
  const [next] = days.filter(({ kind, who, waits }) => waits && who !== 'tribunal' && kind !== 'permission_to_appeal');
  if (!next) return { nextDue: null, nextDueOn: null };
  return { nextDue: next.kind, nextDueOn: 'on' in next.on ? next.on.on : null };
}

/** TRD5: by when the council means to have asked itself whether to contest: its own aim, in the tribunal's working days after the papers. */
export const reviewBy = (papersOn: CalendarDate): Reckoned => addTribunalWorkingDays(papersOn, REVIEW_AFTER_DAYS);
