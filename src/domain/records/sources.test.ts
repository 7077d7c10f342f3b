import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../tests/support/database.ts';
import { sources } from './sources.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

test('SAR1: every table of a case says how it is gathered, or why not, and how it is forgotten', async () => {
  const rows = await db.owner<{ table: string }[]>`
    select c.table_name as table from information_schema.columns c
      join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
     where c.table_schema = 'public' and c.column_name = 'case_file_id' and t.table_type = 'BASE TABLE'`;
  const tables = rows.map(({ table }) => table).sort();
  expect(tables.length).toBeGreaterThan(50);
  expect(tables.filter((table) => !sources[table]).map((table) => `${table} is not in sources.ts`)).toEqual([]);
  expect(Object.keys(sources).filter((table) => !tables.includes(table))).toEqual([]);
});
