import type postgres from 'postgres';
import { addDays, type CalendarDate } from '../../../src/domain/calendar/date.ts';
import { isWorkingDay } from '../../../src/domain/calendar/working-days.ts';
import type { Size } from './seed.ts';

interface Spell {
  first: CalendarDate;
  today: CalendarDate;
}

/**
 * What was said on the cases of `seed_case` and what was promised by it. Two messages in a row are of one family, and one
 * answer answers both; three families in ten never write. Seven in eight answers come in time.
 */
export async function fillThread(
  sql: postgres.TransactionSql,
  councilId: string,
  size: Size,
  spell: Spell,
): Promise<void> {
  await workingDays(sql, spell);
  await sql`create temp table seed_said on commit drop as
    with spread as (
      select m, n, (n / 2 * 0.6180339887) % 1 as u, (n / 2 * 7919 + m * 104729) % 10007 / 10007.0 as v,
             ${spell.first}::date + make_interval(months => m) as since
        from generate_series(0, ${size.months}::int) m, generate_series(0, ${size.messagesAMonth - 1}::int) n),
    placed as (
      select *, floor(0.7 * ${size.plans}::int * v * v)::int as nth,
             since + u * interval '27 days' + interval '7 hours' + (n / 2 % 13 + n % 2 * 20) * interval '1 hour' as happened_at from spread)
    select p.m, p.n, p.happened_at, gen_random_uuid() as entry_id, c.case_file_id, c.parent_id, c.officer_id, c.officer, c.team_id,
           case when p.n % 12 = 0 then 'call' when p.n % 4 = 1 then 'message' else 'email' end as kind, d.nth as day_nth, d.on as made_on,
           case when p.n % 25 = 7 then null else (p.n / 2 * 31 + p.m) % 6 + case when p.n % 8 = 5 then 3 else 0 end end as answer_after
      from placed p join seed_case c on c.n = p.nth
      join seed_day d on d.day = (p.happened_at at time zone 'Europe/London')::date
     where p.happened_at < now()`;
  await said(sql, councilId);
  await answered(sql, councilId);
  await promised(sql, councilId);
  await agreed(sql, councilId);
}

/** Every day with the working day it counts as, and that day's number. */
async function workingDays(sql: postgres.TransactionSql, { first, today }: Spell): Promise<void> {
  const days: { day: string; on: string; nth: number }[] = [];
  let nth = 0;
  let waiting: string[] = [];
  for (let day = first; day <= addDays(today, 30); day = addDays(day, 1)) {
    waiting.push(day);
    if (!isWorkingDay(day)) continue;
    nth += 1;
    for (const one of waiting) days.push({ day: one, on: day, nth });
    waiting = [];
  }
  await sql`create temp table seed_day on commit drop as
    select * from jsonb_to_recordset(${sql.json(days)}) as d(day date, "on" date, nth int)`;
  await sql`create unique index on seed_day (day)`;
  await sql`create temp table seed_nth on commit drop as select distinct nth, "on" from seed_day`;
  await sql`create unique index on seed_nth (nth)`;
  await sql`analyze seed_day, seed_nth, seed_case`;
}

async function said(sql: postgres.TransactionSql, councilId: string): Promise<void> {
  await sql`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, came, happened_at, chases, team_id, at)
    select ${councilId}::uuid, case_file_id, entry_id, kind, 'in', parent_id, case when kind = 'call' then officer_id else parent_id end,
      'When will we hear about the school?', case when kind = 'call' then case when n % 24 = 0 then 'asked_to_call_back' else 'spoke' end end,
      happened_at, n % 2 = 1, team_id, happened_at
      from seed_said`;
  // The officer rings and nobody is there; most are rung again.
  await sql`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, came, happened_at, team_id, at)
    select ${councilId}::uuid, case_file_id, gen_random_uuid(), 'call', 'out', parent_id, officer_id, '', came, happened_at + after, team_id, happened_at + after
      from seed_said, (values ('left_message', interval '1 hour', 0), ('spoke', interval '26 hours', 1)) as tried(came, after, least)
     where n % 40 = 3 and n % 7 >= least and happened_at + after < now()`;
}

