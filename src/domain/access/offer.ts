import { casePermissions, teamMay, type CasePermission } from './permission.ts';
import type { CaseScope } from './scope.ts';

/**
 * What a page may offer this person on this case file, so that it need not guess. It decides nothing: the gate asks
 * again when they press.
 */
export const mayAlso = ({ role }: Pick<CaseScope, 'role'>, permission: CasePermission): boolean =>
  role === null ? teamMay.has(permission) : (casePermissions[permission] as readonly string[]).includes(role);
