import { sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import type { Said } from '#domain/caselaw/matching/score.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';

export type Says = 'bears' | 'does_not_bear';

/** The newest word of the council's officers on one decided case for one appeal. */
export interface OwnWord {
  says: Says;
  reason: string;
}

/** What stands said for this appeal, by the name of the decided case. One that was taken back says nothing. */
export async function saidHere(tx: Tx, scope: Scope, { appealId }: Pick<AppealRow, 'appealId'>) {
  const rows = await tx.execute<{ slug: string; says: Says | 'unsaid'; reason: string }>(sql`
    select distinct on (slug) slug, says, reason from bearing_said
     where council_id = ${scope.councilId} and appeal_id = ${appealId} order by slug, at desc, bearing_said_id desc`);
  return new Map(
    rows.flatMap(({ slug, says, reason }) => (says === 'unsaid' ? [] : [[slug, { says, reason }] as const])),
  );
}

/**
 * MAT3: what stands said of decided cases in this council's other appeals that had one of these issues when it was said.
 * An appeal without an issue learns nothing from others.
 */
export async function saidElsewhere(
  tx: Tx,
  scope: Scope,
  { appealId }: Pick<AppealRow, 'appealId'>,
  issues: readonly string[],
): Promise<Map<string, Said>> {
  if (issues.length === 0) return new Map();
  const rows = await tx.execute<{ slug: string; bears: number; does_not: number }>(sql`
    select slug, (count(*) filter (where says = 'bears'))::integer as bears,
           (count(*) filter (where says = 'does_not_bear'))::integer as does_not
      from (select distinct on (appeal_id, slug) slug, says, issue_tags from bearing_said
             where council_id = ${scope.councilId} and appeal_id <> ${appealId}
             order by appeal_id, slug, at desc, bearing_said_id desc) newest
     where says <> 'unsaid' and issue_tags && ${sql.param([...issues])}::text[]
     group by slug`);
  return new Map(rows.map(({ slug, bears, does_not }) => [slug, { bears, doesNot: does_not }]));
}
