import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { engine } from '#realtime/server/engine.ts';
import { beginInMediation } from '../begin.server.ts';
import { jointDocument, NOTE } from './joint-document.server.ts';
import { outside } from './phase-commands.server.ts';

const MOST_CHARACTERS = 20_000;
/** The field of the note on its page: what is typed live and what is typed into a form have the same. */
const NOTE_FIELD = `words-${NOTE}`;

/** The running note of a mediation as the server holds it now, and the hash that names its words. */
export async function noteOf({ councilId }: CaseScope, documentId: string) {
  const words = await engine().textOf({ councilId, documentId, name: NOTE });
  return { words, sha256: sha256Of(words) };
}

/**
 * Keeps the whole note from a plain form. `shownSha256` is of the words its page showed: when somebody changed them since,
 * nobody's are written over. Null for whoever has no place in the mediation.
 */
export async function saveNote(
  scope: CaseScope,
  mediationId: string,
  { words: typed, shownSha256 }: { words: string; shownSha256: string },
): Promise<Refused | 'kept' | null> {
  const words = typed.replaceAll('\r\n', '\n');
  if (words.length > MOST_CHARACTERS) return refuse(NOTE_FIELD, 'Use 20,000 characters or fewer.');
  const held = await underScope(scope, async (tx) => {
    const found = await beginInMediation(tx, scope, mediationId);
    if (!found) return null;
    return outside(found) ?? { documentId: await jointDocument(tx, scope, mediationId) };
  });
  if (!held || 'refused' in held) return held;
  const text = { councilId: scope.councilId, documentId: held.documentId, name: NOTE };
  await engine().ensureText(text);
  const before = await noteOf(scope, held.documentId);
  if (before.words === words) return 'kept';
  if (before.sha256 !== shownSha256)
    return refuse(NOTE_FIELD, 'Somebody changed these words while you wrote. Put yours and theirs together.');
  const written = await engine().replaceText({ scope, documentId: held.documentId, name: NOTE, words });
  if ('ok' in written) return 'kept';
  if (written.because === 'forbidden') throw new AccessEnded();
  return refuse(NOTE_FIELD, 'We could not keep that just now. What you typed is still here. Please try again.');
}
