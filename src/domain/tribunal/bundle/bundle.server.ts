import { and, asc, desc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { dateOf } from '#domain/calendar/today.ts';
import { arrivedIn } from '#domain/evidence/pack/pack-content.server.ts';
import { asOthersSee, type Paper } from '#domain/evidence/paper.ts';
import { papersAsGiven } from '#domain/evidence/papers.server.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import {
  citeOf,
  numbered,
  type FrozenBundle,
  type BundledPaper,
  type BundleEntry,
  type LatePaper,
} from './bundle-content.ts';
import { usualPart, usualRole, type BundlePart, type PaperRole, type PartySide } from './bundle-parts.ts';
import { bundle, bundlePaper } from './bundle-schema.server.ts';

export type BundleRow = typeof bundle.$inferSelect;

/** One paper somebody put in, with the paper as everybody may see it now. */
export interface PutIn {
  readonly evidenceItemId: string;
  readonly part: BundlePart;
  readonly side: PartySide;
  readonly as: PaperRole;
  readonly position: number;
  readonly addedAt: Date;
  /** Whether somebody of the family put it in: then only they take it out. */
  readonly byFamily: boolean;
  readonly paper: Paper;
  /** It can be opened: it is not being checked, taken back or recalled. */
  readonly isReadable: boolean;
}

/** The newest bundle of an appeal. Null: nobody has started one. */
export async function newestBundle(tx: Tx, { councilId, caseFileId }: CaseScope, appealId: string) {
  const [found] = await tx
    .select()
    .from(bundle)
    .where(and(eq(bundle.councilId, councilId), eq(bundle.caseFileId, caseFileId), eq(bundle.appealId, appealId)))
    .orderBy(desc(bundle.startedAt), desc(bundle.bundleId))
    .limit(1);
  return found ?? null;
}

/** Everything that was put into a bundle, in order. What may not be read has no name in it (GUARD5): both sides see this. */
export async function putIn(tx: Tx, scope: CaseScope, bundleId: string): Promise<PutIn[]> {
  const rows = await tx
    .select({
      evidenceItemId: bundlePaper.evidenceItemId,
      part: bundlePaper.part,
      side: bundlePaper.side,
      as: bundlePaper.as,
      position: bundlePaper.position,
      addedAt: bundlePaper.addedAt,
      kind: person.kind,
    })
    .from(bundlePaper)
    .innerJoin(person, and(eq(person.councilId, bundlePaper.councilId), eq(person.personId, bundlePaper.addedBy)))
    .where(
      and(
        eq(bundlePaper.councilId, scope.councilId),
        eq(bundlePaper.caseFileId, scope.caseFileId),
        eq(bundlePaper.bundleId, bundleId),
      ),
    )
    .orderBy(asc(bundlePaper.position), asc(bundlePaper.evidenceItemId));
  const papers = await papersOfCase(tx, scope);
  return rows.flatMap(({ kind, ...row }) => {
    const paper = papers.get(row.evidenceItemId);
    return paper ? [{ ...row, byFamily: kind === 'family', paper, isReadable: isReadable(paper) }] : [];
  });
}

const papersOfCase = async (tx: Tx, scope: CaseScope): Promise<Map<string, Paper>> =>
  new Map((await papersAsGiven(tx, scope)).map((paper) => [paper.evidenceItemId, asOthersSee(paper)]));

const isReadable = ({ state, withdrawnAt }: Paper): boolean => state === 'ready' && withdrawnAt === null;

const bundled = ({ paper, evidenceItemId, part, side, as }: PutIn): BundledPaper => {
  const { title, author, writtenOn, pages, sha256 } = paper;
  return { class: 'case', evidenceItemId, part, side, as, title, author, writtenOn, pages, sha256 };
};

/** What would be frozen now, numbered: every paper that can be read. */
export const entriesOf = (papers: readonly PutIn[]): BundleEntry[] =>
  numbered(papers.filter(({ isReadable: readable }) => readable).map(bundled));

/**
 * What was put in after the freeze, in the order it came: what is not in what was frozen, so that no clock decides it. One
 * that cannot be read now keeps its place, so no letter moves.
 */
export function lateOf({ content }: BundleRow, papers: readonly PutIn[]): LatePaper[] {
  if (content === null) return [];
  const frozen = new Set(content.entries.map(({ evidenceItemId }) => evidenceItemId));
  return papers
    .filter(({ evidenceItemId }) => !frozen.has(evidenceItemId))
    .sort((a, b) => a.position - b.position)
    .map((each) => ({ ...bundled(each), addedOn: dateOf(each.addedAt), isReadable: each.isReadable }));
}

/** What became of frozen papers since: a PDF is not made of them, and the bundle is started again. */
export function changedSince({ entries }: FrozenBundle, papers: readonly PutIn[]): string[] {
  const now = new Map(papers.map(({ evidenceItemId, paper }) => [evidenceItemId, paper]));
  return entries.flatMap((entry) => {
    const paper = now.get(entry.evidenceItemId);
    const cite = citeOf(entry);
    if (paper?.state !== 'ready') return [`A paper (${cite}) is being checked again, or was taken away.`];
    return paper.sha256 === entry.sha256
      ? []
      : [`Something in “${entry.title}” (${cite}) was hidden after the freeze.`];
  });
}

/** A paper that could still be put in, and where it usually goes. */
export interface CouldGoIn {
  readonly evidenceItemId: string;
  readonly title: string;
  readonly pages: number;
  readonly part: BundlePart;
  readonly as: PaperRole;
  readonly side: PartySide;
}

/** The papers of the case that can be read and are not in it; of a paper with a newer version, the newer one alone. */
export async function couldGoIn(tx: Tx, scope: CaseScope, papers: readonly PutIn[]): Promise<CouldGoIn[]> {
  const inside = new Set(papers.map(({ evidenceItemId }) => evidenceItemId));
  const all = [...(await papersOfCase(tx, scope)).values()].filter(isReadable);
  const replaced = new Set(all.map(({ replaces }) => replaces));
  const kinds = new Map((await arrivedIn(tx, scope)).map(({ evidenceItemId, kind }) => [evidenceItemId, kind]));
  return all
    .filter(({ evidenceItemId }) => !inside.has(evidenceItemId) && !replaced.has(evidenceItemId))
    .map(({ evidenceItemId, title, pages, addedSide }) => {
      const kind = kinds.get(evidenceItemId) ?? 'other';
      const side = addedSide === 'family' ? ('family' as const) : ('council' as const);
      return { evidenceItemId, title, pages, side, part: usualPart({ kind, side }), as: usualRole(kind) };
    });
}
