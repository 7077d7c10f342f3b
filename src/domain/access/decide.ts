import {
  casePermissions,
  glassMay,
  isCasePermission,
  teamMay,
  type CasePermission,
  type Permission,
} from './permission.ts';
import type { CaseScope, Scope } from './scope.ts';
import { sideOf, type Person, type Standing } from './standing.ts';

/**
 * Why not. `unknown` is shown as 404, byte for byte as an id that does not exist (for staff, both offer
 * the way in that asks for a reason); `forbidden` as 403; `sign-in` and `second-step` send to the door.
 */
export interface Refusal {
  readonly because: 'unknown' | 'forbidden' | 'sign-in' | 'second-step';
}

const refuse = (because: Refusal['because']): Refusal => ({ because });
export const isRefusal = (answer: Scope | Refusal): answer is Refusal => 'because' in answer;

const mint = (person: Person, standing: Standing | null, permission: Permission): Scope =>
  ({
    permission,
    councilId: person.councilId,
    personId: person.personId,
    caseFileId: standing?.caseFileId ?? null,
    standingId: standing?.standingId ?? null,
    epoch: standing?.epoch ?? 0,
    role: standing?.role ?? null,
    side: standing?.role ? sideOf[standing.role] : 'neutral',
  }) as Scope;

/**
 * The one gate. Pure and total; refuses by default.
 * Order (ACC1): excluded beats everything, then the person's own standing or one they cover, then their team's duty,
 * then break-glass, then no.
 */
export function decide(
  person: Person | null,
  standing: Standing | null,
  permission: CasePermission,
): CaseScope | Refusal;
export function decide(person: Person | null, standing: Standing | null, permission: Permission): Scope | Refusal;
export function decide(person: Person | null, standing: Standing | null, permission: Permission): Scope | Refusal {
  if (isCasePermission(permission)) return decideOnCase(person, standing, permission);
  if (permission === 'anyone') return mint(person ?? nobody, null, permission);
  if (!person) return refuse('sign-in');
  if (permission === 'half-signed-in') return mint(person, null, permission);
  if (!person.complete) return refuse('second-step');
  if (permission === 'signed-in') return mint(person, null, permission);
  if (person.kind !== 'staff') return refuse('unknown');
  if (permission !== 'case:break-glass') return mint(person, null, permission);
  return standing && !standing.excluded ? mint(person, standing, permission) : refuse('unknown');
}

const nobody: Person = { councilId: '', personId: '', kind: 'family', complete: false };

function decideOnCase(
  person: Person | null,
  standing: Standing | null,
  permission: CasePermission,
): CaseScope | Refusal {
  if (!person) return refuse('sign-in');
  if (!person.complete) return refuse('second-step');
  if (!standing || standing.excluded) return refuse('unknown');
  const may = mayBy(standing, permission);
  if (may === null) return refuse('unknown');
  return may ? (mint(person, standing, permission) as CaseScope) : refuse('forbidden');
}

/** Whether the way this person comes to the case lets them do this. Null when they have no way to it at all. */
function mayBy({ grant, role }: Standing, permission: CasePermission): boolean | null {
  if (grant === 'specific' || grant === 'cover')
    return role !== null && (casePermissions[permission] as readonly string[]).includes(role);
  if (grant === 'team') return teamMay.has(permission);
  if (grant === 'break_glass') return glassMay.has(permission);
  return null;
}
