/** What may be ordered, or conceded: regulation 44(2) and 45 of the SEND Regulations 2014 give each its weeks. */
export const orderKinds = {
  assess: 'Assess, or assess again',
  make_plan: 'Make a plan',
  amend: 'Change what the plan says',
  amend_school: 'Change the school or college alone',
  keep: 'Keep the plan',
  keep_and_amend: 'Keep the plan, and change it',
  cease: 'The plan may end',
  reconsider: 'Think about it again',
} as const;
export type OrderKind = keyof typeof orderKinds;

/** What set the clock: the tribunal's decision, an order by consent, or the council's word that it does not oppose. */
export type OrderOf = 'decision' | 'consent' | 'unopposed';
