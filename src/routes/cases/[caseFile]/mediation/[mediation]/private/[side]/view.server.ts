import { error } from '@sveltejs/kit';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { timeInWords } from '#domain/calendar/today.ts';
import { carriedFor } from '#domain/mediation/rooms/carried.server.ts';
import { keptNotesOf } from '#domain/mediation/rooms/kept-notes.server.ts';
import { operatorOf } from '#domain/mediation/rooms/operator.server.ts';
import { privateRoomFor, readersOf, type InRoom, type Reader } from '#domain/mediation/rooms/private-room.server.ts';
import { keptInWords } from '#domain/mediation/rooms/who-hears.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { meetingNow } from '../../meeting.server.ts';

async function notesOf(tx: Tx, scope: CaseScope, found: InRoom, people: Reader[]) {
  const nameOf = (personId: string) => people.find((one) => one.personId === personId)?.name ?? 'Somebody who has left';
  const notes = await keptNotesOf(tx, scope, found);
  return notes.map(({ personId, at, ...note }) => ({
    ...note,
    by: nameOf(personId),
    mine: personId === scope.personId,
    at: timeInWords(at),
  }));
}

/** One side's private room for somebody who may be in it. `share`: the note whose exact words they asked to see first. */
export async function viewPrivateRoom(
  scope: CaseScope,
  { mediation = '', side = '' }: Partial<Record<string, string>>,
  share: string | null,
) {
  const moment = now();
  return underScope(scope, async (tx) => {
    const found = await privateRoomFor(tx, scope, mediation, side);
    if (!found) error(404, 'Not found');
    const meeting = await meetingNow(tx, scope, found, moment);
    if (meeting.outside || !meeting.roomsOpen) return { meeting, inside: null };
    const { room } = found;
    const people = await readersOf(tx, scope, mediation);
    const inIt = people.filter((one) => one.side === room.side || one.side === 'neutral');
    const operator = await operatorOf(tx, scope);
    const asked =
      meeting.phase === 'apart' && room.backAskedAt !== null && room.backAskedAt >= found.mediation.phaseSince;
    const notes = await notesOf(tx, scope, found, people);
    const shown = notes.find(({ noteId, mine }) => mine && noteId === share);
    const carried = await carriedFor(tx, scope, mediation, found.place);
    return {
      meeting,
      inside: {
        side: room.side,
        kind: room.kind,
        roomId: room.privateRoomId,
        leadName: people.find((one) => one.side === 'neutral')?.name ?? null,
        calledAt: room.calledAt && timeInWords(room.calledAt),
        backAsked: asked ? { answer: room.backAnswer } : null,
        sealedWords: keptInWords('sealed', inIt, scope.personId, operator),
        keptWords: keptInWords('kept', inIt, scope.personId, operator),
        notes,
        share: shown?.sha256 ? { noteId: shown.noteId, words: shown.words, sha256: shown.sha256 } : null,
        carried: carried.map((one) => ({ ...one, at: timeInWords(one.at) })),
      },
    };
  });
}
export type PrivateInside = NonNullable<Awaited<ReturnType<typeof viewPrivateRoom>>['inside']>;
