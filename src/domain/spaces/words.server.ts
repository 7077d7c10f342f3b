import { createHash } from 'node:crypto';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding, underScope } from '#domain/access/scoped.server.ts';
import { partyOf } from './command.server.ts';
import { parties } from './point.ts';
import { Refused } from './refusal.ts';
import {
  documentKinds,
  documentsOf,
  findSpace,
  holdPoint,
  holdSpace,
  type DocumentKind,
  type Documents,
} from './store.server.ts';
import { NOTE, SUMMARY } from './texts.ts';

/** What the engine does for commands: the words it holds now, and words put in for somebody without JavaScript. */
interface Engine {
  textOf(text: { councilId: string; documentId: string; name: string }): Promise<string>;
  replaceText(text: { scope: CaseScope; documentId: string; name: string; words: string }): Promise<void>;
  ensureText(text: { councilId: string; documentId: string; name: string }): Promise<void>;
  closeDocument(document: { councilId: string; documentId: string }): Promise<void>;
  lock(text: { councilId: string; documentId: string; name: string; locked: boolean }): Promise<void>;
}
const slot = Symbol.for('common-ground.engine');

function engine(): Engine {
  const found = (globalThis as { [slot]?: Engine })[slot];
  if (!found) throw new Error('The engine is not attached yet.');
  return found;
}

/** Longer than anybody types in one point, and well under what one update may carry. */
export const WORDS_MOST_CHARACTERS = 20_000;

/** The hash that names words: SHA-256 over their UTF-8 bytes, in hex. */
export const sha256Of = (words: string): string => createHash('sha256').update(words, 'utf8').digest('hex');

/** The words the server holds now in one text of a space. */
export const wordsOf = (scope: CaseScope, documents: Documents, kind: DocumentKind, name: string): Promise<string> =>
  engine().textOf({ councilId: scope.councilId, documentId: documents[kind], name });

/** Words and the hash that names them, as a page shows them. */
export async function held(scope: CaseScope, documents: Documents, kind: DocumentKind, name: string) {
  const words = await wordsOf(scope, documents, kind, name);
  return { words, sha256: sha256Of(words) };
}

async function documentsNow(scope: CaseScope): Promise<Documents> {
  return underScope(scope, async (tx) => {
    const found = await findSpace(tx, scope);
    if (!found) throw new Refused('not-found');
    return documentsOf(tx, scope, found.spaceId);
  });
}

/** Makes the texts of one point in both sides' documents. Doing it again does nothing. */
export async function ensureTextsOf(scope: CaseScope, pointId: string): Promise<void> {
  const documents = await documentsNow(scope);
  for (const kind of parties)
    await engine().ensureText({ councilId: scope.councilId, documentId: documents[kind], name: pointId });
}

/** Makes the running note and the family's summary. */
export async function ensureRoomTexts(scope: CaseScope): Promise<void> {
  const documents = await documentsNow(scope);
  await engine().ensureText({ councilId: scope.councilId, documentId: documents.shared, name: NOTE });
  await engine().ensureText({ councilId: scope.councilId, documentId: documents.family, name: SUMMARY });
}

/** From now on both sides' words on this point may not change (or, opened again, may). */
export async function lockWords(scope: CaseScope, pointId: string, locked: boolean): Promise<void> {
  const documents = await documentsNow(scope);
  for (const kind of parties)
    await engine().lock({ councilId: scope.councilId, documentId: documents[kind], name: pointId, locked });
}

/** Every document of the closed space becomes read-only, in every browser that has it open. */
export async function closeDocuments(scope: CaseScope): Promise<void> {
  const documents = await documentsNow(scope);
  for (const kind of documentKinds)
    await engine().closeDocument({ councilId: scope.councilId, documentId: documents[kind] });
}

/** A plain form with a whole text in it. `shownSha256` is of the words its page showed. */
export interface WordsForm {
  name: string;
  words: string;
  shownSha256: string;
}

/**
 * Keeps a whole text from a plain form. Nobody's words are written over: when they changed since the page was made,
 * it is refused and the person sees both. Sending the same words twice changes nothing.
 */
export async function saveWords(scope: CaseScope, form: WordsForm): Promise<void> {
  const words = form.words.replaceAll('\r\n', '\n');
  const field = `words-${form.name}`;
  if (words.length > WORDS_MOST_CHARACTERS) throw new Refused('too-long', field);
  const documents = await underScope(scope, async (tx) => {
    await assertStillStanding(tx, scope);
    const { spaceId } = await holdSpace(tx, scope);
    if (form.name !== NOTE && form.name !== SUMMARY) {
      const { state } = await holdPoint(tx, scope, spaceId, form.name);
      if (state === 'agreed') throw new Refused('locked-words', field);
    }
    return documentsOf(tx, scope, spaceId);
  });
  const kind = form.name === NOTE ? 'shared' : form.name === SUMMARY ? 'family' : partyOf(scope);
  if (form.name === SUMMARY && partyOf(scope) !== 'family') throw new Refused('not-yours', field);
  const held = await wordsOf(scope, documents, kind, form.name);
  if (held === words) return;
  if (sha256Of(held) !== form.shownSha256) throw new Refused('words-changed', field);
  await engine().replaceText({ scope, documentId: documents[kind], name: form.name, words });
}
