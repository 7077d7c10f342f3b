import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { makeCase, scopeFor } from '../support/papers.ts';
import { makeCaseFile, makeCouncil } from '../support/people.ts';
import { folded } from '../../src/domain/evidence/guard/folded.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

const CHILDREN = 20_000;

describe('the look-up of the council’s children', () => {
  test('GUARD2: the database folds a name as the words of a paper are folded', async () => {
    const names = [
      'Maya Rowe',
      'Zoë-Jane O’Neill',
      "O'Neill",
      'ŁUCZAK',
      'Đặng Ðiệp',
      'Søren Ødegård',
      'Müller–Weiß',
      'Ægir Œuf',
      '  Ana  María. ',
    ];
    for (const name of names) {
      const [row] = await db.owner`select folded_name(${name}) as folded`;
      expect([name, row!.folded]).toEqual([name, folded(name)]);
    }
  });

  test('A07 GUARD4: it tells only of children whom the words name, of this council, and never without a case in hand', async () => {
    const { parent, caseFileId, councilId, teamId } = await makeCase(db);
    const tom = await makeCaseFile(db, councilId, teamId, 'Tom');
    const there = await makeCouncil(db, 'Hillshire Council');
    await makeCaseFile(db, there.councilId, there.teamId, 'Tom');
    const ask = sql`select case_file_id from children_named(array['tom rowe', 'maya rowe', 'ana rowe'], array[]::text[], array['rowe'], array[]::text[], array[]::text[])`;
    const scope = await scopeFor(parent, caseFileId, 'paper:add');
    expect([...(await underScope(scope, (tx) => tx.execute(ask)))]).toEqual([{ case_file_id: tom }]);
    expect([...(await underScope({ ...scope, caseFileId: null }, (tx) => tx.execute(ask)))]).toEqual([]);
  });

  test(`GUARD4: among ${CHILDREN} children the plan looks up by index and reads no table through`, async () => {
    const { parent, caseFileId, councilId, teamId } = await makeCase(db);
    await db.owner`
      insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on, child_upn, child_nhs_number)
      select ${councilId}, gen_random_uuid(), 'L-' || n, 'First' || n % 500, 'Last' || n, date '2005-01-01' + n % 7000, ${teamId}, 'request', '2026-01-01', 'X' || n, 'N' || n
        from generate_series(1, ${CHILDREN}) n`;
    await db.owner`analyze case_file`;
    const scope = await scopeFor(parent, caseFileId, 'paper:add');
    const words = Array.from({ length: 4_000 }, (_, n) => `word${n % 700} other${n}`).concat('first7 last7');
    const startedAt = performance.now();
    const [found, tookMs, readThrough] = await underScope(scope, async (tx) => {
      const rows = await tx.execute(
        sql`select first_name from children_named(${sql.param(words)}::text[], array['2005-01-09'], array['last8'], array['X9'], array['N10'])`,
      );
      const ms = performance.now() - startedAt;
      const [scans] = await tx.execute<{ n: number }>(
        sql`select seq_scan::int as n from pg_stat_xact_user_tables where relname = 'case_file'`,
      );
      return [rows, ms, scans!.n] as const;
    });
    console.log(`children_named: ${words.length} candidates among ${CHILDREN} children in ${tookMs.toFixed(0)} ms`);
    expect(found.map(({ first_name }) => first_name).sort()).toEqual(['First10', 'First7', 'First8', 'First9']);
    expect(readThrough).toBe(0);
  });
});
