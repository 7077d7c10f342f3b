import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { PointState } from '#domain/spaces/point.ts';
import { point, proposal } from '#domain/spaces/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { keyed } from './keyed.ts';
import type { Run } from './marks.ts';
import { sectionPlace } from './sections.ts';

/** One paragraph of the plan as it stands between the sides. */
export interface Paragraph {
  pointId: string;
  section: string;
  /** "Section F, paragraph 3". */
  title: string;
  original: string;
  state: PointState;
  runs: Run[];
}

/**
 * Every paragraph of a working document in the plan's order, marked from what was put forward and agreed: from the rows
 * alone, no words that are still being typed (WD1).
 */
export async function paragraphsIn(tx: Tx, scope: CaseScope, spaceId: string): Promise<Paragraph[]> {
  const own = (table: typeof point | typeof proposal) =>
    and(eq(table.councilId, scope.councilId), eq(table.caseFileId, scope.caseFileId));
  const points = await tx
    .select()
    .from(point)
    .where(and(own(point), eq(point.spaceId, spaceId)));
  const proposals = await tx
    .select({
      pointId: proposal.pointId,
      proposalId: proposal.proposalId,
      side: proposal.side,
      words: proposal.words,
      withdrawnAt: proposal.withdrawnAt,
    })
    .from(proposal)
    .innerJoin(
      point,
      and(
        eq(point.councilId, proposal.councilId),
        eq(point.caseFileId, proposal.caseFileId),
        eq(point.pointId, proposal.pointId),
      ),
    )
    .where(and(own(proposal), eq(point.spaceId, spaceId)));
  const byPoint = Map.groupBy(proposals, ({ pointId }) => pointId);
  const inOrder = points.sort(
    (one, other) =>
      sectionPlace(one.planSection) - sectionPlace(other.planSection) || (one.position ?? 0) - (other.position ?? 0),
  );
  return inOrder.map(({ pointId, planSection, title, original, state, agreedProposalId }) => {
    const theirs = byPoint.get(pointId) ?? [];
    const standing = (side: 'family' | 'council') =>
      theirs.find((row) => row.side === side && !row.withdrawnAt)?.words ?? null;
    const agreed = theirs.find((row) => row.proposalId === agreedProposalId)?.words ?? null;
    const proposed = { family: standing('family'), council: standing('council'), agreed };
    const runs = keyed(original ?? '', proposed);
    return { pointId, section: planSection ?? '', title, original: original ?? '', state, runs };
  });
}
