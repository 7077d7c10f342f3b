import { and, asc, desc, eq, sql, type SQL } from 'drizzle-orm';
import { refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { assertStillStanding } from '#domain/access/scoped.server.ts';
import type { Role } from '#domain/access/standing.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { certificate, dispute, disputeIssue } from '../schema.server.ts';

export type DisputeRow = typeof dispute.$inferSelect;
export type IssueRow = typeof disputeIssue.$inferSelect;
export type CertificateRow = typeof certificate.$inferSelect;

const councilRoles: readonly Role[] = ['case_officer', 'senior_manager', 'dispute_resolution_officer'];

/**
 * DIS14: who may know of a dispute. The council's officers of the case of every one; anybody else of what they raised
 * themselves, and of what is worked through in a mediation they have a place in. To another parent it is an id of nothing.
 */
function known(scope: CaseScope): SQL | undefined {
  if (scope.role !== null && councilRoles.includes(scope.role)) return undefined;
  return sql`(${dispute.raisedBy} = ${scope.personId} or exists (select 1 from mediation m where m.council_id = ${dispute.councilId}
    and m.case_file_id = ${dispute.caseFileId} and m.dispute_id = ${dispute.disputeId}
    and mediation_place(m.council_id, m.mediation_id, ${scope.personId}) is not null))`;
}

const ofCase = (scope: CaseScope) =>
  and(eq(dispute.councilId, scope.councilId), eq(dispute.caseFileId, scope.caseFileId), known(scope));

/** The disputes of this case that whoever asks may know of, the newest first. */
export const disputesOf = (tx: Tx, scope: CaseScope): Promise<DisputeRow[]> =>
  tx.select().from(dispute).where(ofCase(scope)).orderBy(desc(dispute.number));

/** One of them. Null for everybody who may not know of it: to them it is an id of nothing. */
export async function disputeFor(tx: Tx, scope: CaseScope, disputeId: string): Promise<DisputeRow | null> {
  if (!isId(disputeId)) return null;
  const [found] = await tx
    .select()
    .from(dispute)
    .where(and(ofCase(scope), eq(dispute.disputeId, disputeId)));
  return found ?? null;
}

/** What is in dispute, in the order it was written down. Ask `disputeFor` first. */
export const issuesOf = (tx: Tx, { councilId, caseFileId }: CaseScope, disputeId: string): Promise<IssueRow[]> =>
  tx
    .select()
    .from(disputeIssue)
    .where(
      and(
        eq(disputeIssue.councilId, councilId),
        eq(disputeIssue.caseFileId, caseFileId),
        eq(disputeIssue.disputeId, disputeId),
      ),
    )
    .orderBy(asc(disputeIssue.number));

/** The certificates of a dispute, the first asked for first. Ask `disputeFor` first. */
export const certificatesOf = (
  tx: Tx,
  { councilId, caseFileId }: CaseScope,
  disputeId: string,
): Promise<CertificateRow[]> =>
  tx
    .select()
    .from(certificate)
    .where(
      and(
        eq(certificate.councilId, councilId),
        eq(certificate.caseFileId, caseFileId),
        eq(certificate.disputeId, disputeId),
      ),
    )
    .orderBy(asc(certificate.clockFrom), asc(certificate.at));

const ENDED = 'This disagreement is closed. Open it again first, or write down a new one.';

/**
 * Starts a command on a dispute: the person's place held, commands on one dispute one after the other. Null as
 * `disputeFor`; refused, on `form`, once it has ended. Throws `AccessEnded`.
 */
export async function beginOnDispute(
  tx: Tx,
  scope: CaseScope,
  disputeId: string,
): Promise<DisputeRow | Refused | null> {
  await assertStillStanding(tx, scope);
  if (!isId(disputeId)) return null;
  await tx.execute(sql`
    select 1 from dispute where council_id = ${scope.councilId} and case_file_id = ${scope.caseFileId}
       and dispute_id = ${disputeId} for no key update`);
  const found = await disputeFor(tx, scope, disputeId);
  return found?.endedAt ? refuse('form', ENDED) : found;
}

/** Changes the row of a dispute a command has begun on. */
export const changeDispute = async (
  tx: Tx,
  { councilId, caseFileId, disputeId }: DisputeRow,
  to: Partial<typeof dispute.$inferInsert>,
): Promise<void> => {
  const row = and(
    eq(dispute.councilId, councilId),
    eq(dispute.caseFileId, caseFileId),
    eq(dispute.disputeId, disputeId),
  );
  await tx.update(dispute).set(to).where(row);
};
