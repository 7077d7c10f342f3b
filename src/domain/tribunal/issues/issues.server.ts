import { and, asc, eq } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { issueLabel } from '#domain/caselaw/vocabulary.ts';
import { evidenceItem } from '#domain/evidence/schema.server.ts';
import type { PlanSection } from '#domain/mediation/dispute/appealable.ts';
import type { Tx } from '#server/db.ts';
import { appeal } from '../schema.server.ts';
import { appealIssue, appealIssuePage } from './issues-schema.server.ts';

/** A page an issue rests on. The title is null when the paper may not be read here, or no longer. */
export interface IssuePage {
  evidenceItemId: string;
  page: number;
  title: string | null;
  addedSide: 'family' | 'council';
}

/** One thing an appeal is about, as both sides see it. */
export interface IssueView {
  appealIssueId: string;
  number: number;
  words: string;
  planSection: PlanSection | null;
  /** In the library's words; null when it has no tag. */
  tag: string | null;
  pages: IssuePage[];
  settled: { at: Date; how: string } | null;
}

/**
 * The issues of one appeal by number, with the pages they rest on. Whoever sees the appeal sees them; a paper's title shows
 * only to who may read the paper, and only while it is one to read.
 */
export async function issuesOf(tx: Tx, { councilId }: Scope, appealId: string): Promise<IssueView[]> {
  const ofThis = and(eq(appealIssue.councilId, councilId), eq(appealIssue.appealId, appealId));
  const issues = await tx.select().from(appealIssue).where(ofThis).orderBy(asc(appealIssue.number));
  const pages = await pagesOf(tx, councilId, appealId);
  return issues.map(({ appealIssueId, number, words, planSection, tag, settledAt, settledHow }) => ({
    ...{ appealIssueId, number, words, planSection, tag: tag && issueLabel(tag) },
    pages: pages.filter((one) => one.of === appealIssueId).map(({ of: _, ...page }) => page),
    settled: settledAt && { at: settledAt, how: settledHow ?? '' },
  }));
}

async function pagesOf(tx: Tx, councilId: string, appealId: string) {
  const { evidenceItemId, page, addedSide } = appealIssuePage;
  const rows = await tx
    .select({ of: appealIssuePage.appealIssueId, evidenceItemId, page, addedSide, paper: evidenceItem })
    .from(appealIssuePage)
    .innerJoin(
      appealIssue,
      and(
        eq(appealIssue.councilId, appealIssuePage.councilId),
        eq(appealIssue.appealIssueId, appealIssuePage.appealIssueId),
      ),
    )
    .innerJoin(appeal, and(eq(appeal.councilId, appealIssue.councilId), eq(appeal.appealId, appealIssue.appealId)))
    .leftJoin(
      evidenceItem,
      and(
        eq(evidenceItem.councilId, appealIssuePage.councilId),
        eq(evidenceItem.caseFileId, appeal.caseFileId),
        eq(evidenceItem.evidenceItemId, appealIssuePage.evidenceItemId),
        eq(evidenceItem.state, 'ready'),
        eq(evidenceItem.class, 'case'),
      ),
    )
    .where(and(eq(appealIssuePage.councilId, councilId), eq(appealIssue.appealId, appealId)))
    .orderBy(asc(appealIssuePage.evidenceItemId), asc(appealIssuePage.page));
  return rows.map(({ paper, ...row }) => ({ ...row, title: paper && !paper.withdrawnAt ? paper.title : null }));
}
