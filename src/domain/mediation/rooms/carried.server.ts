import { and, eq } from 'drizzle-orm';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { Place, PrivateSide } from '../mediation.ts';
import { keptNotesOf, NOTE_MOST_CHARACTERS } from './kept-notes.server.ts';
import { beginInRoom, type InRoom } from './private-room.server.ts';
import type { WhichRoom } from './room-commands.server.ts';
import { carried } from './rooms-schema.server.ts';

export type ShownTo = 'everyone' | PrivateSide;
type Done = Refused | 'done' | null;

/** Words as they were carried out of one side's private room. */
export interface Carried {
  carriedId: string;
  fromSide: PrivateSide;
  shownTo: ShownTo;
  words: string;
  at: Date;
}

const inMediation = (scope: CaseScope, mediationId: string) =>
  and(
    eq(carried.councilId, scope.councilId),
    eq(carried.caseFileId, scope.caseFileId),
    eq(carried.mediationId, mediationId),
  );

/** What was carried, as far as somebody in that place is shown it: their own side's, and what was shown to them. */
export async function carriedFor(tx: Tx, scope: CaseScope, mediationId: string, place: Place): Promise<Carried[]> {
  const rows = await tx.select().from(carried).where(inMediation(scope, mediationId)).orderBy(carried.carriedId);
  return rows
    .filter(
      ({ fromSide, shownTo }) => place === 'lead' || [fromSide, shownTo].includes(place) || shownTo === 'everyone',
    )
    .map(({ carriedId, fromSide, shownTo, words, at }) => ({ carriedId, fromSide, shownTo, words, at }));
}

/**
 * The one who leads offers words of one side to the other, or to everyone: exactly as they are, and only once (ROOM10).
 * Of a kept note the words are the row's own, and only with its owner's leave. Of a sealed room the server has never had
 * them: the browser of the one who leads hands in what its owner allowed there.
 */
export async function carry(
  tx: Tx,
  scope: CaseScope,
  which: WhichRoom,
  what: { noteId: string } | { words: string },
  shownTo: ShownTo,
): Promise<Done> {
  const found = await beginInRoom(tx, scope, which.mediationId, which.side);
  if (!found || isRefused(found)) return found;
  if (found.place !== 'lead') return refuse('form', 'Only the person who leads carries words between the rooms.');
  const { mediationId, side } = found.room;
  if (shownTo === side) return refuse('form', 'These are their own words. Choose the other side, or everyone.');
  const words = await wordsToCarry(tx, scope, found, what);
  if (isRefused(words)) return words;
  const same = await tx
    .select({ carriedId: carried.carriedId })
    .from(carried)
    .where(
      and(
        inMediation(scope, mediationId),
        eq(carried.fromSide, side),
        eq(carried.shownTo, shownTo),
        eq(carried.words, words),
      ),
    );
  if (same.length > 0) return 'done';
  const { councilId, caseFileId, personId: carriedBy } = scope;
  await tx.insert(carried).values({ councilId, caseFileId, mediationId, fromSide: side, shownTo, words, carriedBy });
  await recordFor(tx, scope, { action: 'mediation.carried', target: mediationId });
  return 'done';
}

async function wordsToCarry(
  tx: Tx,
  scope: CaseScope,
  found: InRoom,
  what: { noteId: string } | { words: string },
): Promise<string | Refused> {
  const kept = found.room.kind === 'kept';
  if ('noteId' in what) {
    const note = (await keptNotesOf(tx, scope, found)).find(({ noteId }) => noteId === what.noteId);
    if (note?.mayShare && note.words !== null) return note.words;
    return refuse('form', 'Their owner has not said that you may share these words.');
  }
  const words = what.words.trim();
  if (kept || !words || words.length > NOTE_MOST_CHARACTERS)
    return refuse('form', 'Only words that their owner allowed can be shared.');
  return words;
}
