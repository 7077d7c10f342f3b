import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { Scope } from '../../src/domain/access/scope.ts';
import { isRefusal } from '../../src/domain/access/decide.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { askToForget, type Asking } from '../../src/domain/records/erasure/ask.server.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import type { TestDatabase } from './database.ts';
import { giveDuty, makePerson } from './people.ts';

/** Two people who answer for records, and what the gate mints for them at their desk. */
export async function makeRecordsDesk(db: TestDatabase, councilId: string) {
  const at = async (name: string) => {
    const person = await makePerson(db, councilId, 'staff', name);
    await giveDuty(db, person, 'records');
    return { person, scope: await deskScope(person) };
  };
  return { first: await at('Asha Reid'), second: await at('Tom Bright') };
}

export async function deskScope(person: Person): Promise<Scope> {
  const answer = await authorise(person, null, 'records:work');
  if (isRefusal(answer)) throw new Error('The gate refused the desk of records.');
  return answer;
}

/** Asks as the first of two. Throws when it is refused: the test meant something that may be asked. */
export async function askFor(scope: Scope, caseFileId: string, more: Partial<Asking> = {}): Promise<string> {
  const given: Asking = {
    ...{ caseFileId, what: 'case', address: '', why: 'asked', words: 'The family wrote on 3 May' },
    ...more,
  };
  const asked = await underScope(scope, (tx) => askToForget(tx, scope, given));
  if (!asked || 'refused' in asked) throw new Error(`Not asked: ${asked?.refused ?? 'no such case'}`);
  return asked.erasureId;
}

/** What stands in for a value of each kind of column, so that a row can be planted in any table. */
const anyValue: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: "'x'",
  date: 'current_date',
  'timestamp with time zone': 'now()',
  boolean: 'false',
  integer: '1',
  bigint: '1',
  real: '1',
  'double precision': '1',
  jsonb: "'{}'",
  bytea: "'\\x00'",
  ARRAY: "'{}'",
};

interface Column {
  table: string;
  column: string;
  type: string;
  required: boolean;
}

/** Ids and codes that stay: nobody writes words there. */
const staying: Record<string, string[]> = {
  case_file: ['reference', 'stage'],
  stage_move: ['from', 'to'],
  erasure: ['source', 'source_id', 'why', 'what'],
};

/** How the rows of one case are found in a table. */
const ofCase = (names: readonly string[], caseFileId: string): string =>
  names.includes('case_file_id')
    ? `case_file_id = '${caseFileId}'`
    : names.includes('chain_id')
      ? `chain_id = '${caseFileId}'`
      : names.includes('document_id')
        ? `document_id in (select document_id from document where case_file_id = '${caseFileId}')`
        : `appeal_id in (select appeal_id from appeal where case_file_id = '${caseFileId}')`;

/**
 * Sees to it that every table of a case has a row of this one, and writes a word into everything in them that is text, past
 * triggers and rules; what a constraint keeps to a list stays as it is. Wherever the word is found afterwards, something
 * was not forgotten. Returns the tables it was written in.
 */
export async function writeEverywhere(db: TestDatabase, word: string, caseFileId: string): Promise<string[]> {
  const columns = await db.owner<Column[]>`
    select c.table_name as table, c.column_name as column, c.data_type as type, c.is_nullable = 'NO' and c.column_default is null as required
      from information_schema.columns c
     where c.table_schema = 'public' and c.table_name not in ('history', 'complaint') and c.is_generated = 'NEVER'
       and exists (select 1 from information_schema.columns k where k.table_schema = 'public' and k.table_name = c.table_name
                    and k.column_name in ('case_file_id', 'document_id', 'appeal_id', 'chain_id'))`;
  const [council] = await db.owner`select council_id from case_file where case_file_id = ${caseFileId}`;
  const one = await db.owner.reserve();
  await one`set session_replication_role = replica`;
  const written: string[] = [];
  for (const table of new Set(columns.map((column) => column.table))) {
    const own = columns.filter((column) => column.table === table);
    const names = own.map(({ column }) => column);
    const which = ofCase(names, caseFileId);
    const [{ rows }] = await one.unsafe<[{ rows: number }]>(
      `select count(*)::int as rows from "${table}" where ${which}`,
    );
    const needed = own.filter(({ required, column }) => required || column === 'case_file_id');
    const values = needed.map(({ column, type }) =>
      column === 'council_id'
        ? `'${council!['council_id']}'`
        : column === 'case_file_id'
          ? `'${caseFileId}'`
          : anyValue[type]!,
    );
    const list = needed.map(({ column }) => `"${column}"`).join(',');
    if (rows === 0 && names.includes('case_file_id'))
      await one.unsafe(`insert into "${table}" (${list}) values (${values.join(',')})`).catch(() => {});
    let took = 0;
    for (const { column, type } of own) {
      if ((type !== 'text' && type !== 'jsonb') || staying[table]?.includes(column)) continue;
      const value = type === 'text' ? `"${column}" || ' ${word}'` : `"${column}" || '{"x": "${word}"}'::jsonb`;
      const set = `update "${table}" set "${column}" = ${value} where "${column}" is not null and ${which}`;
      took += (await one.unsafe(set).catch(() => ({ count: 0 }))).count;
    }
    if (took > 0) written.push(table);
  }
  await one`set session_replication_role = origin`;
  one.release();
  return written;
}

/** Every table in which a word is found, in whatever way it is written there. */
export async function foundIn(db: TestDatabase, word: string): Promise<string[]> {
  const tables = await db.owner<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`;
  const hex = Buffer.from(word).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db.owner.unsafe<{ rows: number }[]>(
      `select count(*)::int as rows from "${name}" t where t::text ilike '%${word}%' or t::text ilike '%${hex}%'`,
    );
    if (row!.rows > 0) found.push(name);
  }
  return found.sort();
}
