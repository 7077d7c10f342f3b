import * as v from 'valibot';
import type { Answered, RelaySelf } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { EngineDependencies } from './deps.ts';
import type { OwnAsk } from './gate.ts';
import { whoIn, type Relay } from './relay.ts';
import { useStanding } from './standing-used.ts';

const id = v.pipe(v.string(), v.uuid());
const enterInput = v.strictObject({ caseFileId: id, relayId: id });
const leaveInput = v.strictObject({ relayId: id });
/** A connection's id, as the server gave it out. */
const memberId = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}-\d{1,15}$/));
const sendInput = (limits: Limits) =>
  v.strictObject({
    relayId: id,
    to: v.nullable(memberId),
    bytes: v.pipe(v.string(), v.nonEmpty(), v.maxLength(Math.ceil(limits.relayMaxBytes / 3) * 4), v.base64()),
  });
type SendInput = v.InferOutput<ReturnType<typeof sendInput>>;

interface Parts {
  deps: EngineDependencies;
  limits: Limits;
  relay: Relay;
}

/** Sealed bytes between browsers. Who may not be in a relay is answered as if there were none. */
export function relayAsks(parts: Parts): Record<string, OwnAsk> {
  const { limits, relay } = parts;
  return {
    'relay.enter': {
      input: enterInput,
      run: (connection, input: v.InferOutput<typeof enterInput>) => enter(parts, connection, input),
    },
    'relay.send': {
      input: sendInput(limits),
      run: async (connection, { relayId, to, bytes }: SendInput): Promise<Answered<null>> => {
        if (!connection.relay.take()) return { because: 'too-fast' };
        return relay.send(connection, relayId, to, bytes);
      },
    },
    'relay.leave': {
      input: leaveInput,
      run: async (connection, { relayId }: v.InferOutput<typeof leaveInput>): Promise<Answered<null>> => {
        if (!connection.relays.has(relayId)) return { because: 'unknown' };
        relay.leave(connection, relayId);
        return { ok: null };
      },
    },
  };
}

async function enter(
  { deps, limits, relay }: Parts,
  connection: Connection,
  { caseFileId, relayId }: v.InferOutput<typeof enterInput>,
): Promise<Answered<RelaySelf>> {
  const admitted = await deps.relay.enter(connection.person, caseFileId, relayId);
  if ('because' in admitted) return admitted;
  if (connection.readOnly) return { because: 'please-reload' };
  if (connection.ended) return { because: 'signed-out' };
  if (connection.relays.size >= limits.relaysPerConnection) return { because: 'too-fast' };
  const { councilId, personId } = connection.person;
  const member = (await deps.relay.membersNow(deps.sql, councilId, relayId, [personId])).get(personId);
  if (!member) return { because: 'unknown' };
  useStanding(connection, admitted.scope);
  relay.enter(connection, relayId);
  return { ok: { id: connection.id, who: whoIn(relayId, personId), name: member.name } };
}