/** One answer for the two messages of a pair, on the later day of the two. */
async function answered(sql: postgres.TransactionSql, councilId: string): Promise<void> {
  await sql`create temp table seed_answer on commit drop as
    select m, n / 2 as pair, gen_random_uuid() as entry_id, case_file_id, parent_id, officer_id, team_id, kind, answered_at
      from (select distinct on (s.m, s.n / 2) s.*, greatest(s.happened_at + interval '1 hour', k.on + interval '11 hours') as answered_at
              from seed_said s join seed_nth k on k.nth = s.day_nth + s.answer_after
             order by s.m, s.n / 2, s.happened_at desc) s
     where answered_at < now()`;
  await sql`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, came, happened_at, team_id, at)
    select ${councilId}::uuid, case_file_id, entry_id, kind, 'out', parent_id, officer_id, 'Here is what happens next.',
      case when kind = 'call' then 'spoke' end, answered_at, team_id, answered_at from seed_answer`;
  await sql`create unique index on seed_answer (m, pair)`;
  await sql`analyze seed_answer, seed_said`;
}

async function promised(sql: postgres.TransactionSql, councilId: string): Promise<void> {
  await sql`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, owner_id,
      due_on, due_source, made_on, for_person_id, team_id, kept_on, kept_entry_id, kept_by, at)
    select ${councilId}::uuid, s.case_file_id, gen_random_uuid(), c.kind, s.entry_id, c.number, c.words, 'Meadowshire', s.officer, s.officer_id,
      d.on, 'Our communication protocol', s.made_on, s.parent_id, s.team_id, kept.on, case when kept.on is not null then a.entry_id end,
      case when kept.on is not null then s.officer_id end, s.happened_at
      from seed_said s
      join (values ('acknowledge', 1, 1, 'Say that the message came'), ('reply', 2, 5, 'Reply'), ('call_back', 3, 2, 'Ring back'))
        as c(kind, number, days, words)
        on case when s.kind = 'call' then c.kind = 'call_back' and s.n % 24 = 0 else c.kind <> 'call_back' end
      join seed_nth d on d.nth = s.day_nth + c.days
      left join seed_answer a on a.m = s.m and a.pair = s.n / 2
      left join lateral (select case when c.kind = 'acknowledge' and s.n % 5 > 0
                                     then least(s.made_on + 1, (a.answered_at at time zone 'Europe/London')::date)
                                     else (a.answered_at at time zone 'Europe/London')::date end as on) kept on true`;
}

/** No news, and when the next word comes; and what was signed or ordered, some of it late. */
async function agreed(sql: postgres.TransactionSql, councilId: string): Promise<void> {
  await sql`insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, happened_at, next_on, team_id, at)
    select ${councilId}::uuid, case_file_id, gen_random_uuid(), 'update', 'out', parent_id, officer_id, 'Nothing new yet.', at, (at + interval '14 days')::date, team_id, at
      from seed_case, lateral (select now() - make_interval(days => 5 + n % 80) as at) said where n % 3 = 0`;
  await sql`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, owner_id, due_on,
      due_source, made_on, for_person_id, team_id, kept_on)
    select ${councilId}::uuid, case_file_id, gen_random_uuid(), k.kind, gen_random_uuid(), 1, 'Say how it stands', 'Meadowshire', officer, officer_id, k.due_on,
      'As agreed', k.due_on - 14, case when k.kind = 'update' then parent_id end, team_id, case when n % 7 > 1 and k.due_on < current_date then k.due_on - 1 end
      from seed_case, lateral (values ('update', current_date + 9 - n % 80, n % 3 = 0), ('clause', current_date + 60 - n % 200, n % 50 = 4),
        ('order', current_date + 30 - n % 90, n % 120 = 7)) as k(kind, due_on, wanted)
     where k.wanted`;
}
