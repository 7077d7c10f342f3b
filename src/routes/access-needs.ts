import type { RouteId } from '$app/types';
import type { Permission } from '#domain/access/permission.ts';

/** What one route needs: to be seen, and for each action or unsafe method by name. `default` is the unnamed action. */
export interface RouteNeeds {
  readonly see: Permission;
  readonly actions?: Readonly<Record<string, Permission>>;
}

/** A folder with no page of its own: the router lists it, and never serves it. */
export const FOLDER = null;

/** Part of the map. A route that is not the router's does not compile. */
export type Needs = Partial<Record<RouteId, RouteNeeds | typeof FOLDER>>;
