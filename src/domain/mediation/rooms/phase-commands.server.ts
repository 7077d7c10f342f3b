import { and, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { beginInMediation, type InMediation } from '../begin.server.ts';
import type { Place, PrivateSide } from '../mediation.ts';
import { notYet, notYetInWords } from '../ready/may-enter.ts';
import { mediation } from '../schema.server.ts';
import { moved, type Move } from './phase.ts';
import { privateRoom } from './rooms-schema.server.ts';

/** Why somebody who is in a mediation may not go into its rooms yet (RDY6), or null. */
export function outside({ party, mediation: { kind } }: InMediation): Refused | null {
  const waiting = notYet(party);
  return waiting && refuse('form', notYetInWords[waiting](kind));
}

/** Nobody who needs a break, or to stop, is told to press again because the page they had was a moment old (ROOM6). */
const anyPage = (move: Move): boolean => move.to === 'break' || move.to === 'stopped';

/**
 * Moves the meeting. Null as `mediationFor`. Throws `MediationMoved` for a page that is too old, unless it is a break or a
 * stop. What changes nothing is neither written nor told: a private minute asked for in a private minute.
 */
export async function moveMeeting(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  version: number,
  move: Move,
  now: Date,
): Promise<Refused | { movedBy: Place } | null> {
  const found = await beginInMediation(tx, scope, mediationId, anyPage(move) ? undefined : version);
  if (!found) return null;
  const meeting = found.mediation;
  const rooms = await askedBackOf(tx, scope, mediationId);
  const after = outside(found) ?? moved(meeting, move, found.place, rooms, now);
  if (isRefused(after)) return after;
  if (after.phase === meeting.phase && (move.to === 'minute' || move.to === 'stopped')) return { movedBy: found.place };
  await tx
    .update(mediation)
    .set({
      ...after,
      phaseSince: now,
      version: meeting.version + 1,
      startedAt: meeting.startedAt ?? now,
      endedAt: after.phase === 'stopped' ? now : null,
    })
    .where(rowOf(scope, mediationId));
  if (move.to === 'apart') await answerCall(tx, scope, mediationId, move.leadWith);
  await recordFor(tx, scope, { action: `mediation.${after.phase}`, target: mediationId });
  return { movedBy: found.place };
}

const rowOf = (scope: CaseScope, mediationId: string) =>
  and(
    eq(mediation.councilId, scope.councilId),
    eq(mediation.caseFileId, scope.caseFileId),
    eq(mediation.mediationId, mediationId),
  );

const roomsOf = (scope: CaseScope, mediationId: string) =>
  and(
    eq(privateRoom.councilId, scope.councilId),
    eq(privateRoom.caseFileId, scope.caseFileId),
    eq(privateRoom.mediationId, mediationId),
  );

/** What the sides were asked, as far as whoever asks may know: the one who leads knows of both. */
const askedBackOf = (tx: Tx, scope: CaseScope, mediationId: string) =>
  tx
    .select({ side: privateRoom.side, askedAt: privateRoom.backAskedAt, answer: privateRoom.backAnswer })
    .from(privateRoom)
    .where(roomsOf(scope, mediationId))
    .orderBy(privateRoom.side);

/** The one who leads has come: this side's asking for them is answered. */
const answerCall = (tx: Tx, scope: CaseScope, mediationId: string, side: PrivateSide) =>
  tx
    .update(privateRoom)
    .set({ calledAt: null })
    .where(and(roomsOf(scope, mediationId), eq(privateRoom.side, side)));
