import { error } from '@sveltejs/kit';
import type { Scope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { inTribunalTeam } from '#domain/tribunal/begin.server.ts';
import type { Tx } from '#server/db.ts';

/** One transaction for a page of the tribunal team that is about no single appeal; for anybody else there is no such page. */
export const atDesk = <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> =>
  underScope(scope, async (tx) => ((await inTribunalTeam(tx)) ? work(tx) : error(404, 'Not found')));
