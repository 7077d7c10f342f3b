/** The days, besides the request, from which the law counts on one case file, in the words of a form. */
export const milestones = {
  draft_served: 'The draft plan was sent to the family',
  plan_made: 'The plan was made final',
  review_meeting: 'The review meeting was held',
  amend_notice: 'The proposed changes were sent to the family',
  reassessment_asked: 'A new assessment was asked for',
  reassessment_agreed: 'The council agreed to assess again',
  moved_in: 'The family moved here and the plan was transferred',
  next_setting: 'The child moves to the next phase of education',
} as const;
export type Milestone = keyof typeof milestones;
