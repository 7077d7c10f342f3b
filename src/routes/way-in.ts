import type { Permission } from '#domain/access/permission.ts';
import { accessMap, type RouteNeeds } from './access-map.ts';

const entries: Readonly<Record<string, RouteNeeds | null>> = accessMap;

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isSafe = (method: string): boolean => SAFE.has(method);

/**
 * What a request to a route needs. A form post names its action as the router does, by the first key that starts with
 * `/`; an endpoint's unsafe method goes by its own name. Null: there is no such action.
 */
export function neededFor(route: string, method: string, query: URLSearchParams): Permission | null {
  const entry = entries[route];
  if (!entry) return null;
  if (isSafe(method)) return entry.see;
  const named = [...query.keys()].find((key) => key.startsWith('/'))?.slice(1);
  const actions = new Map(Object.entries(entry.actions ?? {}));
  if (named !== undefined) return actions.get(named) ?? null;
  return actions.get(method) ?? (method === 'POST' ? (actions.get('default') ?? null) : null);
}

const patterns = Object.entries(entries)
  .filter(([, needs]) => needs && needs.see !== 'anyone' && needs.see !== 'half-signed-in')
  .map(([route]) => new RegExp(`^${route.replace(/\[[^\]]+\]/g, '[0-9a-z-]+')}$`));

/** Where to go after signing in: one of our own pages by its path, or home. Never another site, whatever is asked. */
export function knownPath(next: string | null | undefined): string {
  return next && patterns.some((pattern) => pattern.test(next)) ? next : '/home';
}
