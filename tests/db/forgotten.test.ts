import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sources } from '../../src/domain/records/sources.ts';
import { doErasure } from '../../src/domain/records/erasure/forget.server.ts';
import { anchor } from '../../src/server/anchor.ts';
import { verify } from '../../src/server/verify.ts';
import { CANARY } from '../support/canary.ts';
import { makeCast, type Cast } from '../support/cast.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { askFor, foundIn, makeRecordsDesk, writeEverywhere } from '../support/forgetting.ts';
import { furnish } from '../support/furnish.ts';
import { freshDataFolder } from '../support/papers.ts';

let db: TestDatabase;
let cast: Cast;
let dataDir: string;
let written: string[];
beforeAll(async () => {
  db = await freshDatabase();
  dataDir = freshDataFolder();
  cast = await makeCast(db);
  await furnish(db, cast.officer, cast.caseFileId);
  await anchor(db.engine, dataDir);
  written = await writeEverywhere(db, CANARY, cast.caseFileId);
  // An appeal or a disagreement that is open holds the case.
  await db.owner`update appeal set stage = 'closed'`;
  await db.owner`update dispute set ended_at = now()`;
  await db.owner`update data_request set state = 'closed'`;
  await db.owner`update legal_hold set ended_at = now(), ended_by = gen_random_uuid(), ended_why = 'Over'`;
  const desk = await makeRecordsDesk(db, cast.councilId);
  const erasureId = await askFor(desk.first.scope, cast.caseFileId);
  expect(await doErasure(desk.second.scope, erasureId)).toBe('done');
}, 240_000);
afterAll(() => db.close());

describe('J14: a case that was forgotten', () => {
  test('J14 ERA4: the word that stood in every row of it stands in none', async () => {
    expect(written.length).toBeGreaterThan(70);
    expect(await foundIn(db, CANARY)).toEqual([]);
  });

  test('J14 ERA4: no file of it is left, nor anything made from one', () => {
    const folder = join(dataDir, 'files', cast.councilId);
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    expect(files.filter((one) => one.isFile()).map(({ name }) => name)).toEqual([]);
  });

  test('J14 ERA5: the history still proves itself, and so does everything else', async () => {
    const { faults, counted } = await verify(db.ownerUrl, dataDir);
    expect(faults).toEqual([]);
    expect(counted.join()).toMatch(/chains of history with [1-9]/);
  });

  test('J14 ERA4: each table does what is written of it', async () => {
    const wrong: string[] = [];
    for (const [table, { forgotten }] of Object.entries(sources)) {
      const [row] = await db.owner.unsafe<{ rows: number }[]>(
        `select count(*)::int as rows from "${table}" where case_file_id = '${cast.caseFileId}'`,
      );
      if (forgotten === 'removed' && row!.rows > 0) wrong.push(`${table} has ${row!.rows} rows left`);
      if (forgotten === 'stays' && row!.rows === 0) wrong.push(`${table} has no rows left`);
    }
    expect(wrong).toEqual([]);
    const [left] =
      await db.owner`select child_first_name, child_last_name, school, forgotten_at is not null as forgotten, closed_at is not null as closed
      from case_file where case_file_id = ${cast.caseFileId}`;
    expect(left).toEqual({
      child_first_name: 'Somebody',
      child_last_name: '',
      school: '',
      forgotten: true,
      closed: true,
    });
  });
});
