import { and, eq, isNull, sql } from 'drizzle-orm';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import { refuse, type Refused } from '#domain/evidence/begin.server.ts';
import type { Tx } from '#server/db.ts';
import { settleCases } from './meeting-commands.server.ts';
import { couldSit, seatsOf, type MeetingRow } from './meetings.server.ts';
import { boardMeeting, boardSeat } from '../schema.server.ts';
import type { Seated } from './seating.ts';
import { seats, type Seat } from '../seats.ts';

export interface Seating {
  personId: string;
  seat: Seat;
  /** The seat this person fills today as a substitute; '' for a seat of their own. */
  substituteFor: string;
}

/** Gives somebody a seat, of their own or as the substitute for one that is named (MEET6), and their place on the cases. */
export async function giveSeat(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
  { personId, seat, substituteFor }: Seating,
): Promise<'given' | Refused> {
  if (held.endedAt || held.cancelledAt) return refuse('personId', 'This Board is over. Its seats stay as they were.');
  const all = await seatsOf(tx, scope, held.boardMeetingId);
  if (!(await couldSit(tx, scope)).some((one) => one.personId === personId))
    return refuse('personId', 'Choose who sits');
  if (all.some((one) => one.personId === personId)) return refuse('personId', 'They have a seat already.');
  const instead = substituteFor === '' ? null : all.find((one) => one.boardSeatId === substituteFor);
  if (instead === undefined) return refuse('substituteFor', 'Choose whose seat they fill.');
  if (instead && all.some((one) => one.substituteFor === instead.boardSeatId))
    return refuse('substituteFor', `Somebody sits for ${instead.name} already.`);
  const role = instead?.seat ?? seat;
  if (!(role in seats)) return refuse('seat', 'Choose what they are there for');
  const { councilId } = scope;
  const again = { seat: role, substituteFor: instead?.boardSeatId ?? null, attended: null, removedAt: null };
  await tx
    .insert(boardSeat)
    .values({ councilId, boardMeetingId: held.boardMeetingId, personId, ...again })
    .onConflictDoUpdate({ target: [boardSeat.councilId, boardSeat.boardMeetingId, boardSeat.personId], set: again });
  await changed(tx, scope, held, 'meeting.seat_given', { personId, seat: role });
  return 'given';
}

/** Takes a seat away; somebody who sat for it goes with it. Their places on the cases end. */
export async function takeSeat(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
  boardSeatId: string,
): Promise<'taken' | Refused> {
  if (held.startedAt) return refuse('seats', 'The Board has started. Who sits stays as it is.');
  const all = await seatsOf(tx, scope, held.boardMeetingId);
  const gone = all.filter((one) => one.boardSeatId === boardSeatId || one.substituteFor === boardSeatId);
  if (gone.length === 0) return refuse('seats', 'That seat is not there any more.');
  for (const one of gone)
    await tx
      .update(boardSeat)
      .set({ removedAt: sql`now()`, substituteFor: null })
      .where(thisSeat(scope, held, one));
  await changed(tx, scope, held, 'meeting.seat_taken', { people: gone.map(({ personId }) => personId) });
  return 'taken';
}

/** Writes who came. Somebody and their substitute cannot both be there for one seat. */
export async function writeAttendance(
  tx: Tx,
  scope: Scope<'meeting:arrange'>,
  held: MeetingRow,
  came: ReadonlySet<string>,
): Promise<'written' | Refused> {
  if (held.endedAt || held.cancelledAt) return refuse('attendance', 'This Board is over. Who came stays as it was.');
  const all = await seatsOf(tx, scope, held.boardMeetingId);
  const twice = all.find((one) => came.has(one.boardSeatId) && came.has(one.substituteFor ?? ''));
  if (twice) return refuse('attendance', `${twice.name} is a substitute. Take the seat away if both are here.`);
  for (const one of all)
    await tx
      .update(boardSeat)
      .set({ attended: came.has(one.boardSeatId) })
      .where(thisSeat(scope, held, one));
  const detail = { came: all.filter((one) => came.has(one.boardSeatId)).map(({ personId }) => personId) };
  await recordFor(tx, scope, { action: 'meeting.attendance', target: held.boardMeetingId, detail });
  return 'written';
}

const thisSeat = ({ councilId }: Scope, { boardMeetingId }: MeetingRow, { boardSeatId }: Seated) =>
  and(
    eq(boardSeat.councilId, councilId),
    eq(boardSeat.boardMeetingId, boardMeetingId),
    eq(boardSeat.boardSeatId, boardSeatId),
    isNull(boardSeat.removedAt),
  );

async function changed(
  tx: Tx,
  scope: Scope,
  { boardMeetingId }: MeetingRow,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await tx
    .update(boardMeeting)
    .set({ changedAt: sql`now()` })
    .where(and(eq(boardMeeting.councilId, scope.councilId), eq(boardMeeting.boardMeetingId, boardMeetingId)));
  await recordFor(tx, scope, { action, target: boardMeetingId, detail });
  await settleCases(tx, scope, boardMeetingId);
}
