import type { Role } from './standing.ts';

/**
 * Everything a person may ask to do, in the words a council would use, and which roles may do it by
 * their standing on one case file. `docs/rules.md` holds the same table written by hand; the access
 * test walks both.
 */
const family = ['parent', 'young_person'] as const satisfies Role[];
const familySide = [...family, 'supporter'] as const satisfies Role[];
const officers = ['case_officer', 'senior_manager'] as const satisfies Role[];
const readers = [...familySide, ...officers, 'dispute_resolution_officer', 'practitioner'] as const satisfies Role[];
/** Whoever an appeal of the case concerns. Which of the family are in it is asked for each appeal. */
const inAppeals = [...familySide, ...officers, 'tribunal_officer'] as const satisfies Role[];

export const casePermissions = {
  'case:see': [...readers, 'tribunal_officer', 'board_member', 'auditor'],
  'case:history': [...family, ...officers, 'auditor'],
  'case:steer': officers,
  'people:see': [...readers, 'tribunal_officer', 'auditor'],
  'people:invite': officers,
  'people:end': officers,
  'plan:see': [...familySide, ...officers, 'dispute_resolution_officer', 'tribunal_officer'],
  'plan:write': family,
  'child:write': [...family, ...officers],
  'paper:see': [...readers, 'tribunal_officer', 'board_member', 'auditor'],
  'paper:add': [...familySide, ...officers, 'practitioner'],
  'paper:answer': [...family, ...officers],
  'check:confirm': [...family, ...officers],
  'space:see': readers,
  'space:write': [...familySide, ...officers],
  'point:add': [...family, ...officers],
  'point:decide': [...family, ...officers],
  'room:take-part': readers,
  'room:lead': officers,
  'pack:see': [...readers, 'tribunal_officer', 'board_member', 'auditor'],
  'pack:freeze': officers,
  'pack:bind': [...readers, 'board_member'],
  'paper:comment': [...familySide, ...officers, 'dispute_resolution_officer', 'practitioner'],
  'paper:mark-important': family,
  'paper:reply': officers,
  'paper:redact': officers,
  'paper:guard': officers,
  'paper:ask': officers,
  'adult:see': officers,
  'adult:check': officers,
  'paper:send': officers,
  'dates:write': officers,
  'dates:except': ['senior_manager'],
  'board:see': [...readers, 'tribunal_officer', 'board_member', 'auditor'],
  'board:arrange': officers,
  'gap:raise': [...readers, 'board_member'],
  'gap:consent': [...family, ...officers],
  'gap:answer': ['senior_manager'],
  'desk:see': ['board_member', ...officers, 'auditor'],
  'board:decide': ['board_member'],
  'decision:see': [...readers, 'tribunal_officer', 'board_member', 'auditor'],
  'decision:tell': officers,
  'dispute:see': [...familySide, ...officers, 'dispute_resolution_officer', 'mediator'],
  'dispute:raise': [...family, ...officers, 'dispute_resolution_officer'],
  'dispute:arrange': [...officers, 'dispute_resolution_officer'],
  'mediation:join': [...readers, 'mediator'],
  'mediation:lead': ['dispute_resolution_officer', 'mediator'],
  'agreement:sign': [...family, ...officers, 'practitioner'],
  'mediation:rate': family,
  'promise:see': [...readers, 'auditor'],
  'promise:answer': [...family, ...officers],
  'promise:keep': [...officers, 'dispute_resolution_officer'],
  'contact:see': [...familySide, ...officers, 'dispute_resolution_officer', 'tribunal_officer', 'auditor'],
  'contact:write': [...familySide, ...officers, 'dispute_resolution_officer', 'tribunal_officer'],
  'contact:log': [...officers, 'dispute_resolution_officer', 'tribunal_officer'],
  'mail:sort': officers,
  'case:hand-over': officers,
  'case:restrict': ['senior_manager'],
  'enquiry:see': [...family, ...officers],
  'enquiry:answer': family,
  'enquiry:keep': officers,
  'chronology:see': [...family, ...officers, 'auditor'],
  'data:ask': family,
  'involvement:see': [...family, ...officers],
  'involvement:say': ['young_person', ...officers],
  'appeal:see': [...inAppeals, 'auditor'],
  'appeal:join': family,
  'appeal:write': inAppeals,
  'appeal:decide': [...family, ...officers, 'tribunal_officer'],
  'appeal:lead': ['tribunal_officer'],
} as const satisfies Record<string, readonly Role[]>;

export type CasePermission = keyof typeof casePermissions;

/** What does not concern one case file: asked of the person alone. */
export const personalPermissions = [
  'anyone',
  'half-signed-in',
  'signed-in',
  'staff',
  'case:create',
  'case:break-glass',
  'outbox:see',
  'meeting:see',
  'meeting:arrange',
  'measures:see',
  'measures:write',
  'appeals:see',
  'appeals:work',
  'library:see',
  'library:keep',
  'day:see',
  'team:see',
  'team:lead',
  'council:direct',
  'complaints:keep',
  'casework:sample',
  'records:work',
] as const;
export type PersonalPermission = (typeof personalPermissions)[number];

export type Permission = CasePermission | PersonalPermission;

/** Narrows a permission to one that needs a case file to be decided about. */
export const isCasePermission = (permission: Permission): permission is CasePermission => permission in casePermissions;

/** What a person with no standing of their own, but whose team has the duty for the case, may do. */
export const teamMay: ReadonlySet<CasePermission> = new Set<CasePermission>([
  'case:see',
  'case:history',
  'people:see',
  'plan:see',
  'paper:see',
  'space:see',
  'pack:see',
  'board:see',
  'decision:see',
  'contact:see',
]);

/** What breaking the glass gives, whatever the person's own role (AM3): an hour of looking, as an auditor looks. */
export const glassMay: ReadonlySet<CasePermission> = new Set<CasePermission>([
  'case:see',
  'case:history',
  'people:see',
  'paper:see',
  'pack:see',
  'board:see',
  'decision:see',
]);
