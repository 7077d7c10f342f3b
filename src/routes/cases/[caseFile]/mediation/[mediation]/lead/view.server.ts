import { error } from '@sveltejs/kit';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { InMediation } from '#domain/mediation/begin.server.ts';
import type { PrivateSide } from '#domain/mediation/mediation.ts';
import { carriedFor } from '#domain/mediation/rooms/carried.server.ts';
import { keptNotesOf } from '#domain/mediation/rooms/kept-notes.server.ts';
import { leadNotesOf } from '#domain/mediation/rooms/lead-notes.server.ts';
import { forHowLong } from '#domain/mediation/rooms/meeting-words.ts';
import { isSide, privateRoomFor, readersOf, type Reader } from '#domain/mediation/rooms/private-room.server.ts';
import { timeInWords } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { mediationHere } from '../../in-mediation.server.ts';
import { meetingNow } from '../meeting.server.ts';

const sides = ['family', 'council'] as const;

/** Where one side is, who is with it, and for how long. */
function whereInWords({ mediation }: InMediation, side: PrivateSide, moment: Date): string {
  const since = forHowLong(mediation.phaseSince, moment);
  if (mediation.phase === 'together') return `In everyone’s room ${since}.`;
  if (mediation.phase === 'break') return `On a break ${since}.`;
  if (mediation.phase !== 'apart') return 'Not in the meeting now.';
  if (mediation.leadWith === side) return `You are with them ${since}.`;
  return mediation.leadWith === null ? `By themselves ${since}.` : `They wait ${since}.`;
}

async function sideOf(tx: Tx, scope: CaseScope, here: InMediation, side: PrivateSide, people: Reader[], moment: Date) {
  const { mediation } = here;
  const found = await privateRoomFor(tx, scope, mediation.mediationId, side);
  const room = found?.room;
  const asked = room?.backAskedAt && mediation.phase === 'apart' && room.backAskedAt >= mediation.phaseSince;
  const notes = found ? await keptNotesOf(tx, scope, found) : [];
  return {
    side,
    names: people.filter((one) => one.side === side).map(({ name }) => name),
    where: whereInWords(here, side, moment),
    called: room?.calledAt ? `They asked you to come, ${forHowLong(room.calledAt, moment)}.` : null,
    back: asked ? { answer: room.backAnswer, asked: forHowLong(room.backAskedAt!, moment) } : null,
    kind: room?.kind ?? null,
    roomId: room?.privateRoomId ?? null,
    mayShare: notes.flatMap(({ noteId, words, mayShare }) => (mayShare && words !== null ? { noteId, words } : [])),
  };
}

/**
 * Both rooms for the one who leads. `only`: the screen is shared, and nothing of any other room, nor their own notes, is
 * even sent (E14). Null for everybody else: an id of nothing.
 */
export async function viewLead(
  scope: CaseScope,
  event: { params: Partial<Record<string, string>> },
  only: string | null,
) {
  const moment = now();
  return underScope(scope, async (tx) => {
    const here = await mediationHere(tx, scope, event);
    if (here.place !== 'lead') error(404, 'Not found');
    const { mediationId } = here.mediation;
    const meeting = await meetingNow(tx, scope, here, moment);
    const people = await readersOf(tx, scope, mediationId);
    const shown = only === null || only === 'everyone' ? sides : sides.filter((side) => side === only);
    const rooms = [];
    if (only !== 'everyone' && !meeting.outside)
      for (const side of shown) rooms.push(await sideOf(tx, scope, here, side, people, moment));
    const sharing = only === 'everyone' || (only !== null && isSide(only)) ? only : null;
    const carried = sharing ? [] : await carriedFor(tx, scope, mediationId, 'lead');
    return {
      ...{ meeting, rooms, sharing },
      carried: carried.map((one) => ({ ...one, at: timeInWords(one.at) })),
      notes: sharing || meeting.outside ? null : await leadNotesOf(tx, scope, mediationId),
    };
  });
}
export type LeadView = Awaited<ReturnType<typeof viewLead>>;
