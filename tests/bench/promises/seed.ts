import type postgres from 'postgres';
import { v7 } from 'uuid';
import type { Person } from '../../../src/domain/access/standing.ts';
import { addMonths, type CalendarDate } from '../../../src/domain/calendar/date.ts';
import { today } from '../../../src/domain/calendar/today.ts';
import { giveDuty, joinTeam, makeCouncil, makePerson } from '../../support/people.ts';
import { fillThread } from './seed-thread.ts';

/** How much a council has. */
export interface Size {
  plans: number;
  officers: number;
  /** What families send in one month: most of it starts two clocks. */
  messagesAMonth: number;
  /** Whole months before the running one. */
  months: number;
}

/** A county (Surrey Task Group 2024, paras 46, 48 and 54): with answers, over a million entries and as many promises. */
export const COUNTY: Size = { plans: 15_500, officers: 130, messagesAMonth: 60_000, months: 12 };

/** As many counties as one council. */
export const times = ({ plans, officers, messagesAMonth, months }: Size, counties: number): Size => ({
  ...{ plans: plans * counties, officers: officers * counties, messagesAMonth: messagesAMonth * counties, months },
});

export interface PromisesSeeded {
  councilId: string;
  /** In the order of their names. */
  teams: { teamId: string; name: string }[];
  /** Answers for the service; has no case of their own and is in no team. */
  director: Person;
  /** An officer with their share of the cases, a member of the first team. */
  officer: Person;
  /** Leads the first team. */
  lead: Person;
  /** One family on the officer's first case. */
  parent: Person;
  caseFileId: string;
}

const AREAS = ['East', 'North', 'South', 'West'];

/** Makes a council of that size as its own work would have left it. Spread by arithmetic, so that every run measures the same. */
export async function seedPromises(owner: postgres.Sql, size: Size = COUNTY): Promise<PromisesSeeded> {
  const { councilId } = await makeCouncil({ owner }, 'Meadowshire County Council');
  const teams = await makeTeams(owner, councilId);
  const director = (await makePerson({ owner }, councilId, 'staff', 'Dee Rector')) as Person;
  await giveDuty({ owner }, director, 'director');
  const lead = (await makePerson({ owner }, councilId, 'staff', 'Lee Dunn')) as Person;
  await joinTeam({ owner }, teams[0]!.teamId, lead, 'leads');
  const todaysDate = today(() => new Date());
  const first = addMonths(`${todaysDate.slice(0, 8)}01`, -size.months);
  const { officer, parent, caseFileId } = await owner.begin(async (sql) => {
    await makeOfficers(sql, councilId, teams, size);
    await makeCases(sql, councilId, size, first, lead.personId);
    await fillThread(sql, councilId, size, { first, today: todaysDate });
    return firstOfficer(sql, councilId);
  });
  for (const table of ['contact_entry', 'promise', 'case_file', 'standing', 'case_milestone', 'communication_plan'])
    await owner`vacuum analyze ${owner(table)}`;
  return { councilId, teams, director, lead, officer, parent, caseFileId };
}

/** `makeCouncil` made a North team; a county has one for each quarter. */
async function makeTeams(owner: postgres.Sql, councilId: string): Promise<PromisesSeeded['teams']> {
  for (const area of AREAS.filter((name) => name !== 'North'))
    await owner`insert into team (council_id, team_id, name, phone) values (${councilId}, ${v7()}, ${`${area} team`}, '0300 000 0001')`;
  const rows = await owner<{ team_id: string; name: string }[]>`
    select team_id, name from team where council_id = ${councilId} order by name`;
  return rows.map(({ team_id: teamId, name }) => ({ teamId, name }));
}

async function makeOfficers(
  sql: postgres.TransactionSql,
  councilId: string,
  teams: PromisesSeeded['teams'],
  { officers }: Size,
): Promise<void> {
  await sql`create temp table seed_officer on commit drop as
    select n as nth, gen_random_uuid() as person_id, 'Officer ' || n as name, (${teams.map(({ teamId }) => teamId)}::uuid[])[1 + n % ${teams.length}::int] as team_id
      from generate_series(0, ${officers - 1}::int) n`;
  await sql`insert into person (council_id, person_id, kind, full_name, called_name, email)
    select ${councilId}::uuid, person_id, 'staff', name, name, 'officer' || nth || '@example.org' from seed_officer`;
  await sql`insert into team_member (council_id, team_id, person_id) select ${councilId}::uuid, team_id, person_id from seed_officer`;
}

