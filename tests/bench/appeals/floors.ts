import type postgres from 'postgres';
import type { Desk } from './seed.ts';

/** What somebody who knows the tables would write by hand for each page's main question, without walls or words. */
export const floors = (sql: postgres.Sql, { councilId }: Desk, appealId: string) => ({
  queue: () => sql`
    select appeal_id, number, child_name, next_due, next_due_on from appeal
     where council_id = ${councilId} and stage <> 'closed' and claimed_by is null order by next_due_on, appeal_id limit 50`,
  queueByName: () => sql`
    select appeal_id, number, child_name from appeal
     where council_id = ${councilId} and stage <> 'closed' and child_name ilike '%Child 39%' order by next_due_on, appeal_id limit 50`,
  register: () => sql`
    select appeal_id, number, child_name, count(*) over () from appeal where council_id = ${councilId} order by registered_on desc, appeal_id limit 50`,
  registerByWords: () => sql`
    select appeal_id, number, child_name, count(*) over () from appeal
     where council_id = ${councilId} and (appellant_name ilike '%Parent 77%' or child_name ilike '%Parent 77%') order by registered_on desc limit 50`,
  pastOutcomes: () => sql`
    select p.outcome, count(*), percentile_disc(0.5) within group (order by p.days_before_hearing) from appeal p
      join appeal a on a.council_id = p.council_id and a.appeal_id = ${appealId} and p.ground = a.ground
     where p.council_id = ${councilId} and p.stage = 'closed' and p.ended_on > current_date - 1095 group by 1`,
  match: () => sql`
    select slug, cardinality(array(select unnest(issues) intersect select unnest(a.issue_tags))) as shared from precedent, appeal a
     where a.council_id = ${councilId} and a.appeal_id = ${appealId} and (grounds && '{contents-F,contents-I,contents-B}'::text[] or issues && a.issue_tags) order by 2 desc limit 20`,
  search: () => sql`
    select slug, ts_rank(words, q), ts_headline('english', principle, q), count(*) over ()
      from precedent, websearch_to_tsquery('english', 'speech therapy specific provision') q where words @@ q order by 2 desc limit 20`,
  citation: () => sql`select * from precedent where citation_key like '2016ukut385%'`,
  patterns: () => sql`
    select g, i, favours, count(*) from precedent, unnest(grounds) g, unnest(issues) i group by 1, 2, 3`,
  measures: () => sql`
    select date_trunc('year', registered_on), outcome, count(*) from appeal where council_id = ${councilId} group by 1, 2`,
  causes: () => sql`
    select cause, ground, date_trunc('quarter', ended_on), count(*) from appeal_cause c join appeal a using (council_id, appeal_id)
     where council_id = ${councilId} group by 1, 2, 3`,
});
