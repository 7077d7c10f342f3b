import { createHash } from 'node:crypto';
import type { CaseScope } from '#domain/access/scope.ts';
import { AccessEnded, underScope } from '#domain/access/scoped.server.ts';
import type { NackCode } from '#realtime/define.ts';
import { engine } from '#realtime/server/engine.ts';
import { partyOf } from './command.server.ts';
import type { Place } from './place.server.ts';
import { parties } from './point.ts';
import { Refused, type RefusalCode } from './refusal.ts';
import { documentsOf, findSpace, holdPoint, holdSpace, type Documents } from './store.server.ts';
import { documentKinds, type DocumentKind } from './texts.ts';
import { NOTE, SUMMARY } from './texts.ts';

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

async function documentsNow(scope: CaseScope, place: Place): Promise<Documents> {
  return underScope(scope, async (tx) => {
    const found = await findSpace(tx, scope, place);
    if (!found) throw new Refused('not-found');
    return documentsOf(tx, scope, found.spaceId);
  });
}

/** Texts that are in a document from the start, beside its points. */
const fromTheStart: Record<DocumentKind, readonly string[]> = { shared: [NOTE], family: [SUMMARY], council: [] };

/** Makes the texts of one document that are not there yet: by the server, never by two browsers at once. */
export async function ensureTexts(
  scope: CaseScope,
  documentId: string,
  kind: DocumentKind,
  pointIds: readonly string[],
): Promise<void> {
  const names = kind === 'shared' ? fromTheStart.shared : [...fromTheStart[kind], ...pointIds];
  for (const name of names) await engine().ensureText({ councilId: scope.councilId, documentId, name });
}

/** Makes both sides' texts of these points. Doing it again does nothing. */
export async function ensureTextsOf(scope: CaseScope, place: Place, ...pointIds: string[]): Promise<void> {
  const documents = await documentsNow(scope, place);
  for (const kind of parties) await ensureTexts(scope, documents[kind], kind, pointIds);
}

/** From now on both sides' words on the agreed points may not change; those of a point opened again may. */
export async function lockWords(scope: CaseScope, place: Place, agreedPointIds: string[]): Promise<void> {
  const documents = await documentsNow(scope, place);
  for (const kind of parties)
    await engine().lock({ councilId: scope.councilId, documentId: documents[kind], names: agreedPointIds });
}

/** Every document of the closed space becomes read-only, in every browser that has it open. */
export async function closeDocuments(scope: CaseScope, place: Place): Promise<void> {
  const documents = await documentsNow(scope, place);
  for (const kind of documentKinds)
    await engine().closeDocument({ councilId: scope.councilId, documentId: documents[kind] });
}

/** A plain form with a whole text in it. `shownSha256` is of the words its page showed. */
export interface WordsForm {
  place: Place;
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
  const kind = form.name === NOTE ? 'shared' : form.name === SUMMARY ? 'family' : partyOf(scope);
  if (form.name === SUMMARY && scope.side !== 'family') throw new Refused('not-yours', field);
  const documents = await documentsToWrite(scope, form, field);
  const documentId = documents[kind];
  await ensureTexts(
    scope,
    documentId,
    kind,
    [form.name].filter((name) => name !== NOTE && name !== SUMMARY),
  );
  const before = await wordsOf(scope, documents, kind, form.name);
  if (before === words) return;
  if (sha256Of(before) !== form.shownSha256) throw new Refused('words-changed', field);
  const written = await engine().replaceText({ scope, documentId, name: form.name, words });
  if ('because' in written) throw refusalFor(written.because, field);
}

/** The documents of the open space, once it is sure that this text is in it and may be changed. */
const documentsToWrite = (scope: CaseScope, { place, name }: WordsForm, field: string): Promise<Documents> =>
  underScope(scope, async (tx) => {
    await place.begin(tx, scope);
    const { spaceId } = await holdSpace(tx, scope, place);
    if (name !== NOTE && name !== SUMMARY) {
      const { state } = await holdPoint(tx, scope, spaceId, name);
      if (state === 'agreed') throw new Refused('locked-words', field);
    }
    return documentsOf(tx, scope, spaceId);
  });

const named: Partial<Record<NackCode, RefusalCode>> = { locked: 'locked-words', closed: 'closed' };
const refusalFor = (because: NackCode, field: string): Error =>
  because === 'forbidden' ? new AccessEnded() : new Refused(named[because] ?? 'not-saved', field);
