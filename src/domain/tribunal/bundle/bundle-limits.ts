import type { CalendarDate } from '#domain/calendar/date.ts';
import type { AppealedSection, Ground } from '../appeal.ts';

/** How many pages of evidence each party may put in. Null: the sources we know name no figure for this ground. */
export type EvidenceLimits = Readonly<Record<Exclude<Ground, 'plan_contents'>, number | null>> & {
  /** An appeal about a plan: one figure where B or F is in it, another where it is about the school alone. */
  readonly planBorF: number;
  readonly planIAlone: number;
};

/** What a bundle for one hearing may be, as the tribunal directs it. `from` and `to` are days of the hearing. */
export interface BundleLimits {
  readonly from: CalendarDate;
  readonly to: CalendarDate | null;
  readonly source: string;
  readonly corePages: number;
  /** The plan together with the advice in its Section K. */
  readonly planPages: number;
  readonly workingDocumentPages: number;
  readonly evidencePages: EvidenceLimits;
  /** For each party again, where a recommendation about health or social care is asked for. */
  readonly recommendationPages: number;
  readonly expertReportPages: number;
  readonly expertSummaryPages: number;
  readonly expertReportYears: number;
  readonly witnessStatementPages: number;
  readonly typePoints: number;
}

/**
 * Every limit that was ever in force, the newest last (BUN1). A change is a new row and a `to` on the old one, never an edit.
 * The direction as published names no figure for a refusal to assess again or to change a plan after a review.
 */
export const bundleLimits: readonly BundleLimits[] = [
  {
    from: '2025-07-16',
    to: null,
    source:
      'Practice Direction 1 of 2025 of the First-tier Tribunal (Special Educational Needs and Disability), for hearings after 15 July 2025',
    corePages: 100,
    planPages: 150,
    workingDocumentPages: 25,
    evidencePages: {
      not_assess: 75,
      no_plan: 100,
      planBorF: 100,
      planIAlone: 75,
      not_reassess: null,
      not_amend: null,
      cease: 75,
    },
    recommendationPages: 75,
    expertReportPages: 15,
    expertSummaryPages: 2,
    expertReportYears: 3,
    witnessStatementPages: 10,
    typePoints: 12,
  },
];

/** The limits for a hearing on that day, or null when none were in force. A hearing without a day takes the newest. */
export const limitsOn = (
  hearingOn: CalendarDate | null,
  all: readonly BundleLimits[] = bundleLimits,
): BundleLimits | null =>
  (hearingOn === null
    ? all.at(-1)
    : all.find(({ from, to }) => from <= hearingOn && (to === null || hearingOn <= to))) ?? null;

/** How much evidence each party may put in, for the ground and the sections of one appeal. */
export function evidencePages(
  { evidencePages: each }: Pick<BundleLimits, 'evidencePages'>,
  ground: Ground,
  sections: readonly AppealedSection[],
): number | null {
  if (ground !== 'plan_contents') return each[ground];
  return sections.includes('B') || sections.includes('F') ? each.planBorF : each.planIAlone;
}
