import type { PeriodFor } from './legal-periods.ts';
import type { Milestone } from './milestones.ts';
import type { Stage } from './stage.ts';

export type DoneBy = 'The council' | 'The family' | 'Whoever was asked' | 'The school or college';

/** One date the law sets on a case: from what it counts, how it is said, and what shows that it is done. */
export interface Limit {
  begins: 'request' | Milestone;
  title: string;
  who: DoneBy;
  /** Why there is such a date, in a sentence a family can use. */
  because: string;
  /** A later day written down, or a step the case has come to, that settles it. */
  doneBy?: readonly Milestone[];
  doneFrom?: Stage;
  /** It is a date of this case only once this has happened since. */
  onlyAfter?: Milestone;
}

/** Every limit the rules below reckon by themselves; the review of a plan has rules of its own (dates.ts). */
export const limits: Record<Exclude<PeriodFor, 'review' | 'transfer_review'>, Limit> = {
  decide_to_assess: {
    begins: 'request',
    title: 'The council says whether it will find out more about what help is needed',
    who: 'The council',
    because: 'The answer, yes or no, must be in writing by then.',
    doneFrom: 'collect_advice',
  },
  give_advice: {
    begins: 'advice_asked',
    title: 'Everybody who was asked for a report has sent it',
    who: 'Whoever was asked',
    because: 'A report that is late is a fact to be chased. It does not move the other dates.',
    doneFrom: 'board',
  },
  decide_no_plan: {
    begins: 'request',
    title: 'If there will be no plan, the council says so',
    who: 'The council',
    because: 'This date is for a no. The law has no letter at this point for a yes.',
    doneFrom: 'draft_plan',
  },
  family_comments: {
    begins: 'draft_served',
    title: 'The family says what it thinks of the draft plan, and which school or college it wants',
    who: 'The family',
    because: 'The council must give at least this long, and may give more.',
    doneBy: ['plan_made'],
  },
  school_reply: {
    begins: 'school_asked',
    title: 'The school or college answers',
    who: 'The school or college',
    because: 'A slow answer does not move the date of the final plan.',
    doneBy: ['plan_made'],
  },
  final_plan: {
    begins: 'request',
    title: 'The final plan is sent',
    who: 'The council',
    because: 'If there is to be a plan, the family and the school or college have it by then.',
    doneBy: ['plan_made'],
  },
  review_notice: {
    begins: 'review_meeting',
    title: 'Everybody is invited to the review meeting',
    who: 'The council',
    because: 'So that everybody can come.',
    doneBy: ['review_decided', 'amend_notice'],
  },
  review_papers: {
    begins: 'review_meeting',
    title: 'Everybody who is invited has the reports for the review meeting',
    who: 'The council',
    because: 'So that everybody can read them before they meet.',
    doneBy: ['review_decided', 'amend_notice'],
  },
  review_report: {
    begins: 'review_meeting',
    title: 'The report of the review meeting goes to everybody who was invited',
    who: 'The school or college',
    because: 'The council decides from this report.',
    doneBy: ['review_decided', 'amend_notice'],
  },
  review_decision: {
    begins: 'review_meeting',
    title: 'The council says whether the plan stays, changes or ends, and sends any changes it proposes',
    who: 'The council',
    because: 'If the plan will change, the changes and the reasons go out together, by this same day.',
    doneBy: ['review_decided', 'amend_notice'],
  },
  amend_comments: {
    begins: 'amend_notice',
    title: 'The family says what it thinks of the changes',
    who: 'The family',
    because: 'The council must give at least this long, and may give more.',
    doneBy: ['plan_made'],
  },
  final_amended: {
    begins: 'amend_notice',
    title: 'The changed plan is sent, or the council says that it will not change after all',
    who: 'The council',
    because: 'It counts from the day the changes were sent.',
    doneBy: ['plan_made'],
  },
  final_after_review: {
    begins: 'review_meeting',
    title: 'After a review, the changed plan is sent at the very latest',
    who: 'The council',
    because: 'Four weeks to decide and eight to finish: twelve weeks from the meeting at most.',
    onlyAfter: 'amend_notice',
    doneBy: ['plan_made'],
  },
  reassess_answer: {
    begins: 'reassessment_asked',
    title: 'The council says whether it will assess again',
    who: 'The council',
    because: 'The answer, yes or no, must be in writing by then.',
    doneBy: ['reassessment_agreed'],
  },
  reassess_final: {
    begins: 'reassessment_agreed',
    title: 'The final plan after the new assessment is sent',
    who: 'The council',
    because: 'It counts from the day the council said yes to assessing again.',
    doneBy: ['plan_made'],
  },
  transfer_out: {
    begins: 'moving_away',
    title: 'The plan goes to the new council',
    who: 'The council',
    because: 'On the day of the move, or by this day if the council heard of it later than that.',
  },
  transfer_tell: {
    begins: 'moved_in',
    title: 'The new council says that it has the plan, whether it will assess again, and when it will review',
    who: 'The council',
    because: 'The plan came with the family. What is in it goes on.',
    doneBy: ['review_decided', 'plan_made'],
  },
  next_setting: {
    begins: 'next_setting',
    title: 'The plan has been reviewed and changed, and names the next school',
    who: 'The council',
    because: 'The law says before 15 February, so 14 February is the last day, also at a weekend.',
  },
  to_post_16: {
    begins: 'to_post_16',
    title: 'The plan has been reviewed and changed, and names the place after 16',
    who: 'The council',
    because: 'The law says before 31 March, so 30 March is the last day, also at a weekend.',
  },
  between_post_16: {
    begins: 'between_post_16',
    title: 'The plan has been reviewed and changed, and names the next place after 16',
    who: 'The council',
    because: 'At least five months before the move.',
  },
};
