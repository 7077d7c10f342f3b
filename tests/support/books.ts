import { buildNext, nothingUnderWay } from '../../src/domain/evidence/book/building.server.ts';
import { askForBook } from '../../src/domain/evidence/book/books.server.ts';
import { isRefused } from '../../src/domain/evidence/begin.server.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { getDocument, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { scopeFor } from './papers.ts';

/** Asks for the one PDF of a pack. Throws when it is refused. */
export async function ask(person: Person, caseFileId: string, packId: string): Promise<string> {
  const scope = await scopeFor(person, caseFileId, 'pack:bind');
  const asked = await underScope(scope, (tx) => askForBook(tx, scope, packId));
  if (!asked || isRefused(asked)) throw new Error(asked?.refused ?? 'There is no such pack.');
  return asked.packBookId;
}

/** Builds whatever waits, in this process, and returns when nothing does. */
export async function buildAll(councilId: string): Promise<void> {
  while (await buildNext(councilId)) await nothingUnderWay();
}

/** Asks for the one PDF of a pack and builds it. */
export async function makeBook(person: Person, caseFileId: string, packId: string): Promise<string> {
  const packBookId = await ask(person, caseFileId, packId);
  await buildAll(person.councilId);
  return packBookId;
}

export const openBook = (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS }).promise;

/** Every piece of text of one page with where it begins, in points from the bottom left. */
export async function textOf(book: PDFDocumentProxy, page: number): Promise<{ text: string; x: number; y: number }[]> {
  const { items } = await (await book.getPage(page)).getTextContent();
  return items.flatMap((item) =>
    'str' in item && item.str.trim() !== '' ? [{ text: item.str, x: item.transform[4], y: item.transform[5] }] : [],
  );
}
export const wordsOf = async (book: PDFDocumentProxy, page: number): Promise<string> =>
  (await textOf(book, page)).map(({ text }) => text).join(' ');
