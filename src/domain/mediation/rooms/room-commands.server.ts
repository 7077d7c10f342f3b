import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { beginInRoom, thatRoom, type InRoom } from './private-room.server.ts';
import { privateRoom } from './rooms-schema.server.ts';

/** Which private room of which mediation. */
export interface WhichRoom {
  mediationId: string;
  side: string;
}
type Done = Refused | 'done' | null;

/** One change of a private room's row. It is told to nobody: whoever may see it asks for the page afresh in their own time. */
async function change(
  tx: Tx,
  scope: CaseScope,
  { mediationId, side }: WhichRoom,
  decide: (found: InRoom) => Partial<typeof privateRoom.$inferInsert> | Refused,
): Promise<Done> {
  const found = await beginInRoom(tx, scope, mediationId, side);
  if (!found || isRefused(found)) return found;
  const set = decide(found);
  if (isRefused(set)) return set;
  await tx
    .update(privateRoom)
    .set(set)
    .where(thatRoom(scope, mediationId, found.room.side));
  return 'done';
}

/** One side asks the one who leads to come, or says that it is no longer needed. Nobody of the other side can tell (ROOM8). */
export const callLead = (tx: Tx, scope: CaseScope, which: WhichRoom, comes: boolean, now: Date): Promise<Done> =>
  change(tx, scope, which, ({ place, room }) =>
    place === 'lead'
      ? refuse('form', 'You lead: nobody has to ask you.')
      : { calledAt: comes ? (room.calledAt ?? now) : null },
  );

/** The one who leads asks a side whether they may be brought back in a minute (ROOM4). Asked again, the answer is open again. */
export const askBack = (tx: Tx, scope: CaseScope, which: WhichRoom, now: Date): Promise<Done> =>
  change(tx, scope, which, ({ place, mediation }) => {
    if (place !== 'lead') return refuse('form', 'Only the person who leads asks this.');
    if (mediation.phase !== 'apart') return refuse('form', 'The two sides are not apart now.');
    return { backAskedAt: now, backAnswer: null };
  });

/** What a side says to being asked back. One of them says it for all; the last word counts. */
export const answerBack = (tx: Tx, scope: CaseScope, which: WhichRoom, answer: 'yes' | 'not_yet'): Promise<Done> =>
  change(tx, scope, which, ({ place, room, mediation }) => {
    if (place === 'lead') return refuse('form', 'The side you asked answers this.');
    const asked = room.backAskedAt !== null && room.backAskedAt >= mediation.phaseSince;
    return asked ? { backAnswer: answer } : refuse('form', 'Nobody is asking you to come back now.');
  });

/**
 * Makes the room one whose notes are kept on the server, for a browser that cannot seal. Anybody in the room may: each of
 * them is told by the sentence at its head. There is no way back, because what is kept has been readable here.
 */
export const useKept = (tx: Tx, scope: CaseScope, which: WhichRoom): Promise<Done> =>
  change(tx, scope, which, () => ({ kind: 'kept' }));
