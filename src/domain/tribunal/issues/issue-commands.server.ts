import { and, count, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { PlanSection } from '#domain/mediation/dispute/appealable.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { assertOpen, beginAtDesk, changeAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { appealIssue, appealIssuePage } from './issues-schema.server.ts';
import { papersReadable } from './what-the-board-had.server.ts';

export interface NewIssue {
  words: string;
  planSection: PlanSection | null;
  tag: string | null;
}
const ISSUES_MAX = 100;

const issuesOfAppeal = ({ councilId, appealId }: AppealRow) =>
  and(eq(appealIssue.councilId, councilId), eq(appealIssue.appealId, appealId));

/** ISS1: adds an issue with the next number. Its tag becomes one of the appeal's own, by which decided cases are found. */
export async function addIssue(tx: Tx, scope: Scope, appealId: string, given: NewIssue): Promise<null | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  assertOpen(held);
  const [row] = await tx.select({ count: count() }).from(appealIssue).where(issuesOfAppeal(held));
  if (row!.count >= ISSUES_MAX) return refuse('words', `An appeal has ${ISSUES_MAX} issues at most`);
  await tx.insert(appealIssue).values({
    ...given,
    ...{ councilId: scope.councilId, appealIssueId: v7(), appealId, number: row!.count + 1, addedBy: scope.personId },
  });
  const tags = given.tag && !held.issueTags.includes(given.tag) ? [...held.issueTags, given.tag] : held.issueTags;
  await changeAppeal(tx, held, { issueTags: tags });
  await recordOnAppeal(tx, scope, held, { action: 'appeal.issue_added' });
  return null;
}

/** The issue a form names, of this appeal and no other. */
async function issueOf(tx: Tx, held: AppealRow, issueId: string) {
  if (!isId(issueId)) return refuse('form', 'There is no such issue');
  const [found] = await tx
    .select()
    .from(appealIssue)
    .where(and(issuesOfAppeal(held), eq(appealIssue.appealIssueId, issueId)));
  return found ?? refuse('form', 'There is no such issue');
}

/** ISS2: says that an issue is settled and how, or, with no words, that it is open again. */
export async function settleIssue(
  tx: Tx,
  scope: Scope,
  appealId: string,
  issueId: string,
  how: string | null,
): Promise<null | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  assertOpen(held);
  const issue = await issueOf(tx, held, issueId);
  if (isRefused(issue)) return issue;
  if (how === '') return refuse(`how-${issueId}`, 'Write how it is settled');
  const settled = how === null ? null : now();
  await tx
    .update(appealIssue)
    .set({ settledAt: settled, settledHow: how, settledBy: settled && scope.personId })
    .where(and(issuesOfAppeal(held), eq(appealIssue.appealIssueId, issueId)));
  await changeAppeal(tx, held, {});
  await recordOnAppeal(tx, scope, held, { action: how === null ? 'appeal.issue_reopened' : 'appeal.issue_settled' });
  return null;
}

/** ISS3: a page an issue rests on. Only of a paper of the appeal's own case that whoever adds it may read. */
export async function addIssuePage(
  tx: Tx,
  scope: Scope,
  appealId: string,
  issueId: string,
  { paper, page }: { paper: string; page: number },
): Promise<null | Refused> {
  const held = await beginAtDesk(tx, scope, appealId);
  assertOpen(held);
  const issue = await issueOf(tx, held, issueId);
  if (isRefused(issue)) return issue;
  const found = (await papersReadable(tx, held)).find(({ evidenceItemId }) => evidenceItemId === paper);
  if (!found) return refuse(`paper-${issueId}`, 'Choose a paper of the case');
  if (!Number.isInteger(page) || page < 1 || page > found.pages)
    return refuse(`page-${issueId}`, `This paper has pages 1 to ${found.pages}`);
  const { councilId } = scope;
  await tx
    .insert(appealIssuePage)
    .values({
      councilId,
      appealIssueId: issueId,
      evidenceItemId: paper,
      page,
      addedSide: 'council',
      addedBy: scope.personId,
    })
    .onConflictDoNothing();
  await recordOnAppeal(tx, scope, held, { action: 'appeal.issue_page_added' });
  return null;
}
