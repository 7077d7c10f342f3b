import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { Tx } from '#server/db.ts';
import { did } from './did.ts';

/** One thing somebody of the tribunal team does at their desk. Throws when it is refused. */
export async function atDesk<T>(who: Person, work: (tx: Tx, scope: Scope) => Promise<T>) {
  const scope = await authorise(who, null, 'appeals:work');
  if (isRefusal(scope)) throw new Error(`The gate refused appeals:work: ${scope.because}.`);
  return did(await underScope(scope, (tx) => work(tx, scope)));
}
