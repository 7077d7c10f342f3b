import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { v7 } from 'uuid';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person } from '#domain/access/standing.ts';
import { inTransaction } from '#server/db.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeMediation, type TestMediation } from '../../../../tests/support/mediations.ts';
import { scopeFor } from '../../../../tests/support/papers.ts';
import { giveStanding, makePerson } from '../../../../tests/support/people.ts';
import { saveOutcome } from './outcome-commands.server.ts';

/** Whatever was said, offered, drafted or noted in a mediation, table by table. */
const tables = [
  ...['clause', 'clause_saying', 'not_agreed', 'side_statement', 'private_note', 'mediator_note', 'carried'],
  ...['agreement', 'signature', 'outcome_record', 'outcome_private', 'mediation_rating', 'private_room'],
];

let db: TestDatabase;
let made: TestMediation;
let tribunalOfficer: Person;
beforeAll(async () => {
  db = await freshDatabase();
  made = await makeMediation(db);
  tribunalOfficer = await makePerson(db, made.councilId, 'staff', 'Ada Vale');
  await giveStanding(db, made.councilId, made.caseFileId, tribunalOfficer.personId, 'tribunal_officer');
  await fill();
});
afterAll(() => db.close());

/** One row in each of them, as a mediation under way leaves it. */
async function fill() {
  const { councilId, caseFileId, mediationId, parent, mediator, parties } = made;
  const clause = v7();
  const agreement = v7();
  const { owner } = db;
  await owner`insert into clause (council_id, case_file_id, clause_id, mediation_id, number, title, added_by) values (${councilId}, ${caseFileId}, ${clause}, ${mediationId}, 1, 'Speech', ${parent.personId})`;
  await owner`insert into clause_saying (council_id, case_file_id, clause_saying_id, clause_id, side, says, version, sha256, by) values (${councilId}, ${caseFileId}, ${v7()}, ${clause}, 'family', 'agree', 1, 'x', ${parent.personId})`;
  await owner`insert into not_agreed (council_id, case_file_id, not_agreed_id, mediation_id, title, added_by) values (${councilId}, ${caseFileId}, ${v7()}, ${mediationId}, 'How many hours', ${parent.personId})`;
  await owner`insert into side_statement (council_id, case_file_id, mediation_id, side, written_by) values (${councilId}, ${caseFileId}, ${mediationId}, 'family', ${parent.personId})`;
  await owner`insert into private_note (council_id, case_file_id, private_note_id, mediation_id, side, person_id, sealed) values (${councilId}, ${caseFileId}, ${v7()}, ${mediationId}, 'family', ${parent.personId}, '\\x00')`;
  await owner`insert into mediator_note (council_id, case_file_id, mediation_id, person_id, sealed) values (${councilId}, ${caseFileId}, ${mediationId}, ${mediator.personId}, '\\x00')`;
  await owner`insert into carried (council_id, case_file_id, carried_id, mediation_id, from_side, shown_to, words, carried_by) values (${councilId}, ${caseFileId}, ${v7()}, ${mediationId}, 'family', 'everyone', 'Two hours', ${mediator.personId})`;
  await owner`insert into agreement (council_id, case_file_id, agreement_id, mediation_id, number, text, sha256, history_head, drawn_up_by) values (${councilId}, ${caseFileId}, ${agreement}, ${mediationId}, 1, '{}', 'x', 'x', ${mediator.personId})`;
  await owner`insert into signature (council_id, case_file_id, signature_id, agreement_id, party_id, person_id, choice, sha256) values (${councilId}, ${caseFileId}, ${v7()}, ${agreement}, ${parties.parent}, ${parent.personId}, 'signed', 'x')`;
  await owner`insert into mediation_rating (council_id, case_file_id, mediation_id, person_id, rating) values (${councilId}, ${caseFileId}, ${mediationId}, ${parent.personId}, 3)`;
  const scope = (await scopeFor(mediator, caseFileId, 'mediation:lead')) as CaseScope<'mediation:lead'>;
  const draft = { version: 0, outcome: 'none', typed: { narrowed: 'Who pays' } };
  await underScope(scope, (tx) => saveOutcome(tx, scope, mediationId, draft, new Date()));
}

/** The tables of which anything at all is seen: by this person or by nobody, with this case in hand or with none. */
const reached = (who: { councilId: string; personId?: string; caseFileId?: string }): Promise<string[]> =>
  inTransaction(who, async (tx) => {
    const seen: string[] = [];
    for (const table of tables) if ((await tx.execute(`select 1 from ${table} limit 1`)).length > 0) seen.push(table);
    return seen;
  });

describe('what was said in a mediation', () => {
  test('E08 OUT9: the tables are not empty: whoever is in it reaches their own', async () => {
    const [count] = await db.owner.unsafe(
      `select ${tables.map((table) => `(select count(*) from ${table})::int as ${table}`).join(', ')}`,
    );
    for (const table of tables) expect(count![table], table).toBeGreaterThan(0);
    const { councilId, caseFileId, mediator } = made;
    const lead = await reached({ councilId, caseFileId, personId: mediator.personId });
    expect(lead).toContain('outcome_private');
    expect(lead).toContain('clause');
  });

  test('E08 OUT9: a tribunal officer of the case reaches none of it, with the case in hand or in a list', async () => {
    const { councilId, caseFileId } = made;
    const { personId } = tribunalOfficer;
    expect(await reached({ councilId, caseFileId, personId })).toEqual([]);
    expect(await reached({ councilId, personId })).toEqual([]);
  });

  test('E08 OUT9: nor does whoever counts and measures, a round, or somebody who may list the case and is not in it', async () => {
    const { councilId, caseFileId } = made;
    const outside = await makePerson(db, councilId, 'staff', 'Tom Vale');
    await giveStanding(db, councilId, caseFileId, outside.personId, 'senior_manager');
    expect(await reached({ councilId })).toEqual([]);
    expect(await reached({ councilId, caseFileId })).toEqual([]);
    expect(await reached({ councilId, personId: outside.personId })).toEqual([]);
    expect(await reached({ councilId, caseFileId, personId: outside.personId })).toEqual([]);
  });

  test('E08 OUT9: of the functions that see past these walls, none touches a column that holds words', async () => {
    const functions = await db.owner`
      select p.proname as name, p.prosrc as source from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public' where p.prosecdef`;
    // A room’s own row says who is in it, and no more.
    const spoken = tables.filter((table) => table !== 'private_room');
    const touching = functions.filter(({ source }) =>
      spoken.some((table) => new RegExp(`\\b${table}\\b`).test(source)),
    );
    expect(touching.length).toBeGreaterThan(0);
    const columns = [
      'words',
      'sealed',
      'fields',
      'issues',
      'hoped_for',
      'child_views',
      'would_settle',
      'new_wording',
      'title',
    ];
    for (const { name, source } of touching)
      expect(source, name).not.toMatch(new RegExp(`\\b(${columns.join('|')})\\b`));
  });
});
