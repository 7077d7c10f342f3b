import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { recordLook } from './looked.server.ts';
import type { Paper } from './paper.ts';
import { cite, type PackEntry } from './pack/pack.ts';
import { packsOf } from './pack/packs.server.ts';
import { paperOf, wordsOfPage } from './papers.server.ts';
import { readSoon } from './intake/reading.server.ts';

/** A paper that may be opened: read, and not taken back unless a frozen pack still holds it. */
export interface OpenPaper {
  paper: Paper;
  mayRead: boolean;
  /** Where it stands in the newest pack that holds it. */
  inPack: PackEntry | null;
}

/** Finds a paper and whether it may be read. Null when there is none on this case file. */
export async function findOpen(tx: Tx, scope: CaseScope, evidenceItemId: string): Promise<OpenPaper | null> {
  const paper = await paperOf(tx, scope, evidenceItemId);
  if (!paper) return null;
  const inPack =
    (await packsOf(tx, scope))
      .flatMap(({ manifest }) => manifest.contents)
      .find(({ kind, id }) => kind === 'paper' && id === evidenceItemId) ?? null;
  return { paper, inPack, mayRead: paper.state === 'ready' && (paper.withdrawnAt === null || inPack !== null) };
}

/** A paper at one page, for reading: recorded as opened. A page that is not in it is taken as the nearest that is. */
export async function openPaperAt(scope: CaseScope, evidenceItemId: string, asked: number) {
  const first = await underScope(scope, (tx) => paperOf(tx, scope, evidenceItemId));
  if (first?.state === 'reading') await readSoon(scope, first);
  return underScope(scope, async (tx) => {
    const open = await findOpen(tx, scope, evidenceItemId);
    if (!open) return null;
    const page = Math.min(Math.max(1, asked), Math.max(1, open.paper.pages));
    if (open.mayRead) await recordLook(tx, scope, 'paper.opened', evidenceItemId);
    const words = open.mayRead
      ? await wordsOfPage(tx, scope, evidenceItemId, page)
      : { paragraphs: [], wordsFrom: 'file' as const, widthPt: 0, heightPt: 0 };
    return { ...open, page, ...words, cite: open.inPack && cite(open.inPack, page) };
  });
}
