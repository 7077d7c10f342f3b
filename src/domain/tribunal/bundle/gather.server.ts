import { and, eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { mayAlso } from '#domain/access/offer.ts';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import { assertOpen, beginInAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { bundle, bundlePaper } from './bundle-schema.server.ts';
import { isOwnEvidence, type BundlePart, type PaperRole } from './bundle-parts.ts';
import { couldGoIn, newestBundle, putIn, type BundleRow, type PutIn } from './bundle.server.ts';

const NONE = 'Nobody has started a bundle yet.';
const NOT_THERE = 'This paper is not in the bundle. Look again.';
const FROZEN = 'The bundle is frozen, so no page in it moves.';

const leads = (scope: CaseScope): boolean => mayAlso(scope, 'appeal:lead');

/** Starts a bundle: the first with nothing in it; after one that is frozen, with the papers of that one that can still be read. */
export async function startBundle(tx: Tx, scope: CaseScope, appealId: string): Promise<Refused | { bundleId: string }> {
  const appeal = await beginInAppeal(tx, scope, appealId);
  assertOpen(appeal);
  const before = await newestBundle(tx, scope, appealId);
  if (before?.state === 'gathering') return refuse('start', 'A bundle is being gathered already.');
  const { councilId, caseFileId, personId } = scope;
  const bundleId = v7();
  // After the one before it, though a clock was set back since: the newest counts.
  const startedAt = before
    ? sql<Date>`greatest(now(), ${before.startedAt.toISOString()}::timestamptz + interval '1 millisecond')`
    : sql<Date>`now()`;
  const started = { state: 'gathering' as const, startedBy: personId, startedAt };
  await tx.insert(bundle).values({ councilId, caseFileId, bundleId, appealId, ...started });
  if (before) await takeOver(tx, scope, before, bundleId);
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.started' });
  return { bundleId };
}

/** The same papers in the same order, each still of whoever put it in. */
async function takeOver(tx: Tx, scope: CaseScope, before: BundleRow, bundleId: string): Promise<void> {
  const readable = (await putIn(tx, scope, before.bundleId)).filter(({ isReadable }) => isReadable);
  const rows = await tx
    .select()
    .from(bundlePaper)
    .where(
      and(
        ...[eq(bundlePaper.councilId, scope.councilId), eq(bundlePaper.caseFileId, scope.caseFileId)],
        ...[eq(bundlePaper.bundleId, before.bundleId)],
        inArray(bundlePaper.evidenceItemId, [bundleId, ...readable.map(({ evidenceItemId }) => evidenceItemId)]),
      ),
    );
  if (rows.length > 0) await tx.insert(bundlePaper).values(rows.map((row) => ({ ...row, bundleId })));
}

interface Held {
  appeal: AppealRow;
  found: BundleRow;
  papers: PutIn[];
}

/** Holds an open appeal and finds its bundle with what is in it. */
async function begin(tx: Tx, scope: CaseScope, appealId: string): Promise<Held | Refused> {
  const appeal = await beginInAppeal(tx, scope, appealId);
  assertOpen(appeal);
  const found = await newestBundle(tx, scope, appealId);
  return found ? { appeal, found, papers: await putIn(tx, scope, found.bundleId) } : refuse('bundle', NONE);
}

export interface ToPut {
  evidenceItemId: string;
  part: BundlePart;
  as: PaperRole;
}

/**
 * Puts a paper in. BUN4: whoever leads the appeal gathers; the family's side puts in its own evidence, until the freeze.
 * BUN8: what is put in after it is a late paper, and moves nothing.
 */
export async function putPaper(tx: Tx, scope: CaseScope, appealId: string, given: ToPut): Promise<Refused | null> {
  const held = await begin(tx, scope, appealId);
  if ('refused' in held) return held;
  const { appeal, found, papers } = held;
  const fault = whyNotPut(scope, found, given.part);
  if (fault) return fault;
  const paper = (await couldGoIn(tx, scope, papers)).find(({ evidenceItemId: id }) => id === given.evidenceItemId);
  if (!paper) return refuse('paper', 'Choose a paper of this case that is not in it yet');
  const { councilId, caseFileId, personId: addedBy } = scope;
  const { evidenceItemId, part, as } = given;
  const side = leads(scope) ? (part === 'family' || part === 'council' ? part : paper.side) : 'family';
  const position = Math.max(0, ...papers.map((each) => each.position)) + 1;
  const row = { councilId, caseFileId, bundleId: found.bundleId, evidenceItemId, part, as, side, position, addedBy };
  await tx.insert(bundlePaper).values(row);
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.paper_put', detail: { evidenceItemId, part, as } });
  return null;
}

function whyNotPut(scope: CaseScope, { state }: BundleRow, part: BundlePart): Refused | null {
  if (leads(scope)) return null;
  if (scope.side !== 'family')
    return refuse('paper', 'Whoever works on the appeal for the council puts its papers in.');
  if (state !== 'gathering')
    return refuse('paper', 'The bundle is frozen. Ask the council to put it in as a late paper.');
  return isOwnEvidence(part) ? null : refuse('part', 'You can put papers into your own evidence');
}

/** BUN4: what the family put in only the family moves or takes out, unless nobody can read it any more. */
function whyNotTouch(scope: CaseScope, { state }: BundleRow, paper: PutIn | undefined): Refused | null {
  if (!paper) return refuse('paper', NOT_THERE);
  if (state !== 'gathering') return refuse('paper', FROZEN);
  if (scope.side === 'family')
    return paper.side === 'family' && isOwnEvidence(paper.part)
      ? null
      : refuse('paper', 'The council put this paper in. Ask them to move it or take it out.');
  if (!leads(scope)) return refuse('paper', 'Whoever works on the appeal for the council does this.');
  return paper.byFamily && paper.isReadable
    ? refuse('paper', 'The family put this paper in. Ask them to take it out.')
    : null;
}

const ofPaper = ({ councilId, caseFileId }: CaseScope, { bundleId }: BundleRow, evidenceItemId: string) =>
  and(
    eq(bundlePaper.councilId, councilId),
    eq(bundlePaper.caseFileId, caseFileId),
    eq(bundlePaper.bundleId, bundleId),
    eq(bundlePaper.evidenceItemId, evidenceItemId),
  );

/** Takes a paper out before the freeze. The paper itself stays on the case. */
export async function takeOut(tx: Tx, scope: CaseScope, appealId: string, evidenceItemId: string) {
  const held = await begin(tx, scope, appealId);
  if ('refused' in held) return held;
  const { appeal, found, papers } = held;
  const fault = whyNotTouch(
    scope,
    found,
    papers.find((paper) => paper.evidenceItemId === evidenceItemId),
  );
  if (fault) return fault;
  await tx.delete(bundlePaper).where(ofPaper(scope, found, evidenceItemId));
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.paper_taken_out', detail: { evidenceItemId } });
  return null;
}

/** Moves a paper one place within its part. At the end of it nothing happens. */
export async function movePaper(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
  evidenceItemId: string,
  way: 'up' | 'down',
): Promise<Refused | null> {
  const held = await begin(tx, scope, appealId);
  if ('refused' in held) return held;
  const { appeal, found, papers } = held;
  const paper = papers.find((each) => each.evidenceItemId === evidenceItemId);
  const fault = whyNotMove(scope, found, paper);
  if (fault) return fault;
  const inPart = papers.filter(({ part }) => part === paper!.part);
  const other = inPart[inPart.indexOf(paper!) + (way === 'up' ? -1 : 1)];
  if (!other) return null;
  await tx
    .update(bundlePaper)
    .set({ position: other.position })
    .where(ofPaper(scope, found, evidenceItemId));
  await tx
    .update(bundlePaper)
    .set({ position: paper!.position })
    .where(ofPaper(scope, found, other.evidenceItemId));
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.paper_moved', detail: { evidenceItemId, way } });
  return null;
}

/** Order within a part is also whoever leads's to put right: nothing leaves the bundle by it. */
const whyNotMove = (scope: CaseScope, found: BundleRow, paper: PutIn | undefined): Refused | null =>
  paper && leads(scope) && found.state === 'gathering' ? null : whyNotTouch(scope, found, paper);
