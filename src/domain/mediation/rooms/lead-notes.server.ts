import { and, eq } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { seal } from '#server/seal.ts';
import { beginInMediation } from '../begin.server.ts';
import { wordsIn } from './opened.server.ts';
import { mediatorNote } from './rooms-schema.server.ts';

const MOST_CHARACTERS = 20_000;
const ownerOf = ({ councilId, personId }: CaseScope, mediationId: string) => `${councilId}|${mediationId}|${personId}`;

const own = (scope: CaseScope, mediationId: string) =>
  and(
    eq(mediatorNote.councilId, scope.councilId),
    eq(mediatorNote.caseFileId, scope.caseFileId),
    eq(mediatorNote.mediationId, mediationId),
    eq(mediatorNote.personId, scope.personId),
  );

/** What somebody who leads has noted. `opens` is false when what was kept does not open; then there are no words. */
export interface LeadNotes {
  words: string;
  opens: boolean;
}

/** One's own notes as the one who leads; '' for everybody else, whoever led before, and after closing (A11, E05). */
export async function leadNotesOf(tx: Tx, scope: CaseScope, mediationId: string): Promise<LeadNotes> {
  const [row] = await tx.select({ sealed: mediatorNote.sealed }).from(mediatorNote).where(own(scope, mediationId));
  if (!row) return { words: '', opens: true };
  const { councilId, caseFileId } = scope;
  const words = wordsIn(row.sealed, ownerOf(scope, mediationId), { councilId, caseFileId, target: mediationId });
  return { words: words ?? '', opens: words !== null };
}

/** Keeps them, sealed for their row and told to nobody (ROOM12). Null for whoever does not lead: an id of nothing. */
export async function keepLeadNotes(
  tx: Tx,
  scope: CaseScope,
  mediationId: string,
  words: string,
  now: Date,
): Promise<Refused | 'done' | null> {
  const found = await beginInMediation(tx, scope, mediationId);
  if (found?.place !== 'lead') return null;
  if (words.length > MOST_CHARACTERS) return refuse('notes', 'Use 20,000 characters or fewer.');
  const { councilId, caseFileId, personId } = scope;
  const sealed = seal(Buffer.from(words.replaceAll('\r\n', '\n')), ownerOf(scope, mediationId));
  const target = [mediatorNote.councilId, mediatorNote.caseFileId, mediatorNote.mediationId, mediatorNote.personId];
  await tx
    .insert(mediatorNote)
    .values({ councilId, caseFileId, mediationId, personId, sealed, at: now })
    .onConflictDoUpdate({ target, set: { sealed, at: now } });
  return 'done';
}
