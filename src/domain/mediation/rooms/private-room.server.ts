import { and, eq, sql } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, mediationFor, type InMediation } from '../begin.server.ts';
import type { PrivateSide } from '../mediation.ts';
import { mediationParty } from '../schema.server.ts';
import { outside } from './phase-commands.server.ts';
import { roomsAreOpen } from './phase.ts';
import { privateRoom } from './rooms-schema.server.ts';

export type RoomRow = typeof privateRoom.$inferSelect;
/** A private room as one of those who may be in it finds it. */
export interface InRoom extends InMediation {
  room: RoomRow;
}

/** One side's private room in one mediation. The row is shown to that side and to the one who leads, and to nobody else. */
export const thatRoom = (scope: CaseScope, mediationId: string, side: PrivateSide) =>
  and(
    eq(privateRoom.councilId, scope.councilId),
    eq(privateRoom.caseFileId, scope.caseFileId),
    eq(privateRoom.mediationId, mediationId),
    eq(privateRoom.side, side),
  );

export const isSide = (given: string): given is PrivateSide => given === 'family' || given === 'council';

async function roomIn(tx: Tx, scope: CaseScope, found: InMediation | null, side: string): Promise<InRoom | null> {
  // What the place of somebody forbids is not left to the database alone, nor what there is not in early resolution.
  if (!found || !isSide(side) || !found.mediation.privateRooms) return null;
  if (found.place !== side && found.place !== 'lead') return null;
  const [room] = await tx
    .select()
    .from(privateRoom)
    .where(thatRoom(scope, found.mediation.mediationId, side));
  return room ? { ...found, room } : null;
}

/** A private room as somebody may see it. Null for the other side, for nobody's room and where there are none: an id of nothing (A10). */
export const privateRoomFor = async (tx: Tx, scope: CaseScope, mediationId: string, side: string) =>
  roomIn(tx, scope, await mediationFor(tx, scope, mediationId), side);

/**
 * Starts a command in a private room. Null as `privateRoomFor`; refused while the rooms are off, or before they have
 * agreed to mediate. Nothing done in here writes history or moves the meeting's version: the other side could count (E02).
 */
export async function beginInRoom(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  side: string,
): Promise<InRoom | Refused | null> {
  const found = await roomIn(tx, scope, await beginInMediation(tx, scope, mediationId), side);
  if (!found) return null;
  const no = outside(found);
  if (no) return no;
  return roomsAreOpen(found.mediation)
    ? found
    : refuse('form', 'Private rooms are off. Ask for a private minute first.');
}

/** Somebody who can read a room now, by the database's own word. */
export interface Reader {
  personId: string;
  name: string;
  side: 'family' | 'council' | 'neutral';
}

/** Everybody who has a place in this mediation now, the one who leads last. What a sentence about who can read is made of. */
export async function readersOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<Reader[]> {
  const { councilId, mediationId: which, personId, side, name, addedAt } = mediationParty;
  const rows = await tx
    .select({ personId, name, side })
    .from(mediationParty)
    .where(
      and(
        eq(councilId, scope.councilId),
        eq(mediationParty.caseFileId, scope.caseFileId),
        eq(which, mediationId),
        sql`${mediationParty.leftAt} is null and mediation_place(${councilId}, ${which}, ${personId}) is not null`,
      ),
    )
    .orderBy(sql`${side} = 'neutral'`, sql`${side} = 'council'`, addedAt, name);
  return rows.map((row) => ({ ...row, personId: row.personId! }));
}
