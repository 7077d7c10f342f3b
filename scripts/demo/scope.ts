import { isRefusal } from '#domain/access/decide.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';

/** What the gate mints for this person now. Throws when it refuses: the demonstration asked for something nobody may do. */
export async function scopeOn<P extends CasePermission>(
  who: Person,
  caseFileId: string,
  permission: P,
): Promise<CaseScope<P>> {
  const answer = await authorise(who, caseFileId, permission);
  if (isRefusal(answer)) throw new Error(`The gate refused ${permission}: ${answer.because}.`);
  return answer as CaseScope<P>;
}

export async function scopeToCreate(who: Person): Promise<Scope<'case:create'>> {
  const answer = await authorise(who, null, 'case:create');
  if (isRefusal(answer)) throw new Error(`The gate refused case:create: ${answer.because}.`);
  return answer as Scope<'case:create'>;
}
