import { and, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { SeenPoint } from '#domain/evidence/list/seen.ts';
import type { Tx } from '#server/db.ts';
import { point, proposal } from './schema.server.ts';
import { theCheck } from './place.server.ts';
import { findSpace } from './store.server.ts';

/** The points as far as a confirmation rests on them, from the rows alone: no live text is read. */
export async function seenPointsOf(tx: Tx, scope: CaseScope): Promise<SeenPoint[]> {
  const space = await findSpace(tx, scope, theCheck);
  if (!space) return [];
  const own = (table: typeof point | typeof proposal) =>
    and(eq(table.councilId, scope.councilId), eq(table.caseFileId, scope.caseFileId));
  const points = await tx
    .select()
    .from(point)
    .where(and(own(point), eq(point.spaceId, space.spaceId)));
  const proposals = await tx.select().from(proposal).where(own(proposal));
  return points.map(({ pointId, number, state, agreedProposalId }) => {
    const standing = (side: 'family' | 'council') =>
      proposals.find((row) => row.pointId === pointId && row.side === side && !row.withdrawnAt)?.sha256 ?? null;
    return {
      pointId,
      number,
      state,
      agreedSha256: proposals.find((row) => row.proposalId === agreedProposalId)?.sha256 ?? null,
      familySha256: standing('family'),
      councilSha256: standing('council'),
    };
  });
}
