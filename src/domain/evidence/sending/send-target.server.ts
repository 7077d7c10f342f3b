import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { cite } from '../pack/pack.ts';
import { packOf } from '../pack/packs.server.ts';
import { paperOf } from '../papers.server.ts';
import { evidencePage } from '../schema.server.ts';

export interface Target {
  name: string;
  sha256: string;
  /** Why it cannot be sent to anybody, or null. */
  because: string | null;
  /** The words of every page, and what each page is called. */
  pages: { words: string; called: string }[];
}

/** The words of every page of a paper, in order, as whoever reads it now would read them. */
export const wordsOfPaper = (
  tx: Tx,
  { councilId, caseFileId }: Pick<CaseScope, 'councilId' | 'caseFileId'>,
  evidenceItemId: string,
) =>
  tx
    .select({ words: evidencePage.words, page: evidencePage.page })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, councilId),
        eq(evidencePage.caseFileId, caseFileId),
        eq(evidencePage.evidenceItemId, evidenceItemId),
      ),
    )
    .orderBy(asc(evidencePage.page));

/** A paper or a pack of this case that somebody means to send. Null when there is none by that id here. */
export const targetOf = (tx: Tx, scope: CaseScope, what: 'paper' | 'pack', id: string): Promise<Target | null> =>
  what === 'paper' ? paperToSend(tx, scope, id) : packToSend(tx, scope, id);

async function paperToSend(tx: Tx, scope: CaseScope, id: string): Promise<Target | null> {
  const paper = await paperOf(tx, scope, id);
  if (!paper) return null;
  const sendable = paper.state === 'ready' && paper.withdrawnAt === null;
  return {
    name: paper.title,
    sha256: paper.sha256,
    because: sendable ? null : 'This paper cannot be read now, so it cannot be sent.',
    pages: (await wordsOfPaper(tx, scope, id)).map(({ words, page }) => ({ words, called: `Page ${page}` })),
  };
}

async function packToSend(tx: Tx, scope: CaseScope, id: string): Promise<Target | null> {
  const pack = await packOf(tx, scope, id);
  if (!pack) return null;
  const pages: Target['pages'] = [];
  let recalled = false;
  for (const entry of pack.manifest.contents.filter(({ kind }) => kind === 'paper')) {
    recalled ||= (await paperOf(tx, scope, entry.id))?.state === 'recalled';
    for (const { words, page } of await wordsOfPaper(tx, scope, entry.id))
      pages.push({ words, called: `Page ${cite(entry, page)}` });
  }
  const { parts } = pack.manifest;
  const { ownWords, goodDay, wantGrownUpsToKnow } = parts.child;
  const points = parts.points.flatMap(({ agreed, family, council }) => [agreed, family, council]);
  const said = [ownWords, goodDay, wantGrownUpsToKnow, parts.summary.words, ...points].filter(Boolean);
  return {
    name: `What the Board will see, number ${pack.number}`,
    sha256: pack.sha256,
    because: recalled ? 'A paper in this pack was recalled. Freeze a new one and send that.' : null,
    pages: [...pages, { words: said.join('\n'), called: 'What people wrote in it' }],
  };
}
