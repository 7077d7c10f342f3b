import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { engine } from '#realtime/server/engine.ts';
import type { Tx } from '#server/db.ts';
import { jointDocument } from '../rooms/joint-document.server.ts';
import { holdClause, isNotDone, notDone, whyNotNow, type ClauseForm, type NotDone } from './begin-clause.server.ts';
import { lockedClauses } from './locked.server.ts';

/** Longer than any clause that two people can remember, and well under what one update may carry. */
const WORDS_MOST_CHARACTERS = 10_000;

/** The text of one clause that both sides type into. */
export interface ClauseText {
  documentId: string;
  clauseId: string;
}

/** What is typed of a clause as the server holds it now. */
export const typedIn = (scope: CaseScope, { documentId, clauseId }: ClauseText): Promise<string> =>
  engine().textOf({ councilId: scope.councilId, documentId, name: clauseId });

/** Makes the text of a clause that has just been added: by the server, never by two browsers at once. */
export async function ensureClauseText(scope: CaseScope, mediationId: string, clauseId: string): Promise<void> {
  const documentId = await underScope(scope, (tx) => jointDocument(tx, scope, mediationId));
  await engine().ensureText({ councilId: scope.councilId, documentId, name: clauseId });
}

/** Lets every browser know which clauses may be typed into now. After the change that decided it has committed. */
export async function lockClauseTexts(scope: CaseScope, mediationId: string): Promise<void> {
  const { documentId, names } = await underScope(scope, async (tx) => ({
    documentId: await jointDocument(tx, scope, mediationId),
    names: await lockedClauses(tx, scope, mediationId),
  }));
  await engine().lock({ councilId: scope.councilId, documentId, names });
}

/** The document to write a clause's words into, once it is sure that they may change. */
async function textToWrite(tx: Tx, scope: CaseScope, form: ClauseForm): Promise<ClauseText | NotDone | null> {
  const held = await holdClause(tx, scope, form);
  if (!held || isNotDone(held)) return held;
  const { clauseId, mediationId } = held.row;
  return whyNotNow(held.row) ?? { documentId: await jointDocument(tx, scope, mediationId), clauseId };
}

const faultOf = (clauseId: string, sentence: string): NotDone => notDone({ [`words-${clauseId}`]: sentence });

/**
 * Keeps a clause's words from a plain form. `shownSha256` is of the words its page showed: when somebody changed them
 * since, nobody's are written over and the person sees both. The same words twice change nothing.
 */
export async function saveClauseWords(
  scope: CaseScope,
  form: ClauseForm & { words: string; shownSha256: string },
): Promise<'kept' | NotDone | null> {
  const words = form.words.replaceAll('\r\n', '\n');
  if (words.length > WORDS_MOST_CHARACTERS)
    return faultOf(form.clauseId, `Use ${WORDS_MOST_CHARACTERS.toLocaleString('en-GB')} characters or fewer`);
  const text = await underScope(scope, (tx) => textToWrite(tx, scope, form));
  if (!text || isNotDone(text)) return text;
  const { documentId, clauseId } = text;
  await engine().ensureText({ councilId: scope.councilId, documentId, name: clauseId });
  const before = await typedIn(scope, text);
  if (before === words) return 'kept';
  if (sha256Of(before) !== form.shownSha256)
    return faultOf(clauseId, 'Somebody changed these words while you had them open. Put yours and theirs together.');
  const written = await engine().replaceText({ scope, documentId, name: clauseId, words });
  if ('ok' in written) return 'kept';
  if (written.because === 'forbidden') throw new AccessEnded();
  return faultOf(clauseId, 'We could not keep that just now. What you typed is still here. Please try again.');
}
