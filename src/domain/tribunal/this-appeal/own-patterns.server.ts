import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { AppealedSection, Favoured, Ground } from '../appeal.ts';
import { ownPatterns, type OwnGround } from './own-patterns.ts';
import { lastThreeYears, type Period } from './past-outcomes.ts';

interface AlikeRow extends Record<string, unknown> {
  ground: Ground;
  sections: AppealedSection[];
  asks_health: boolean;
  asks_social_care: boolean;
  issue_tags: string[];
  favoured: Favoured | null;
  appeals: number;
}

/**
 * PAT3: this council's own closed appeals of the last three academic years, by kind and issue, for any of its staff. Read
 * through a function that gives out codes and counts alone (E08), because most of them may not know of a single appeal.
 */
export async function ownAppeals(
  tx: Tx,
  scope: Scope,
  grounds: readonly string[],
): Promise<{ period: Period; grounds: OwnGround[] }> {
  const period = lastThreeYears(today(now));
  const rows = await tx.execute<AlikeRow>(sql`
    select * from own_closed_appeals(${period.from}::date, ${period.to}::date)
     where app_council() = ${scope.councilId} and app_person() = ${scope.personId}`);
  const alike = rows.map(({ asks_health, asks_social_care, issue_tags, ...row }) => ({
    ...row,
    ...{ asksHealth: asks_health, asksSocialCare: asks_social_care, issueTags: issue_tags },
  }));
  return { period, grounds: ownPatterns(alike, grounds) };
}
