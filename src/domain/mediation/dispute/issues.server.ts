import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import { disputeIssue } from '../schema.server.ts';
import { isPlanSection, planSections } from './appealable.ts';
import { areas, type Area } from './dispute.ts';
import { beginOnDispute, issuesOf, type IssueRow } from './disputes.server.ts';

export interface IssueWritten {
  words: string;
  /** A section of the plan; empty when it is about the decision itself, or nobody knows yet. */
  planSection: string;
  /** Asked for only where no section says it. */
  area: string;
}

/** What is kept of it: a section says which area it belongs to, whatever was chosen beside it (DIS16). */
function kept({ words, planSection, area }: IssueWritten): Refused | Pick<IssueRow, 'words' | 'planSection' | 'area'> {
  if (!words.trim()) return refuse('words', 'Write what this is about');
  if (planSection && !isPlanSection(planSection)) return refuse('planSection', 'Choose a section of the plan');
  const section = isPlanSection(planSection) ? planSection : null;
  const chosen: Area = Object.hasOwn(areas, area) ? (area as Area) : 'education';
  return { words: words.trim(), planSection: section, area: section ? planSections[section].area : chosen };
}

/** Adds one thing to a dispute. Null when there is no such dispute for whoever asks. */
export async function addIssue(
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  written: IssueWritten,
): Promise<Refused | null | { issueId: string }> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  const issue = kept(written);
  if (isRefused(issue)) return issue;
  const { councilId, caseFileId, personId } = scope;
  const issueId = v7();
  const number = (await issuesOf(tx, scope, disputeId)).length + 1;
  await tx
    .insert(disputeIssue)
    .values({ councilId, caseFileId, issueId, disputeId, number, addedBy: personId, ...issue });
  await recordFor(tx, scope, { action: 'dispute.issue_added', target: disputeId, detail: { issueId, ...issue } });
  return { issueId };
}

type Change = 'changed' | 'settled' | 'open';

/** Writes an issue anew; what it said before is kept in the history. Null when it is not there. */
export const changeIssue = (
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  issueId: string,
  written: IssueWritten,
): Promise<Refused | null | Change> =>
  onIssue(tx, scope, disputeId, issueId, (before) => {
    const issue = kept(written);
    if (isRefused(issue)) return issue;
    const { words, planSection, area } = before;
    return {
      to: issue,
      did: 'changed',
      action: 'dispute.issue_changed',
      detail: { before: { words, planSection, area } },
    };
  });

/** Says that an issue is settled, or that it is not after all. Either side may; the name of who did is shown (DIS17). */
export const settleIssue = (
  tx: Tx,
  scope: CaseScope<'dispute:raise'>,
  disputeId: string,
  issueId: string,
  settled: boolean,
  now: Date,
): Promise<Refused | null | Change> =>
  onIssue(tx, scope, disputeId, issueId, () => ({
    to: settled ? { settledAt: now, settledBy: scope.personId } : { settledAt: null, settledBy: null },
    did: settled ? 'settled' : 'open',
    action: 'dispute.issue_settled',
    detail: { settled },
  }));

interface Doing {
  to: Partial<typeof disputeIssue.$inferInsert>;
  did: Change;
  action: string;
  detail: Record<string, unknown>;
}

async function onIssue(
  tx: Tx,
  scope: CaseScope,
  disputeId: string,
  issueId: string,
  work: (before: IssueRow) => Refused | Doing,
): Promise<Refused | null | Change> {
  const found = await beginOnDispute(tx, scope, disputeId);
  if (found === null || isRefused(found)) return found;
  const before = (await issuesOf(tx, scope, disputeId)).find((issue) => issue.issueId === issueId);
  if (!before) return null;
  const done = work(before);
  if (isRefused(done)) return done;
  const row = and(
    eq(disputeIssue.councilId, scope.councilId),
    eq(disputeIssue.caseFileId, scope.caseFileId),
    eq(disputeIssue.issueId, issueId),
  );
  await tx.update(disputeIssue).set(done.to).where(row);
  await recordFor(tx, scope, { action: done.action, target: disputeId, detail: { issueId, ...done.detail } });
  return done.did;
}
