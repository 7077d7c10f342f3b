import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '../src/domain/access/scoped.server.ts';
import type { Scope } from '../src/domain/access/scope.ts';
import type { Person } from '../src/domain/access/standing.ts';
import { checkedAgenda } from '../src/domain/board/meeting/agenda-view.server.ts';
import { demoPeople } from '../src/domain/people/demo.server.ts';
import { authorise } from '../src/domain/people/gate.server.ts';
import { appealAtDesk } from '../src/domain/tribunal/begin.server.ts';
import { bearingsOf } from '../src/domain/tribunal/this-appeal/bearing.server.ts';
import { queueCounts } from '../src/domain/tribunal/triage/queue.server.ts';
import { seed } from '../scripts/demo/seed.ts';
import { todaysDate } from './support/boards.ts';
import { freshDatabase, type TestDatabase } from './support/database.ts';
import { freshDataFolder } from './support/papers.ts';

let db: TestDatabase;
beforeAll(async () => {
  freshDataFolder();
  db = await freshDatabase();
});
afterAll(() => db.close());

test('the demonstration is made once, through the real commands', { timeout: 240_000 }, async () => {
  expect(await seed(db.ownerUrl)).toBe(true);
  expect(await seed(db.ownerUrl)).toBe(false);

  const [made] =
    await db.owner`select (select count(*)::int from case_file where closed_at is null) as cases, (select count(distinct stage)::int from case_file) as stages,
    (select count(*)::int from evidence_item where state = 'ready') as papers, (select count(*)::int from evidence_page) as pages,
    (select count(*)::int from given) as given, (select count(*)::int from evidence_item where state = 'held') as held, (select array_agg(outcome order by outcome) from decision) as decided,
    (select count(*)::int from agenda_item where state = 'listed') as waiting,
    (select count(*)::int from serious_gap) as missing, (select count(*)::int from board_notice where opened_at is not null) as opened, (select array_agg(distinct state order by state) from point) as points`;
  const points = ['agreed', 'come_back_to', 'draft', 'not_agreed', 'proposed'];
  expect(made).toEqual({
    cases: 17,
    stages: 7,
    papers: 10,
    pages: expect.any(Number),
    given: 2,
    held: 1,
    points,
    decided: ['issue', 'no_assess'],
    waiting: 7,
    missing: 1,
    opened: 1,
  });
  expect(made!.pages).toBeGreaterThanOrEqual(9);
});

test('CHK1: the Board of next week shows a case in each state the check can be in', async () => {
  const [maria] = await db.owner`select council_id, person_id from person where full_name = 'Maria Lewis'`;
  const who = { councilId: maria!.council_id, personId: maria!.person_id, kind: 'staff', complete: true } as Person;
  const scope = (await authorise(who, null, 'meeting:see')) as Scope;
  const [next] =
    await db.owner`select board_meeting_id from board_meeting where started_at is null order by meets_on limit 1`;
  const agenda = await checkedAgenda(who, scope, next!.board_meeting_id as string);
  const states = agenda.map(({ check }) => check.state).sort();
  expect(states).toEqual(['both', 'council_missing', 'family_missing', 'moved', 'not_asked']);
});

test('the demonstration has a disagreement at every step, and somebody to be for each', async () => {
  const [raised, ...meetings] = await db.owner`
    select f.child_first_name as child, m.kind, m.phase, m.state, m.meets_on = ${todaysDate()} as today, a."end", d.raised_at < now() - interval '1 day' as earlier
      from dispute d join case_file f using (council_id, case_file_id) left join mediation m using (council_id, case_file_id, dispute_id)
      left join agreement g using (council_id, case_file_id, mediation_id) left join agreement_end a using (council_id, case_file_id, agreement_id)
     order by m.opened_at nulls first`;
  expect(raised).toMatchObject({ child: 'Elin', kind: null, earlier: false });
  expect(meetings).toMatchObject([
    { child: 'Theo', kind: 'mediation', phase: 'before', today: true, end: null },
    { child: 'Kit', kind: 'early_resolution', phase: 'together', today: true, end: null },
    {
      child: 'Amara',
      kind: 'mediation',
      phase: 'stopped',
      state: 'closed',
      today: false,
      end: 'signed',
      earlier: true,
    },
  ]);
  const promises = await db.owner`select p.clause_number, p.kept_on is not null as kept, m.full_name as raised_to
    from promise p left join person m on m.council_id = p.council_id and m.person_id = p.raised_to
    where p.kind in ('clause', 'order') order by clause_number, step`;
  expect(promises.filter(({ clause_number }) => clause_number === 1).every(({ kept }) => kept)).toBe(true);
  expect(promises.at(-1)).toMatchObject({ clause_number: 2, kept: false, raised_to: 'Maria Lewis' });
  const people = (await demoPeople()).flatMap((council) => council.people);
  expect(people.find(({ name }) => name === 'Sam Okoro')!.roles).toEqual(['Mediator on 1 case']);
  expect(people.find(({ name }) => name === 'Tom Adeyemi')!.roles).toEqual(['Dispute resolution officer on 2 cases']);
  const [figures] = await db.owner`select count(*)::int as entered from pilot_figure`;
  expect(figures!.entered).toBe(4);
});

