/**
 * How the law treats a clause once it is in a written mediation agreement (SEND Regulations 2014, regulation 42):
 * appealable things by kind (42(2)), anything else in two weeks (42(3)), or another date agreed in writing (42(5)).
 */
export type LegalClass = 'appealable' | 'not_appealable' | 'other_date';

/** What an appealable clause is about: each kind has periods of its own. */
export type ClauseKind = 'assess' | 'make_plan' | 'change_contents' | 'change_school' | 'keep_plan' | 'keep_and_change';
