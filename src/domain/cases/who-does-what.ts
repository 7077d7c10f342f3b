import type { Role } from '#domain/access/standing.ts';

/** What each person on a case does and whether they decide, in one sentence a family can use. */
export const whatTheyDo: Record<Role, string> = {
  parent: 'Knows the child best. Can send papers, say what they want, and disagree.',
  young_person: 'This is about them, and the rights are theirs.',
  supporter: 'Helps the family and speaks when they want it.',
  practitioner: 'Writes a report about what they see and what would help.',
  case_officer: 'Collects the reports and writes the plan. Does not decide.',
  senior_manager: 'Checks the work and steps in when something is stuck.',
  board_member: 'Reads all the papers. Decides, together with the rest of the Board.',
  dispute_resolution_officer: 'Works for the council and tries to sort things out early. Is not the mediator.',
  mediator: 'Does not take sides. Helps the family and the council to talk.',
  tribunal_officer: 'Works for the council on an appeal.',
  auditor: 'Checks how the council does its work. Does not decide.',
};
