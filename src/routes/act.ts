import { error, type RequestEvent } from '@sveltejs/kit';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import type { accessMap, GuardedRoute } from './access-map.ts';

type ActionsOf<R extends GuardedRoute> = (typeof accessMap)[R] extends { actions: infer A } ? A : never;
type ScopeFor<P> = P extends CasePermission ? CaseScope<P> : P extends Scope['permission'] ? Scope<P> : never;

type Names<R extends GuardedRoute> = keyof ActionsOf<R>;
/** An action the map does not name is handed nothing it could use. */
type EventFor<R extends GuardedRoute, K> = K extends Names<R> ? RequestEvent : never;
type ScopeOf<R extends GuardedRoute, K> = K extends Names<R> ? ScopeFor<ActionsOf<R>[K]> : never;

/**
 * The actions of one page: exactly those its access-map entry names, each handed the scope the gate minted for it.
 * One too many or one too few does not compile.
 */
export function actionsFor<R extends GuardedRoute, Results extends Record<Names<R>, unknown>>(
  _route: R,
  handlers: { [K in keyof Results]: (event: EventFor<R, K>, scope: ScopeOf<R, K>) => Promise<Results[K]> },
): { [K in keyof Results]: (event: RequestEvent) => Promise<Results[K]> } {
  const entries = Object.entries(handlers) as [string, (event: RequestEvent, scope: Scope) => Promise<unknown>][];
  const guarded = entries.map(([name, handle]) => [
    name,
    (event: RequestEvent) => handle(event, event.locals.scope).catch(endedAsUnknown),
  ]);
  return Object.fromEntries(guarded) as never;
}

/** Somebody whose place ended while they pressed the button is answered as at an unknown case. */
function endedAsUnknown(thrown: unknown): never {
  if (thrown instanceof AccessEnded) error(404, 'Not found');
  throw thrown;
}

/** The case scope of a page whose entry needs a case permission. Throws if the gate did not run: a programming fault. */
export function caseScopeOf(event: { locals: App.Locals }): CaseScope {
  const { scope } = event.locals;
  if (!scope?.caseFileId) throw new Error('This page has no case scope: its access-map entry needs a case permission.');
  return scope as CaseScope;
}
