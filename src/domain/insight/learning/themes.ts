/** What complaints are about, in the order one county counted them from April to July 2024 (Surrey Task Group 2024, para 59). */
export const themes = {
  chasing: 'Chasing for updates',
  emails: 'E-mails not answered',
  calls: 'Calls not returned',
  placement: 'Delay in finding a place',
  out_of_school: 'Out of school',
  after_review: 'Delay after a yearly review',
  late_after_yes: 'Plan late after the council said yes to one',
  late_before_yes: 'Late before the council said yes to a plan',
  other: 'Something else',
} as const;
export type Theme = keyof typeof themes;
