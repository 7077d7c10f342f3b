import type { Role } from '#domain/access/standing.ts';
import type { AppellantKind } from '../appeal.ts';

/** Who of a case can be in its appeal on the family's side. */
export const familyRoles = ['parent', 'young_person', 'supporter'] as const satisfies readonly Role[];
export type FamilyRole = (typeof familyRoles)[number];

/** TR8: what somebody is in an appeal: those of the kind that appeals are the appellants, everybody else supports them. */
export function partyAs(role: FamilyRole, kind: AppellantKind): 'appellant' | 'supporter' {
  const appeals: FamilyRole = kind === 'young_person' ? 'young_person' : 'parent';
  return role === appeals ? 'appellant' : 'supporter';
}
