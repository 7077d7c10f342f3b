import type { CaseScope } from '#domain/access/scope.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { citeAll, type PackEntry } from '#domain/evidence/pack/pack.ts';
import { paperOf, wordsOfPage } from '#domain/evidence/papers.server.ts';
import type { Tx } from '#server/db.ts';
import { pageAt, readCites } from './reasons-pages.ts';

/** One page of the pack beside the notes. */
export interface DeskPage {
  cite: string;
  title: string;
  /** "C3 to C11". */
  within: string;
  previous: string | null;
  next: string | null;
  /** Null for a page of words, which stands on the desk itself, and for a paper taken out of view since. */
  picture: { evidenceItemId: string; page: number; paragraphs: string[]; width: number; height: number } | null;
  /** Where on the desk a page of words stands; null for a paper. */
  anchor: string | null;
}

const anchors: Record<PackEntry['kind'], string | null> = {
  child: 'child',
  summary: 'summary',
  point: 'points',
  paper: null,
};

/** Opens the page somebody asked for as it is printed ("C41"), and writes down that they looked; a sentence when there is no such page. */
export async function deskPageOf(
  tx: Tx,
  scope: CaseScope,
  asked: string,
  contents: readonly PackEntry[],
): Promise<DeskPage | { fault: string }> {
  const read = readCites(asked, contents);
  if ('fault' in read) return read;
  const [{ cite, evidenceItemId, page }] = read.pages as [(typeof read.pages)[number]];
  const number = Number(cite.slice(1));
  const entry = contents.find(({ firstPage, pages }) => number >= firstPage && number < firstPage + pages)!;
  const at = (other: number) => pageAt(other, contents)?.cite ?? null;
  const found = { cite, title: entry.title, within: citeAll(entry), previous: at(number - 1), next: at(number + 1) };
  const anchor = anchors[entry.kind];
  const paper = evidenceItemId ? await paperOf(tx, scope, evidenceItemId) : null;
  if (paper?.state !== 'ready') return { ...found, anchor, picture: null };
  await recordLook(tx, scope, 'paper.opened', evidenceItemId);
  const { paragraphs, widthPt: width, heightPt: height } = await wordsOfPage(tx, scope, evidenceItemId, page);
  return { ...found, anchor, picture: { evidenceItemId, page, paragraphs, width, height } };
}
