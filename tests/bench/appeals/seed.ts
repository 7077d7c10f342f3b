import type postgres from 'postgres';
import { makeCouncil, makePerson, joinTeam, makeTribunalTeam } from '../../support/people.ts';

/** England has about this many councils; one of them is far larger than the others, as a county is. */
export const COUNCILS = 150;
export const APPEALS = 1_000_000;
const USUAL = 6_442;
export const DECIDED_CASES = 5_000;

export interface Desk {
  councilId: string;
  personId: string;
  /** How many appeals its register has. */
  appeals: number;
}

/** A million appeals over ten years, about one in ten still open. Returns the county's desk and one of the usual size. */
export async function seedAppeals(owner: postgres.Sql): Promise<{ county: Desk; usual: Desk }> {
  const desks: Desk[] = [];
  for (let nth = 0; nth < COUNCILS; nth++) {
    const { councilId } = await makeCouncil({ owner }, `Council ${nth}`);
    const officer = await makePerson({ owner }, councilId, 'staff', 'Tess Bell');
    await joinTeam({ owner }, await makeTribunalTeam({ owner }, councilId), officer, 'leads');
    const appeals = nth === 0 ? APPEALS - USUAL * (COUNCILS - 1) : USUAL;
    await fill(owner, councilId, officer.personId, appeals);
    desks.push({ councilId, personId: officer.personId, appeals });
  }
  await owner`vacuum analyze appeal`;
  await owner`vacuum analyze appeal_cause`;
  return { county: desks[0]!, usual: desks[1]! };
}

/** Rows are spread by arithmetic and not by chance, so that every run measures the same ones. */
async function fill(owner: postgres.Sql, councilId: string, personId: string, appeals: number): Promise<void> {
  await owner`
    insert into appeal (council_id, appeal_id, number, child_name, appellant_name, ground, sections, issue_tags, asks_health,
        asks_social_care, appellant_kind, area, parental_request, private_report, decision_sent_on, registered_on, papers_on,
        hearing_on, stage, next_due, next_due_on, outcome, order_effect, favoured, ended_on, added_by)
    select ${councilId}, gen_random_uuid(), 'EH' || 800 + n % 100 || '/' || to_char(registered, 'YY') || '/' || lpad(n::text, 5, '0'),
        'Child ' || n, 'Parent ' || n % 9973, ground, case when ground = 'plan_contents' then (array['{B,F}', '{F}', '{F,I}', '{I}'])[1 + n % 4]::text[] else '{}' end,
        array[(array['specificity', 'school-suitability', 'eotas', 'therapy', 'necessity-of-plan', 'school-resources'])[1 + n % 6]],
        n % 9 = 0, n % 11 = 0, (array['parent', 'parent', 'parent', 'young_person'])[1 + n % 4], (array['North', 'East', 'South', 'West'])[1 + n % 4],
        n % 2 = 0, n % 3 = 0, registered - 60, registered, registered, registered + 150,
        case when open then 'registered' else 'closed' end,
        case when open then 'response' end, case when open then current_date + n % 60 - 10 end,
        outcome, case when outcome in ('allowed', 'allowed_in_part', 'dismissed') then outcome end,
        case outcome when 'allowed' then 'family' when 'dismissed' then 'council' when 'pending' then null else 'both' end,
        case when open then null else registered + 20 + n % 130 end, ${personId}
      from (select n, current_date - (n::bigint * 3650 / ${appeals})::int as registered, n % 10 = 0 or n < ${appeals} / 20 as open,
                   (array['not_assess', 'no_plan', 'plan_contents', 'plan_contents', 'cease'])[1 + n % 5] as ground,
                   case when n % 10 = 0 or n < ${appeals} / 20 then 'pending'
                        else (array['unopposed', 'consent_order', 'withdrawn_resolved', 'allowed', 'allowed', 'allowed_in_part', 'dismissed'])[1 + n % 7] end as outcome
              from generate_series(1, ${appeals}::int) n) made`;
  await owner`
    insert into appeal_cause (council_id, appeal_id, cause, by)
    select council_id, appeal_id, (array['evidence_missing', 'threshold', 'wording', 'placement', 'late_advice'])[1 + (ended_on - registered_on) % 5], ${personId}
      from appeal where council_id = ${councilId} and stage = 'closed'`;
  // Answered a moment ago, or the round that asks would be busy for an hour with what nobody has answered for years.
  await owner`
    insert into appeal_review (council_id, appeal_review_id, appeal_id, "when", answers, path, reason, by, look_again_on)
    select council_id, gen_random_uuid(), appeal_id, 'officer', '{"sameToday":"yes","canShow":"yes","wouldSettle":""}', 'contest', 'Made up for measuring', ${personId}, current_date + 30
      from appeal where council_id = ${councilId} and stage <> 'closed'`;
}

const words =
  'authority provision placement school therapy specific quantified assessment necessary resources expert evidence tribunal reasons education health care parent college mainstream residential transport review capacity'.split(
    ' ',
  );
const sentence = (seed: number, length: number): string =>
  Array.from({ length }, (_, at) => words[(seed * 7 + at * at * 13 + at * seed) % words.length]).join(' ');

/** Decided cases that nobody decided, with words enough to be told apart. */
export async function seedLibrary(owner: postgres.Sql): Promise<void> {
  const pick = <T>(from: readonly T[], nth: number): T => from[nth % from.length]!;
  for (let from = 0; from < DECIDED_CASES; from += 500) {
    const rows = Array.from({ length: 500 }, (_, at) => from + at).map((nth) => {
      const year = 1995 + (nth % 31);
      return {
        slug: `made-up-${nth}`,
        name: `${pick(['A', 'R', 'KM', 'TW', 'EH'], nth)} v Council ${nth % 150}`,
        citation: `[${year}] UKUT ${nth} (AAC)`,
        citation_key: `${year}ukut${nth}aac`,
        court: pick(['UKUT (AAC)', 'EWCA Civ', 'EWHC (Admin)'], nth),
        decided: String(year),
        year,
        regime: year < 2014 ? 'Statement (pre-2014)' : 'EHCP',
        grounds: [
          pick(['contents-F', 'contents-I', 'refusal-to-assess', 'refusal-to-issue', 'cease', 'procedure'], nth),
        ],
        issues: [pick(['specificity', 'eotas', 'therapy', 'school-suitability', 'costs', 'reasons'], nth >> 1)],
        statute: [`CFA 2014 s.${20 + (nth % 40)}`],
        statute_keys: [`cfa2014s${20 + (nth % 40)}`],
        appellant: pick(['parent', 'local-authority'], nth),
        outcome: pick(['allowed', 'dismissed', 'remitted', 'other'], nth),
        favours: pick(['family', 'authority', 'neutral'], nth),
        principle: sentence(nth, 40),
        triage_note: sentence(nth + 3, 25),
        verified: nth % 50 !== 0,
        source: 'Made up for measuring.',
      };
    });
    await owner`insert into precedent ${owner(rows)}`;
  }
  await owner`vacuum analyze precedent`;
}

/** Rows of a list as another system gives them out: all good, none known yet. */
export function listOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, nth) => {
    const day = String(1 + (nth % 28)).padStart(2, '0');
    const month = String(1 + (nth % 8)).padStart(2, '0');
    return `EH999/25/${String(nth).padStart(5, '0')},Child ${nth},Parent ${nth},contents,F,${day}/${month}/2025,North`;
  });
  return ['Appeal number,Child,Appellant,Ground,Sections,Registered on,Area', ...lines].join('\n');
}
