import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { adultFor } from '#domain/cases/adults.server.ts';
import { preflight } from '#domain/cases/adults.ts';
import { madeBook } from '#domain/evidence/book/books.server.ts';
import { askForPlanned } from '#domain/evidence/book/planned.server.ts';
import { wordsOfPaper, type Target } from '#domain/evidence/sending/send-target.server.ts';
import { recordSending } from '#domain/evidence/sending/send.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { beginInAppeal } from '../begin.server.ts';
import { bundleBook, lateCites, type FrozenBundle } from './bundle-content.ts';
import { bundleParts } from './bundle-parts.ts';
import { bundleRecipe } from './bundle-recipe.ts';
import { changedSince, lateOf, newestBundle, putIn, type BundleRow, type PutIn } from './bundle.server.ts';

/** What somebody of the family is told who may not take the bundle away: never why, for the reason can be what is hidden from them. */
export const NOT_TO_KEEP = 'You can read its papers here, and cannot download it. Your case officer can tell you why.';

interface Frozen {
  row: BundleRow;
  content: FrozenBundle;
  sha256: string;
  papers: PutIn[];
}

async function frozenOf(tx: Tx, scope: CaseScope, appealId: string): Promise<Frozen | null> {
  const row = await newestBundle(tx, scope, appealId);
  if (!row?.content || !row.sha256) return null;
  return { row, content: row.content, sha256: row.sha256, papers: await putIn(tx, scope, row.bundleId) };
}

/** Asks for the frozen bundle, with what came after the freeze behind it, as one PDF. */
export async function askForBundlePdf(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
): Promise<Refused | { packBookId: string }> {
  await beginInAppeal(tx, scope, appealId);
  const found = await frozenOf(tx, scope, appealId);
  if (!found) return refuse('make', 'Freeze the bundle first.');
  const { row, content, sha256, papers } = found;
  const [changed] = changedSince(content, papers);
  if (changed) return refuse('make', `${changed} Start a new bundle, and freeze that.`);
  const { bundleId } = row;
  return askForPlanned(tx, scope, {
    bundleId,
    recipe: bundleRecipe,
    content: bundleBook(content, sha256, lateOf(row, papers)),
  });
}

export interface BundlePdf {
  bytes: number;
  name: string;
}

async function pdfOf(tx: Tx, scope: CaseScope, found: Frozen | null, packBookId: string): Promise<BundlePdf | null> {
  if (!found || changedSince(found.content, found.papers).length > 0) return null;
  const ids = found.content.entries.map(({ evidenceItemId }) => evidenceItemId);
  const book = await madeBook(tx, scope, found.row.bundleId, packBookId, ids);
  return book && { bytes: book.bytes, name: `${found.content.reference.replaceAll('/', '-')}, bundle.pdf` };
}

/** Whether this person may still have a PDF of the appeal's bundle: asked again while it is on its way. */
export const mayStillKeep = async (tx: Tx, scope: CaseScope, appealId: string, packBookId: string): Promise<boolean> =>
  (await mayKeep(tx, scope)) && (await pdfOf(tx, scope, await frozenOf(tx, scope, appealId), packBookId)) !== null;

/** What is known of somebody of the family lets them have it (GUARD9). What its pages would tell them is asked when they take it. */
export async function mayKeep(tx: Tx, scope: CaseScope): Promise<boolean> {
  if (scope.side !== 'family') return true;
  const asAdult = await adultFor(tx, scope, scope.personId);
  const answer = asAdult && preflight(asAdult, today(now));
  return answer !== null && answer.may && answer.askFirst === null;
}

/**
 * Hands a PDF of the newest bundle to whoever may have it, and writes that down. Null: there is none by that id here (A14).
 * BUN10: what goes to somebody of the family goes through the recipient preflight, whatever address they came by.
 */
export async function takeBundlePdf(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
  packBookId: string,
): Promise<Refused | BundlePdf | null> {
  const found = await frozenOf(tx, scope, appealId);
  const pdf = await pdfOf(tx, scope, found, packBookId);
  if (!found || !pdf) return null;
  if (scope.side === 'family') {
    const asAdult = await adultFor(tx, scope, scope.personId);
    if (!asAdult) return refuse('keep', NOT_TO_KEEP);
    const { sha256, row } = found;
    const target = await targetOf(tx, scope, found);
    const to = { what: 'bundle' as const, targetId: row.bundleId, adultId: asAdult.adultId, sha256, target };
    if (isRefused(await recordSending(tx, scope, to))) return refuse('keep', NOT_TO_KEEP);
  }
  await recordFor(tx, scope, { action: 'bundle.downloaded', target: packBookId });
  return pdf;
}

/** Every page of it with its words, as the preflight looks through them. */
async function targetOf(tx: Tx, scope: CaseScope, { row, content, sha256, papers }: Frozen): Promise<Target> {
  const numbered = content.entries.map(({ evidenceItemId, part, firstPage }) => ({
    evidenceItemId,
    cite: (page: number) => `${bundleParts[part].letter}${firstPage + page - 1}`,
  }));
  const late = lateCites(content.entries, lateOf(row, papers)).map(({ paper, cite }) => ({
    evidenceItemId: paper.evidenceItemId,
    cite: (page: number) => `${cite}, ${page}`,
  }));
  const pages: Target['pages'] = [];
  for (const { evidenceItemId, cite } of [...numbered, ...late])
    for (const { words, page } of await wordsOfPaper(tx, scope, evidenceItemId))
      pages.push({ words, called: `Page ${cite(page)}` });
  return { name: 'The bundle for the hearing', sha256, because: null, pages };
}
