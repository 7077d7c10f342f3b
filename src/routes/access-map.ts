import type { RouteId } from '$app/types';
import { boardNeeds } from './access-board.ts';
import { caseNeeds } from './access-cases.ts';
import { contactNeeds } from './access-contact.ts';
import { doorNeeds } from './access-doors.ts';
import { libraryNeeds } from './access-library.ts';
import { measureNeeds } from './access-measures.ts';
import { mediationNeeds } from './access-mediation.ts';
import type { FOLDER, RouteNeeds } from './access-needs.ts';
import { paperNeeds } from './access-papers.ts';
import { recordNeeds } from './access-records.ts';
import { tribunalNeeds } from './access-tribunal.ts';

export type { RouteNeeds } from './access-needs.ts';

/**
 * Every page, action and endpoint, and the permission it needs. Typed over the router's own list of routes: a page
 * without an entry does not compile, and an action without one is refused.
 */
export const accessMap = {
  ...doorNeeds,
  ...caseNeeds,
  ...paperNeeds,
  ...boardNeeds,
  ...mediationNeeds,
  ...tribunalNeeds,
  ...libraryNeeds,
  ...contactNeeds,
  ...measureNeeds,
  ...recordNeeds,
} as const satisfies Record<RouteId, RouteNeeds | typeof FOLDER>;

export type GuardedRoute = keyof typeof accessMap;
