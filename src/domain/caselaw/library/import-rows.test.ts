import { afterAll, beforeAll, expect, test } from 'vitest';
import { isRefusal } from '../../access/decide.ts';
import type { Scope } from '../../access/scope.ts';
import { underScope } from '../../access/scoped.server.ts';
import type { Person } from '../../access/standing.ts';
import { authorise } from '../../people/gate.server.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { anEntry, shippedCases } from '../../../../tests/support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { shippedFile } from '../shipped.ts';
import { dryRun, importPrecedents } from './import.server.ts';

const TODAY = '2026-11-23';
let db: TestDatabase;
let keeper: Scope;
let reader: Scope;

async function scopeTo(who: Person, permission: 'library:keep' | 'library:see'): Promise<Scope> {
  const answer = await authorise(who, null, permission);
  if (isRefusal(answer)) throw new Error(answer.because);
  return answer;
}

beforeAll(async () => {
  db = await freshDatabase();
  const { councilId } = await makeCouncil(db);
  const tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  keeper = await scopeTo(tess, 'library:keep');
  reader = await scopeTo(await makePerson(db, councilId, 'staff', 'Priya Shah'), 'library:keep');
});
afterAll(() => db.close());

const bringIn = (entries: unknown, seal?: string, scope = keeper) =>
  underScope(scope, (tx) =>
    importPrecedents(tx, scope, { name: 'cases.json', text: JSON.stringify(entries) }, TODAY, seal),
  );
const versions = () => db.owner`select slug, version, by_name, reason from precedent_version order by slug, version`;

test('LIB6: staff outside the tribunal team bring nothing in, and are told of nothing', async () => {
  expect(await bringIn(shippedCases(), undefined, reader)).toBeNull();
  const text = shippedFile();
  expect(await underScope(reader, (tx) => dryRun(tx, { name: 'a', text }, TODAY))).toBeNull();
  expect(await db.owner`select 1 from precedent`).toHaveLength(0);
});

test('LIB4: the 97 come in with their tags and first versions; the same file again changes nothing', async () => {
  expect(await bringIn(shippedCases())).toMatchObject({ done: { errors: [], changed: [] } });
  const before = await versions();
  expect(before).toHaveLength(97);
  expect(before[0]).toMatchObject({ version: 1, by_name: 'Tess Bell', reason: 'From the file cases.json' });
  expect((await db.owner`select 1 from precedent_tag`).length).toBeGreaterThan(50);
  const again = await bringIn(shippedCases());
  expect(again && 'done' in again && again.done.same).toHaveLength(97);
  expect(await versions()).toEqual(before);
  expect(await db.owner`select 1 from history where action = 'library.imported'`).toHaveLength(1);
});

test('LIB4 LIB5: what changed is a next version; what was checked here is kept and listed', async () => {
  const [first, second, ...rest] = shippedCases();
  await db.owner`update precedent set checked_by = 'Rosa Lind', checked_on = '2026-11-01' where slug = ${second!.id}`;
  const file = [{ ...first!, principle: 'Another sentence.' }, { ...second!, principle: 'Another sentence.' }, ...rest];
  expect(await bringIn(file)).toMatchObject({ done: { changed: [{ id: first!.id }], kept: [{ id: second!.id }] } });
  const now =
    await db.owner`select slug, version, principle from precedent where slug in (${first!.id}, ${second!.id}) order by slug`;
  expect(now.map(({ slug, version }) => [slug, version]).toSorted()).toEqual(
    [
      [first!.id, 2],
      [second!.id, 1],
    ].toSorted(),
  );
  expect(now.find(({ slug }) => slug === second!.id)!.principle).toBe(second!.principle);
});

test('LIB4: when the library moved after the dry run nothing is done, and what would be done now is shown', async () => {
  const entry = anEntry();
  const file = { name: 'one.json', text: JSON.stringify([entry]) };
  const shown = await underScope(keeper, (tx) => dryRun(tx, file, TODAY));
  if (!shown || 'not' in shown) throw new Error('There is nothing to bring in.');
  await bringIn([{ ...entry, court: 'UKUT' }]);
  expect(await bringIn([entry], shown.seal)).toMatchObject({ moved: { changed: [{ id: entry.id }], fresh: [] } });
  const [now] = await db.owner`select court from precedent where slug = ${entry.id}`;
  expect(now).toMatchObject({ court: 'UKUT' });
});

test('LIB4: two people bringing the same new entry in at once make one', async () => {
  const entry = anEntry({ id: 'at-once', citation: '[2021] UKUT 998 (AAC)' });
  const both = await Promise.all([bringIn([entry]), bringIn([entry])]);
  expect(both.map((one) => one && 'done' in one && one.done.fresh.length).toSorted()).toEqual([0, 1]);
});
