import * as v from 'valibot';
import { isRefusal } from '#domain/access/decide.ts';
import type { Answered } from '../define.ts';
import type { Connection } from './connection.ts';
import type { EngineDependencies } from './deps.ts';
import { reasonFor, type OwnAsk } from './gate.ts';

const nothing = v.optional(v.nullable(v.strictObject({})));

/** Hearing that the shared list of one's council changed. Whoever may not see it is told that there is no such thing. */
export const queueAsks = ({ deps }: { deps: EngineDependencies }): Record<string, OwnAsk> => ({
  'queue.watch': { input: nothing, run: (connection) => watch(deps, connection) },
  'queue.leave': { input: nothing, run: async (connection) => leave(connection) },
});

async function watch(deps: EngineDependencies, connection: Connection): Promise<Answered<null>> {
  const scope = await deps.authorise(connection.person, null, 'appeals:see');
  if (isRefusal(scope)) return { because: reasonFor(scope.because) };
  if (!(await deps.queue.mayWatch(connection.person))) return { because: 'unknown' };
  if (connection.ended) return { because: 'signed-out' };
  connection.watchesQueue = true;
  return { ok: null };
}

function leave(connection: Connection): Answered<null> {
  if (!connection.watchesQueue) return { because: 'unknown' };
  connection.watchesQueue = false;
  return { ok: null };
}