/** Every case with its officer, a parent and their plan; of a thousand, two lie in the tray and have nobody. */
async function makeCases(
  sql: postgres.TransactionSql,
  councilId: string,
  { plans, officers }: Size,
  first: CalendarDate,
  by: string,
): Promise<void> {
  await sql`create temp table seed_case on commit drop as
    select n, gen_random_uuid() as case_file_id, gen_random_uuid() as parent_id, o.team_id, o.person_id as officer_id, o.name as officer,
           n % 500 = 499 as in_tray, ${first}::date - 200 - n % 900 as made_on
      from generate_series(0, ${plans - 1}::int) n join seed_officer o on o.nth = n % ${officers}::int`;
  await sql`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage,
      request_received_on, in_tray_since, created_at)
    select ${councilId}::uuid, case_file_id, 'MC-' || lpad(n::text, 6, '0'), 'Child', 'Number' || n, date '2010-01-01' + n % 3500, team_id,
      case when n % 10 = 0 then 'collect_advice' else 'final_plan' end, made_on - 140,
      case when in_tray then now() - make_interval(days => 1 + n % 40) end, made_on - 140
      from seed_case`;
  await sql`insert into person (council_id, person_id, kind, full_name, called_name, email)
    select ${councilId}::uuid, parent_id, 'family', 'Parent ' || n, 'Parent ' || n, 'parent' || n || '@example.org' from seed_case`;
  await sql`insert into standing (council_id, standing_id, case_file_id, person_id, role, started_at)
    select ${councilId}::uuid, gen_random_uuid(), case_file_id, parent_id, 'parent', made_on from seed_case
    union all select ${councilId}::uuid, gen_random_uuid(), case_file_id, officer_id, 'case_officer', made_on from seed_case where not in_tray`;
  await sql`insert into adult (council_id, case_file_id, adult_id, person_id, full_name, relation, responsibility, checked_how, checked_by, checked_on, school_hidden, updated_by)
    select ${councilId}::uuid, case_file_id, gen_random_uuid(), parent_id, 'Parent ' || n, 'parent', 'held', 'Birth certificate', officer_id, made_on, false, officer_id from seed_case`;
  await sql`insert into communication_plan (council_id, case_file_id, person_id, first_by, no_news)
    select ${councilId}::uuid, case_file_id, parent_id, (array['call', 'message', 'letter'])[1 + n % 3], (array['weekly', 'fortnightly', 'only_changes'])[1 + n % 3] from seed_case`;
  // A plan is made, and reviewed each year; every eleventh review is late.
  await sql`insert into case_milestone (council_id, case_file_id, case_milestone_id, what, "on", by, at)
    select ${councilId}::uuid, case_file_id, gen_random_uuid(), 'plan_made', made_on, ${by}::uuid, made_on from seed_case where n % 10 > 0
    union all select ${councilId}::uuid, case_file_id, gen_random_uuid(), 'review_meeting', least(made_on + 350, current_date - n % 340), ${by}::uuid, made_on + 350
      from seed_case where n % 10 > 0 and n % 11 > 0`;
}

async function firstOfficer(
  sql: postgres.TransactionSql,
  councilId: string,
): Promise<Pick<PromisesSeeded, 'officer' | 'parent' | 'caseFileId'>> {
  const [one] = await sql<{ officer_id: string; parent_id: string; case_file_id: string }[]>`
    select officer_id, parent_id, case_file_id from seed_case where n = 0`;
  const { officer_id, parent_id, case_file_id: caseFileId } = one!;
  return {
    officer: { councilId, personId: officer_id, kind: 'staff', complete: true },
    parent: { councilId, personId: parent_id, kind: 'family', complete: true },
    caseFileId,
  };
}
