import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { database, inTransaction } from '../../src/server/db.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';

let db: TestDatabase;
beforeAll(async () => void (db = await freshDatabase()));
afterAll(() => db.close());

/**
 * `council` is the list of councils; `slow_down` counts tries by caller for an hour and holds nothing of anybody; the library
 * of decided cases is the same for every council and holds nothing of any family's.
 */
const library = ['precedent', 'precedent_version', 'precedent_tag'];
const outside = ['council', 'slow_down', ...library];
const lesser = ['common_ground_app', 'common_ground_engine'];

describe('the second wall', () => {
  test('A33: the app and the engine own nothing and cannot step over row-level security', async () => {
    const roles =
      await db.owner`select rolname, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole from pg_roles where rolname in ${db.owner(lesser)}`;
    expect(roles.length).toBe(2);
    for (const role of roles)
      expect({ ...role, rolname: '' }).toEqual({
        rolname: '',
        rolsuper: false,
        rolbypassrls: false,
        rolcreatedb: false,
        rolcreaterole: false,
      });
    const owned =
      await db.owner`select relname from pg_class join pg_roles on pg_roles.oid = relowner where rolname in ${db.owner(lesser)}`;
    expect(owned).toHaveLength(0);
  });

  test('A33: the process runs as those roles', async () => {
    const [app] = await inTransaction({ councilId: crypto.randomUUID() }, (tx) =>
      tx.execute<{ who: string }>(sql`select current_user as who`),
    );
    const [engine] = await database().engine`select current_user as who`;
    expect([app?.who, engine?.who]).toEqual(lesser);
  });

  test('every table that carries a council has row-level security, a policy, and a key that starts with it', async () => {
    const tables = await db.owner<{ name: string; secured: boolean; policies: number; key: string }[]>`
      select c.relname as name, c.relrowsecurity as secured,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies,
        (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indrelid = c.oid and i.indisprimary) as key
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname not in ${db.owner(outside)}`;
    expect(tables.length).toBeGreaterThan(20);
    for (const table of tables) expect(table).toMatchObject({ secured: true, key: 'council_id' });
    expect(tables.filter(({ policies }) => policies === 0)).toEqual([]);
  });

  test('every table carries its council and says so, so that none is outside the wall', async () => {
    const without = await db.owner`
      select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not in ${db.owner(outside)}
        and not exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'council_id' and a.attnotnull)`;
    expect(without).toHaveLength(0);
  });

  test('every foreign key among them starts with the council, so that no row points into another', async () => {
    const crossing = await db.owner`
      select conrelid::regclass as "table", conname from pg_constraint
      where contype = 'f' and connamespace = 'public'::regnamespace and confrelid <> 'council'::regclass
        and (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'council_id'`;
    expect(crossing).toHaveLength(0);
  });
});

test('the library has walls of its own: staff read it, a tribunal team adds to it, and nobody takes anything out', async () => {
  const policies = await db.owner<{ table: string; cmd: string }[]>`
    select tablename as "table", cmd from pg_policies where tablename in ${db.owner(library)} order by 1, 2`;
  expect(policies.map(({ table, cmd }) => `${table} ${cmd}`)).toEqual(
    library.flatMap((table) => ['INSERT', 'SELECT', 'UPDATE'].map((cmd) => `${table} ${cmd}`)).toSorted(),
  );
});

test('A32: no id is a number that counts: what stands in an address cannot be guessed from another', async () => {
  const counting = await db.owner`select table_name, column_name from information_schema.columns
    where table_schema = 'public' and (is_identity = 'YES' or column_default like 'nextval%')`;
  expect([...counting]).toEqual([]);
  const loose = await db.owner`select c.relname, a.attname from pg_index i
    join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
    where i.indisprimary and a.attname like '%\\_id' and a.attname <> 'connection_id' and a.atttypid <> 'uuid'::regtype`;
  expect([...loose]).toEqual([]);
});

describe('with the app’s own check left out', () => {
  test('A07: a query without any condition sees only the case in hand, and of another council nothing', async () => {
    const here = await makeCouncil(db);
    const there = await makeCouncil(db, 'Elsewhere');
    const person = await makePerson(db, here.councilId, 'family', 'Sam Rowe');
    const mine = await makeCaseFile(db, here.councilId, here.teamId);
    await makeCaseFile(db, here.councilId, here.teamId, 'Leo');
    await makeCaseFile(db, there.councilId, there.teamId, 'Ana');
    await giveStanding(db, here.councilId, mine, person.personId, 'parent');

    const seen = (who: Parameters<typeof inTransaction>[0]) =>
      inTransaction(who, (tx) => tx.execute<{ case_file_id: string }>(sql`select case_file_id from case_file`));
    expect((await seen({ ...person, caseFileId: mine })).map((row) => row.case_file_id)).toEqual([mine]);
    expect((await seen(person)).map((row) => row.case_file_id)).toEqual([mine]);
    expect(await seen({ councilId: there.councilId, personId: person.personId })).toHaveLength(0);
  });

  test('A07: without saying who asks, nothing is seen at all', async () => {
    for (const table of ['case_file', 'person', 'standing', 'history', 'evidence_item', 'document_update', 'sign_in']) {
      const rows = await database().orm.execute(sql`select 1 from ${sql.identifier(table)}`);
      expect(rows, table).toHaveLength(0);
    }
  });

  test('A07: a row cannot be written into another council or another case', async () => {
    const here = await makeCouncil(db);
    const there = await makeCouncil(db, 'Elsewhere');
    const foreign = await makeCaseFile(db, there.councilId, there.teamId);
    const own = await makeCaseFile(db, here.councilId, here.teamId);
    const write = (councilId: string, caseFileId: string) =>
      inTransaction({ councilId: here.councilId, caseFileId: own }, (tx) =>
        tx.execute(
          sql`insert into check_row (council_id, case_file_id, check_row_id, kind, title, added_side, position) values (${councilId}, ${caseFileId}, gen_random_uuid(), 'other', 'A report', 'council', 1)`,
        ),
      );
    await expect(write(there.councilId, foreign)).rejects.toThrow();
    await expect(write(here.councilId, await makeCaseFile(db, here.councilId, here.teamId, 'Leo'))).rejects.toThrow();
    await expect(write(here.councilId, own)).resolves.toBeDefined();
  });
});
