import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { underScope } from '#domain/access/scoped.server.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { Person } from '#domain/access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeCase, scopeFor } from '../../../../tests/support/papers.ts';
import { makeOtherParent } from '../../../../tests/support/records.ts';
import { chronologyOf } from './chronology.server.ts';
import { happenedKinds, kindsAsked } from './chronology.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('CHR1 CHR2 A18 A28: each reads what they may, in order, and it is recorded', async () => {
  const { councilId, caseFileId, teamId, parent, officer } = await makeCase(db);
  const { person: other } = await makeOtherParent(db, { councilId, caseFileId }, '');
  const said = (words: string, withPerson: Person | null, on: string) => db.owner`
    insert into contact_entry (council_id, case_file_id, contact_entry_id, kind, direction, with_person_id, author_id, words, happened_at, team_id)
    values (${councilId}, ${caseFileId}, ${v7()}, 'message', 'out', ${withPerson?.personId ?? null}, ${officer.personId}, ${words}, ${on}, ${teamId})`;
  await said('second', parent, '2026-10-02T10:00:00Z');
  await said('first', null, '2026-10-01T10:00:00Z');
  await said('theirs', other, '2026-10-03T10:00:00Z');
  await db.owner`insert into stage_move (council_id, case_file_id, stage_move_id, "to", "on") values (${councilId}, ${caseFileId}, ${v7()}, 'board', '2026-11-01')`;
  await db.owner`insert into dispute (council_id, case_file_id, dispute_id, number, raised_by, raised_side, rights_holder, ground, notice_sent_on, own_words)
    values (${councilId}, ${caseFileId}, ${v7()}, 1, ${parent.personId}, 'family', 'parent', 'plan_contents', current_date, 'Own words')`;
  const read = async (person: Person) => {
    const scope = (await scopeFor(person, caseFileId, 'chronology:see')) as CaseScope<'chronology:see'>;
    return underScope(scope, (tx) => chronologyOf(tx, scope, { kinds: happenedKinds, today: '2026-11-23' }));
  };
  const mine = await read(parent);
  expect(mine.map(({ on }) => on)).toEqual([...mine.map(({ on }) => on)].sort());
  const words = JSON.stringify(mine);
  expect([words.includes('first'), words.includes('second'), words.includes('theirs')]).toEqual([true, true, false]);
  expect(JSON.stringify(await read(officer))).toContain('theirs');
  const [seen] = await db.owner<
    { n: number }[]
  >`select count(*)::int as n from history where chain_id = ${caseFileId} and action = 'chronology.seen'`;
  expect(seen!.n).toBe(2);
  expect(kindsAsked(['paper', 'nothing'])).toEqual(['paper']);
  expect(kindsAsked([])).toEqual(happenedKinds);
});
