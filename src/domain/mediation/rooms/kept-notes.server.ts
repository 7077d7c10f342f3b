import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { seal } from '#server/seal.ts';
import type { PrivateSide } from '../mediation.ts';
import { wordsIn } from './opened.server.ts';
import { beginInRoom, type InRoom } from './private-room.server.ts';
import type { WhichRoom } from './room-commands.server.ts';
import { privateNote } from './rooms-schema.server.ts';

export const NOTE_MOST_CHARACTERS = 4_000;
type NoteRow = typeof privateNote.$inferSelect;
type Done = Refused | 'done' | null;

/**
 * A note as those in its room read it. `sha256` names its words: what may be shared is exactly what was shown. Both are null
 * when what was kept does not open: it was changed, or is not where it was written.
 */
export interface KeptNote {
  noteId: string;
  personId: string;
  words: string | null;
  sha256: string | null;
  mayShare: boolean;
  at: Date;
}

/** What a note is sealed for: under another row, person, side, mediation or council it does not open (J11). */
const ownerOf = (row: Pick<NoteRow, 'councilId' | 'mediationId' | 'side' | 'personId' | 'privateNoteId'>) =>
  [row.councilId, row.mediationId, row.side, row.personId, row.privateNoteId].join('|');

function opened(row: NoteRow): KeptNote {
  const { councilId, caseFileId, privateNoteId: noteId, personId, mayShareAt, at } = row;
  const words = wordsIn(row.sealed, ownerOf(row), { councilId, caseFileId, target: noteId });
  return {
    noteId,
    personId,
    words,
    sha256: words === null ? null : sha256Of(words),
    mayShare: mayShareAt !== null,
    at,
  };
}

const notesIn = (scope: CaseScope, mediationId: string, side: PrivateSide) =>
  and(
    eq(privateNote.councilId, scope.councilId),
    eq(privateNote.caseFileId, scope.caseFileId),
    eq(privateNote.mediationId, mediationId),
    eq(privateNote.side, side),
  );

/** The notes of a room somebody is in, oldest first. A room that is sealed has none here, ever. */
export async function keptNotesOf(tx: Tx, scope: CaseScope, { room }: InRoom): Promise<KeptNote[]> {
  if (room.kind !== 'kept') return [];
  const rows = await tx
    .select()
    .from(privateNote)
    .where(notesIn(scope, room.mediationId, room.side))
    .orderBy(privateNote.privateNoteId);
  return rows.map(opened);
}

/** Keeps a note, sealed for its row (ROOM9). No history, no count, no version: nobody outside the room can tell (E02). */
export async function keepNote(tx: Tx, scope: CaseScope, which: WhichRoom, words: string): Promise<Done> {
  const found = await beginInRoom(tx, scope, which.mediationId, which.side);
  if (!found || isRefused(found)) return found;
  const { room } = found;
  const said = words.replaceAll('\r\n', '\n').trim();
  if (!said) return refuse('words', 'Write what you want to say.');
  if (said.length > NOTE_MOST_CHARACTERS) return refuse('words', 'Use 4,000 characters or fewer.');
  if (room.kind !== 'kept') return refuse('words', 'This room keeps nothing on the server.');
  const { councilId, caseFileId, personId } = scope;
  const { mediationId, side } = room;
  const row = { councilId, caseFileId, privateNoteId: v7(), mediationId, side, personId };
  await tx.insert(privateNote).values({ ...row, sealed: seal(Buffer.from(said), ownerOf(row)) });
  return 'done';
}

/** One note, for whoever wrote it. */
async function ownNote(tx: Tx, scope: CaseScope, found: InRoom, noteId: string): Promise<KeptNote | Refused> {
  const notes = isId(noteId) ? await keptNotesOf(tx, scope, found) : [];
  const note = notes.find((one) => one.noteId === noteId && one.personId === scope.personId);
  return note ?? refuse('form', 'That note is not yours, or is not there any more.');
}

/**
 * Its owner says that whoever leads may share a note, or takes that back (ROOM10). `shownSha256` is of the words they were
 * shown: nothing else is allowed. What was already shared stays shared.
 */
export async function allowNote(
  tx: Tx,
  scope: CaseScope,
  which: WhichRoom,
  { noteId, shownSha256, may }: { noteId: string; shownSha256: string; may: boolean },
  now: Date,
): Promise<Done> {
  const found = await beginInRoom(tx, scope, which.mediationId, which.side);
  if (!found || isRefused(found)) return found;
  const note = await ownNote(tx, scope, found, noteId);
  if (isRefused(note)) return note;
  if (may && note.sha256 !== shownSha256) return refuse('form', 'Look at the exact words first.');
  await tx
    .update(privateNote)
    .set({ mayShareAt: may ? now : null })
    .where(and(notesIn(scope, found.room.mediationId, found.room.side), eq(privateNote.privateNoteId, noteId)));
  return 'done';
}
