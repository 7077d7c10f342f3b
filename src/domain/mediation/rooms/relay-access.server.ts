import { and, eq } from 'drizzle-orm';
import { isRefusal } from '#domain/access/decide.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { authorise } from '#domain/people/gate.server.ts';
import type { RelayAccess } from '#realtime/server/deps.ts';
import { hidden } from './live.server.ts';
import { privateRoom } from './rooms-schema.server.ts';

/**
 * SEAL3: who may speak and hear in a sealed private room: its side, and whoever leads, as the database knows it at that
 * moment. Everybody else is answered as for an id of nothing, whether or not the room is open.
 */
export const roomRelay: RelayAccess = {
  async enter(person, caseFileId, roomId) {
    const scope = await authorise(person, caseFileId, 'mediation:join');
    if (isRefusal(scope)) return { because: hidden(scope.because) };
    // The row's own wall shows a private room to its side and to whoever leads. That it may be spoken in is asked below.
    const found = await underScope(scope, (tx) =>
      tx
        .select({ side: privateRoom.side })
        .from(privateRoom)
        .where(
          and(
            eq(privateRoom.councilId, scope.councilId),
            eq(privateRoom.caseFileId, scope.caseFileId),
            eq(privateRoom.privateRoomId, roomId),
            eq(privateRoom.kind, 'sealed'),
          ),
        ),
    );
    return found.length ? { scope } : { because: 'unknown' };
  },
  async membersNow(sql, councilId, roomId, personIds) {
    const rows = await sql<{ person_id: string; place: string; name: string }[]>`
      select person_id, place, name from private_room_members(${councilId}, ${roomId}, ${personIds as string[]}::uuid[])`;
    return new Map(rows.map(({ person_id, place, name }) => [person_id, { name, leads: place === 'lead' }]));
  },
};
