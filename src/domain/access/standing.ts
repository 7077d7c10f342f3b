/** What a person is to a case file. */
export const roles = [
  'parent',
  'young_person',
  'supporter',
  'practitioner',
  'case_officer',
  'senior_manager',
  'board_member',
  'dispute_resolution_officer',
  'mediator',
  'tribunal_officer',
  'auditor',
] as const;
export type Role = (typeof roles)[number];

export type Side = 'family' | 'council' | 'neutral';

/** The side each role speaks for. A practitioner and a mediator speak for neither. */
export const sideOf: Record<Role, Side> = {
  parent: 'family',
  young_person: 'family',
  supporter: 'family',
  practitioner: 'neutral',
  case_officer: 'council',
  senior_manager: 'council',
  board_member: 'council',
  dispute_resolution_officer: 'council',
  mediator: 'neutral',
  tribunal_officer: 'council',
  auditor: 'neutral',
};

/** The role in words, as it is shown beside a name. */
export const roleInWords: Record<Role, string> = {
  parent: 'Parent or carer',
  young_person: 'Young person',
  supporter: 'Supporter',
  practitioner: 'Practitioner',
  case_officer: 'Case officer',
  senior_manager: 'Senior manager',
  board_member: 'Board member',
  dispute_resolution_officer: 'Dispute resolution officer',
  mediator: 'Mediator',
  tribunal_officer: 'Tribunal officer',
  auditor: 'Auditor',
};

/** Who is asking. `null` where a person is expected means nobody has signed in. */
export interface Person {
  councilId: string;
  personId: string;
  kind: 'staff' | 'family' | 'practitioner';
  /** False between the password and the second step: such a person may do nothing but finish signing in. */
  complete: boolean;
}

/**
 * How a person comes to a case file, found in one query each time something is asked.
 * `specific` is their own standing; `cover` is that of somebody who is away, until a day; `team` a duty that came with
 * their team; `break_glass` a reason and an hour.
 */
export interface Standing {
  caseFileId: string;
  excluded: boolean;
  grant: 'specific' | 'cover' | 'team' | 'break_glass' | 'none';
  role: Role | null;
  standingId: string | null;
  epoch: number;
}