test('a demonstration that was broken off says so instead of pretending', async () => {
  await db.owner`alter table history disable trigger history_never_changes`;
  await db.owner`delete from history where action = 'demo.made'`;
  await expect(seed(db.ownerUrl)).rejects.toThrow('broken off');
});

test('the demonstration has a tribunal team with somebody who leads it, and a live appeal for a parent and the team', async () => {
  const team =
    await db.owner`select p.full_name as name, m.leads from team_member m join team t using (council_id, team_id)
    join person p using (council_id, person_id) where t.kind = 'tribunal' order by p.full_name`;
  expect(team.map((one) => ({ ...one }))).toEqual([
    { name: 'Rosa Lind', leads: true },
    { name: 'Ruth Calder', leads: false },
    { name: 'Tess Bell', leads: false },
  ]);
  const appeals = await db.owner`select f.child_first_name as child, a.stage, p.full_name as appellant from appeal a
    join case_file f using (council_id, case_file_id) join appeal_party y using (council_id, appeal_id) join person p on p.person_id = y.person_id`;
  expect(appeals.map((one) => ({ ...one }))).toEqual([
    { child: 'Freya', stage: 'responded', appellant: 'Niamh Doyle' },
  ]);
});

test('the live appeal can be followed from the issues to the bundle, and others wait in the queue for somebody', async () => {
  const [freyas] = await db.owner`select a.appeal_id, a.issue_tags as tags, a.family_joined_at is not null as joined,
    (select count(*)::int from appeal_issue i where i.appeal_id = a.appeal_id) as issues,
    (select count(*)::int from appeal_issue_page g join appeal_issue i using (council_id, appeal_issue_id) where i.appeal_id = a.appeal_id) as pages,
    (select array_agg(says order by says) from bearing_said b where b.appeal_id = a.appeal_id) as said,
    (select array_agg(path || ' ' || manager_says) from appeal_review r where r.appeal_id = a.appeal_id) as reviews,
    (select count(*)::int from appeal r where r.hearing_on - current_date between 1 and 20 and r.stage = 'responded') as near,
    (select count(*)::int from bundle_paper p join bundle b using (council_id, case_file_id, bundle_id) where b.appeal_id = a.appeal_id and b.state = 'gathering') as bundled,
    (select array_agg(t.state order by t.state) from point t join space s using (council_id, case_file_id, space_id) where s.appeal_id = a.appeal_id) as points
    from appeal a where a.case_file_id is not null`;
  expect(freyas).toMatchObject({
    tags: ['specificity', 'needs-matched-to-provision', 'therapy'],
    ...{ joined: true, issues: 3, pages: 4, bundled: 2, near: 1 },
    said: ['bears', 'does_not_bear'],
    reviews: ['consent agrees'],
    points: ['agreed', 'draft', 'draft', 'draft', 'draft', 'proposed'],
  });
  const [row] = await db.owner`select council_id, person_id from person where full_name = 'Tess Bell'`;
  const tess = { councilId: row!.council_id, personId: row!.person_id, kind: 'staff', complete: true } as Person;
  const scope = (await authorise(tess, null, 'appeals:work')) as Scope;
  const day = todaysDate();
  const { counts, matched } = await underScope(scope, async (tx) => {
    const appeal = (await appealAtDesk(tx, scope, freyas!.appeal_id as string))!;
    return { counts: await queueCounts(tx, scope, day), matched: await bearingsOf(tx, scope, appeal, 5) };
  });
  expect(counts).toEqual({ nobody: 3, mine: 1, others: 0, hearing: 1 });
  expect(matched.bears.length).toBe(5);
  for (const { terms } of [...matched.bears, ...matched.removed]) expect(terms.length).toBeGreaterThan(1);
});
