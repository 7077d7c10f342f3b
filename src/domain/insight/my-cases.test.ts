import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Scope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { authorise } from '#domain/people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../../../tests/support/people.ts';
import { myCases } from './my-cases.server.ts';
import { waitingInWords } from './waiting.ts';

let db: TestDatabase;
let council: Awaited<ReturnType<typeof makeCouncil>>;
let priya: Person;
beforeAll(async () => {
  db = await freshDatabase();
  council = await makeCouncil(db);
  priya = await makePerson(db, council.councilId, 'staff', 'Priya Shah');
});
afterAll(() => db.close());

const listOf = async (person: Person) => {
  const scope = (await authorise(person, null, 'signed-in')) as Scope;
  return underScope(scope, (tx) => myCases(tx, scope));
};

/** A council of `count` case files, a hundredth of them Priya's; every tenth has papers, points and words put forward. */
async function fillCouncil(count: number, other: Person): Promise<void> {
  const { councilId, teamId } = council;
  await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
    select ${councilId}, gen_random_uuid(), i, 'Child ' || i, 'Made-up', '2017-05-02', ${teamId}, 'pre_board_check', '2026-09-01' from generate_series(1, ${count}::int) i`;
  await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role) select council_id, gen_random_uuid(), case_file_id,
    case when reference::int % 100 = 0 then ${priya.personId}::uuid else ${other.personId}::uuid end, 'case_officer' from case_file where council_id = ${councilId}`;
  await db.owner`insert into check_row (council_id, case_file_id, check_row_id, kind, title, added_side, position)
    select council_id, case_file_id, gen_random_uuid(), 'other', 'A report', 'neutral', i from case_file, generate_series(1, 12) i where council_id = ${councilId} and reference like '%0'`;
  await db.owner`insert into check_answer (council_id, case_file_id, check_row_id, side, answer, by)
    select council_id, case_file_id, check_row_id, 'council', 'there', ${priya.personId} from check_row where position < 9`;
  await db.owner`insert into space (council_id, case_file_id, space_id, kind) select council_id, case_file_id, gen_random_uuid(), 'pre_board_check' from case_file where council_id = ${councilId} and reference like '%0'`;
  await db.owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, state, added_by)
    select council_id, case_file_id, space_id, gen_random_uuid(), i, 'Mornings', 'proposed', ${priya.personId} from space, generate_series(1, 5) i`;
  await db.owner`insert into proposal (council_id, case_file_id, proposal_id, point_id, side, words, sha256, by)
    select council_id, case_file_id, gen_random_uuid(), point_id, case when number < 4 then 'family' else 'council' end, 'words', 'hash', ${priya.personId} from point`;
  await db.owner`analyze`;
}

describe('my cases', () => {
  test('CAS15: 200 of 20,000 cases, each with what waits, and no table is read from end to end', async () => {
    await fillCouncil(20_000, await makePerson(db, council.councilId, 'staff', 'Sam Okoro'));
    const mine = await listOf(priya);
    expect(mine).toHaveLength(200);
    expect(mine[0]).toMatchObject({
      lastName: 'Made-up',
      role: 'case_officer',
      given: 0,
      calls: 0,
      unanswered: 4,
      proposals: 3,
    });

    const [{ body }] = (await db.owner`select prosrc as body from pg_proc where proname = 'my_cases'`) as [
      { body: string },
    ];
    const plan = await db.owner.begin(async (sql) => {
      await sql`select set_config('app.council_id', ${council.councilId}, true), set_config('app.person_id', ${priya.personId}, true)`;
      return (await sql.unsafe(`explain ${body}`)).map((line) => line['QUERY PLAN'] as string).join('\n');
    });
    expect(plan).toContain('standing_person');
    for (const table of ['standing', 'case_file', 'check_row', 'check_answer', 'point', 'proposal'])
      expect(plan).not.toContain(`Seq Scan on ${table} `);
  });

  test('CAS15, A30: one somebody is excluded from is not on their list, nor another person’s', async () => {
    const dana = await makePerson(db, council.councilId, 'family', 'Dana Rowe');
    const [first, second] = [
      await makeCaseFile(db, council.councilId, council.teamId),
      await makeCaseFile(db, council.councilId, council.teamId, 'Ben'),
    ];
    for (const file of [first, second]) await giveStanding(db, council.councilId, file, dana.personId, 'parent');
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${council.councilId}, ${second}, ${dana.personId}, 'A court order', ${priya.personId})`;
    expect((await listOf(dana)).map((file) => file.child)).toEqual(['Maya']);
    const scope = (await authorise(dana, null, 'signed-in')) as Scope;
    const asAnother = { ...scope, personId: priya.personId } as Scope;
    expect(await underScope(scope, (tx) => myCases(tx, asAnother))).toEqual([]);
  });
});

test('CAS15: what waits is said in words, calls first; papers only while they are being checked', () => {
  const waiting = { calls: 1, given: 2, proposals: 0, unanswered: 1 };
  const two = ['1 call to make', '2 things given to you'];
  expect(waitingInWords({ ...waiting, stage: 'pre_board_check' })).toEqual([...two, '1 paper you have not answered']);
  expect(waitingInWords({ ...waiting, stage: 'final_plan' })).toEqual(two);
  expect(waitingInWords({ stage: 'board', calls: 0, given: 0, proposals: 0, unanswered: 7 })).toEqual([]);
});
