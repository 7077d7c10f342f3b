/** What the Board is asked about a case, and how that is said. */
export const questions = {
  assess: 'Should we find out more about what help is needed?',
  issue: 'Should there be a plan?',
  contents: 'What should the plan say?',
  placement: 'Which school or college should the plan name?',
  review: 'Should the plan stay as it is after the review?',
  cease: 'Should the plan end?',
} as const;
export type Question = keyof typeof questions;
