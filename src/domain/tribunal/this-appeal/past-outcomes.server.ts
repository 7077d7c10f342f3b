import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { tagNamed, tagWords } from '#domain/caselaw/tag-words.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { AppealOutcome } from '../appeal.ts';
import type { AppealRow } from '../begin.server.ts';
import { lastThreeYears, pastOf, type PastOutcomes } from './past-outcomes.ts';

interface ClosedRow extends Record<string, unknown> {
  outcome: AppealOutcome;
  tags: string[];
  days_before: number | null;
  appeals: number;
}

/**
 * PAT1: how this council's own appeals on the same ground ended, and those of them with one of the same issues. Of an appeal
 * about what a plan says, those about at least one of the same sections. Never whose, never who worked on them.
 */
export async function pastOutcomes(
  tx: Tx,
  scope: Scope,
  { ground, sections, issueTags }: Pick<AppealRow, 'ground' | 'sections' | 'issueTags'>,
): Promise<PastOutcomes> {
  const period = lastThreeYears(today(now));
  const list = (of: readonly string[]) => sql`${sql.param(of)}::text[]`;
  const sameSections = sections.length > 0 ? sql`and sections && ${list(sections)}` : sql``;
  const rows = await tx.execute<ClosedRow>(sql`
    select outcome, array(select unnest(issue_tags) intersect select unnest(${list(issueTags)})) as tags,
           days_before_hearing as days_before, count(*)::integer as appeals
      from appeal
     where council_id = ${scope.councilId} and ended_on between ${period.from} and ${period.to} and stage = 'closed'
       and ground = ${ground} ${sameSections}
     group by 1, 2, 3`);
  const words = await tagWords(tx);
  const issues = issueTags.map((tag) => ({ tag, label: tagNamed(words.issues, tag) }));
  return pastOf(
    rows.map((row) => ({ outcome: row.outcome, tags: row.tags, daysBefore: row.days_before, appeals: row.appeals })),
    period,
    issues,
  );
}
