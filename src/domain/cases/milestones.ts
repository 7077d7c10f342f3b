/** The days, besides the request, from which the law counts on one case file, in the words of a form. */
export const milestones = {
  advice_asked: 'Reports were asked for',
  draft_served: 'The draft plan was sent to the family',
  school_asked: 'A school or college was asked whether it can take the child',
  plan_made: 'The plan was made final',
  review_meeting: 'The review meeting is, or was, held',
  review_decided: 'The family was told what happens after the review',
  amend_notice: 'The proposed changes were sent to the family',
  reassessment_asked: 'A new assessment was asked for',
  reassessment_agreed: 'The council agreed to assess again',
  moving_away: 'This council learned that the family moves to another council',
  moved_in: 'The family moved here and the plan was transferred',
  next_setting: 'The child moves to their next school (to school, to juniors, to middle or to secondary school)',
  to_post_16: 'The move from secondary school to a place after 16',
  between_post_16: 'The move from one place after 16 to another',
} as const;
export type Milestone = keyof typeof milestones;

/** What may be written down before it happens; of everything else only what has happened. */
export const comesAhead: ReadonlySet<Milestone> = new Set<Milestone>([
  'review_meeting',
  'next_setting',
  'to_post_16',
  'between_post_16',
]);
