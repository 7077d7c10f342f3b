import { and, asc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Tx } from '#server/db.ts';
import type { Party, Proposal } from './point.ts';
import { Refused } from './refusal.ts';
import { proposal } from './schema.server.ts';

export type ProposalRow = typeof proposal.$inferSelect;
type Fated = ProposalRow & Proposal;

/** Every proposal of a point, oldest first, with what became of it: newer words of the same side replace older ones. */
async function proposalsOf(tx: Tx, scope: CaseScope, pointId: string): Promise<Fated[]> {
  const here = and(
    eq(proposal.councilId, scope.councilId),
    eq(proposal.caseFileId, scope.caseFileId),
    eq(proposal.pointId, pointId),
  );
  const rows = await tx.select().from(proposal).where(here).orderBy(asc(proposal.proposalId));
  return rows.map((row, index) => {
    if (!row.withdrawnAt) return { ...row, fate: 'standing' };
    const newer = rows.slice(index + 1).some((other) => other.side === row.side);
    return { ...row, fate: newer ? 'replaced' : 'withdrawn' };
  });
}

/** The words each side has put forward and not taken back. */
export async function standingProposals(
  tx: Tx,
  scope: CaseScope,
  pointId: string,
): Promise<Partial<Record<Party, Fated>>> {
  const rows = await proposalsOf(tx, scope, pointId);
  return Object.fromEntries(rows.filter((row) => row.fate === 'standing').map((row) => [row.side, row]));
}

/** One proposal of this point by id. Throws `not-found`. */
export async function proposalOf(tx: Tx, scope: CaseScope, pointId: string, proposalId: string): Promise<Fated> {
  const found = (await proposalsOf(tx, scope, pointId)).find((row) => row.proposalId === proposalId);
  if (!found) throw new Refused('not-found');
  return found;
}
