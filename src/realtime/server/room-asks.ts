import * as v from 'valibot';
import { isRefusal } from '#domain/access/decide.ts';
import type { CasePermission } from '#domain/access/permission.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Answered } from '../define.ts';
import type { Connection } from './connection.ts';
import type { EngineDependencies } from './deps.ts';
import { audience } from './emit.ts';
import { reasonFor, type OwnAsk } from './gate.ts';
import type { Presence, Whereabouts } from './presence.ts';
import { useStanding } from './standing-used.ts';

const id = v.pipe(v.string(), v.uuid());
const watchInput = v.strictObject({ caseFileId: id });
const enterInput = v.strictObject({ caseFileId: id, spaceId: id });
/** A point's id, `summary`, `note`: coarse on purpose. Where in the words somebody is stays theirs. */
const atInput = v.strictObject({
  place: v.nullable(v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/))),
  typing: v.boolean(),
  page: v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}:\d{1,4}$/))),
});
const nothing = v.optional(v.nullable(v.strictObject({})));

interface Parts {
  deps: EngineDependencies;
  presence: Presence;
}

/** Hearing of a case file, and being seen in one of its spaces. */
export function roomAsks(parts: Parts): Record<string, OwnAsk> {
  const { presence } = parts;
  return {
    'case.watch': {
      input: watchInput,
      run: (connection, input: v.InferOutput<typeof watchInput>) => watch(parts, connection, input),
    },
    'case.leave': {
      input: watchInput,
      run: (connection, input: v.InferOutput<typeof watchInput>) => unwatch(connection, input),
    },
    'presence.enter': {
      input: enterInput,
      run: (connection, input: v.InferOutput<typeof enterInput>) => enter(parts, connection, input),
    },
    'presence.at': { input: atInput, run: (connection, to: Whereabouts) => move(presence, connection, to) },
    'presence.leave': { input: nothing, run: (connection) => leave(presence, connection) },
  };
}

type Refused = { because: 'unknown' | 'forbidden' | 'signed-out' };

async function allowed(
  deps: EngineDependencies,
  connection: Connection,
  caseFileId: string,
  permission: CasePermission,
): Promise<CaseScope | Refused> {
  const scope = await deps.authorise(connection.person, caseFileId, permission);
  if (isRefusal(scope)) return { because: reasonFor(scope.because) as Refused['because'] };
  if (connection.ended) return { because: 'signed-out' };
  useStanding(connection, scope as CaseScope);
  return scope as CaseScope;
}

async function watch(
  { deps }: Parts,
  connection: Connection,
  { caseFileId }: v.InferOutput<typeof watchInput>,
): Promise<Answered<null>> {
  const scope = await allowed(deps, connection, caseFileId, 'case:see');
  if ('because' in scope) return scope;
  connection.watching.set(caseFileId, scope.councilId);
  await connection.socket.join(audience.case(scope.councilId, caseFileId));
  return { ok: null };
}

async function unwatch(
  connection: Connection,
  { caseFileId }: v.InferOutput<typeof watchInput>,
): Promise<Answered<null>> {
  if (!connection.watching.delete(caseFileId)) return { because: 'unknown' };
  await connection.socket.leave(audience.case(connection.person.councilId, caseFileId));
  return { ok: null };
}

async function enter(
  { deps, presence }: Parts,
  connection: Connection,
  { caseFileId, spaceId }: v.InferOutput<typeof enterInput>,
): Promise<Answered<{ id: string }>> {
  const admitted = await deps.access.enter(connection.person, caseFileId, spaceId);
  if ('because' in admitted) return admitted;
  if (connection.ended) return { because: 'signed-out' };
  useStanding(connection, admitted.scope);
  await presence.enter(connection, caseFileId, spaceId, admitted.shown);
  return { ok: { id: connection.id } };
}

async function move(presence: Presence, connection: Connection, to: Whereabouts): Promise<Answered<null>> {
  if (!connection.presence.take()) return { because: 'too-fast' };
  if (!connection.present) return { because: 'forbidden' };
  await presence.move(connection, to);
  return { ok: null };
}

async function leave(presence: Presence, connection: Connection): Promise<Answered<null>> {
  // Nobody reads unseen: with the space's words open, one is in the space.
  const reads = [...connection.documents.values()].some(
    ({ document }) => document.subjectId === connection.present?.spaceId,
  );
  if (reads) return { because: 'forbidden' };
  await presence.leave(connection);
  return { ok: null };
}
