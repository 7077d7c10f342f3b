import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isRefusal } from '../../access/decide.ts';
import type { Scope } from '../../access/scope.ts';
import { underScope } from '../../access/scoped.server.ts';
import { authorise } from '../../people/gate.server.ts';
import type { Person } from '../../access/standing.ts';
import { freshDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { anEntry, seedLibrary } from '../../../../tests/support/library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from '../../../../tests/support/people.ts';
import { differencesOf } from './differences.ts';
import { vocabularyOf } from './entries.server.ts';
import { importPrecedents } from './import.server.ts';
import { addKept, changeKept, type Given } from './keep.server.ts';
import { comesRound, slugFor } from './keep.ts';
import { labelsOf } from './card.ts';
import { raisedWith, versionsOf } from './versions.server.ts';
import { precedentBySlug } from './entries.server.ts';

const TODAY = '2026-11-23';
const first = anEntry();
const later = anEntry({ id: 'later-2023', name: 'Later', citation: '[2023] UKUT 5 (AAC)', date: '2023-01-09' });
const older = anEntry({
  id: 'older-2016',
  name: 'Older',
  citation: '[2016] UKUT 5 (AAC)',
  date: '2016',
  issues: ['costs'],
});

let db: TestDatabase;
let tess: Scope;
let priya: Scope;
async function scopeOf(who: Person): Promise<Scope> {
  const answer = await authorise(who, null, 'library:keep');
  if (isRefusal(answer)) throw new Error(answer.because);
  return answer;
}
beforeAll(async () => {
  db = await freshDatabase();
  const { councilId } = await makeCouncil(db);
  const keeper = await makePerson(db, councilId, 'staff', 'Tess Bell');
  await joinTeam(db, await makeTribunalTeam(db, councilId), keeper);
  [tess, priya] = [await scopeOf(keeper), await scopeOf(await makePerson(db, councilId, 'staff', 'Priya Shah'))];
});
beforeEach(async () => {
  await db.owner`truncate precedent, precedent_version`;
  await seedLibrary(db, [first, later, older]);
});
afterAll(() => db.close());

const given = (over: Partial<Given> = {}): Given => ({
  ...{ entry: first, checkedOn: '2026-11-20', reason: 'The summary was too wide.', supersededBy: '', version: 1 },
  ...over,
});
const change = (over: Partial<Given> = {}, scope = tess, slug = first.id) =>
  underScope(scope, (tx) => changeKept(tx, scope, slug, given(over), TODAY));
const wrong = async (over: Partial<Given>) => {
  const done = await change(over);
  return done && 'errors' in done ? done.errors : {};
};
const stands = (slug = first.id) => underScope(tess, (tx) => precedentBySlug(tx, slug));

describe('changing an entry', () => {
  test('LIB4 LIB11: a change is the next version, with who, when, why and what is different', async () => {
    const principle = 'The plan has to say how many hours there are.';
    expect(await change({ entry: { ...first, principle } })).toEqual({ slug: first.id });
    expect(await stands()).toMatchObject({ version: 2, principle, checkedBy: 'Tess Bell', checkedOn: '2026-11-20' });
    expect(
      await change({ entry: { ...first, principle, issues: ['costs'] }, version: 2, reason: 'Wrong tag.' }),
    ).toEqual({ slug: first.id });
    const versions = await underScope(priya, async (tx) =>
      versionsOf(tx, priya, first.id, labelsOf(await vocabularyOf(tx))),
    );
    expect(versions.map(({ version, byName, reason, ours }) => [version, byName, reason, ours])).toEqual([
      [3, 'Tess Bell', 'Wrong tag.', true],
      [2, 'Tess Bell', 'The summary was too wide.', true],
    ]);
    expect(versions[0]!.differences).toEqual([
      { field: 'Point decided', before: 'Specific and quantified wording', after: 'Costs' },
    ]);
    const rows =
      await db.owner`select case_file from (select chain_id = council_id as case_file from history where action = 'library.entry_changed') h`;
    expect(rows).toEqual([{ case_file: true }, { case_file: true }]);
  });

  test('LIB6: staff outside the tribunal team change and add nothing, and the wall holds without the command', async () => {
    expect(await change({}, priya)).toBeNull();
    expect(await underScope(priya, (tx) => addKept(tx, priya, given(), TODAY))).toBeNull();
    expect(await change({}, tess, 'no-such-case')).toBeNull();
    expect(await stands()).toMatchObject({ version: 1, checkedBy: null });
  });

  test('LIB11: to change what it says is to have checked it, on a real day between the decision and today, and to say why', async () => {
    const other = { ...first, court: 'UKUT' };
    expect(await wrong({ entry: other, checkedOn: '' })).toEqual({ checkedOn: expect.stringContaining('which day') });
    expect(await wrong({ checkedOn: '2021-05-03' })).toEqual({
      checkedOn: expect.stringContaining('before the case was decided'),
    });
    expect(await wrong({ checkedOn: '2026-11-24' })).toEqual({ checkedOn: expect.stringContaining('not come') });
    expect(await wrong({ checkedOn: '2026-02-30' })).toEqual({ checkedOn: expect.stringContaining('real day') });
    expect(await wrong({ entry: other, reason: ' ' })).toEqual({ reason: expect.stringContaining('why') });
    expect(await wrong({ entry: { ...first, citation: 'no', url: 'javascript:alert(1)', grounds: [] } })).toEqual({
      ...{ citation: expect.any(String), url: expect.any(String), grounds: expect.any(String) },
    });
    expect(await wrong({ entry: { ...first, citation: '2023 ukut 5 aac', date: '2023' } })).toEqual({
      citation: expect.stringContaining('Later'),
    });
    expect(await stands()).toMatchObject({ version: 1 });
  });

  test('LIB12: the case that took its place is here, another one, not older, and does not lead back', async () => {
    const by = async (supersededBy: string) => (await wrong({ supersededBy, checkedOn: '' })).supersededBy;
    expect(await by('[2020] UKUT 77 (AAC)')).toMatch(/no such case/);
    expect(await by('rubbish')).toMatch(/no such case/);
    expect(await by(first.citation)).toMatch(/its own place/);
    expect(await by(older.citation)).toMatch(/older/);
    expect(await change({ supersededBy: '2023 UKUT 5 AAC', checkedOn: '' })).toEqual({ slug: first.id });
    expect(await stands()).toMatchObject({ supersededBy: later.id, checkedBy: null, version: 2 });
    const same = { ...later, date: '2021-06-01', citation: '[2021] UKUT 5 (AAC)' };
    await change({ entry: same, supersededBy: '', version: 1 }, tess, later.id);
    const back = await change({ entry: same, supersededBy: first.citation, version: 2 }, tess, later.id);
    expect(back).toMatchObject({ errors: { supersededBy: expect.stringContaining('superseded by this one') } });
  });

  test('LIB12: a ring anywhere ahead is seen, and never followed for ever', () => {
    const next = (ring: Record<string, string>) => (of: string) => ring[of] ?? null;
    expect(comesRound('a', 'b', next({ b: 'c', c: 'a' }))).toBe(true);
    expect(comesRound('a', 'b', next({ b: 'c', c: 'b' }))).toBe(false);
    expect(comesRound('a', 'b', next({}))).toBe(false);
  });

  test('LIB13: of two who change one version the second is told, and nothing of theirs is written', async () => {
    const both = await Promise.all([
      change({ entry: { ...first, court: 'One' } }),
      change({ entry: { ...first, court: 'Two' } }),
    ]);
    expect(both).toContainEqual({ slug: first.id });
    expect(both).toContainEqual({ stale: 2 });
    expect(await db.owner`select 1 from precedent_version where slug = ${first.id}`).toHaveLength(1);
  });

  test('LIB4: saving what is there already is no version', async () => {
    expect(await change({ checkedOn: '' })).toEqual({ slug: first.id });
    expect(await stands()).toMatchObject({ version: 1 });
  });

  test('LIB5: what was changed here is checked here, and a file leaves it as it is', async () => {
    await change({ entry: { ...first, court: 'UKUT' } });
    const file = { name: 'cases.json', text: JSON.stringify([first]) };
    expect(await underScope(tess, (tx) => importPrecedents(tx, tess, file, TODAY))).toMatchObject({
      done: { kept: [{ id: first.id }] },
    });
    expect(await stands()).toMatchObject({ court: 'UKUT', version: 2 });
  });
});

describe('adding an entry', () => {
  const add = (entry: unknown, over: Partial<Given> = {}) =>
    underScope(tess, (tx) => addKept(tx, tess, { ...given(), ...over, entry }, TODAY));

  test('LIB3 LIB11: it is named by its name and year, checked by whoever adds it, and is one case', async () => {
    const entry = { ...first, name: 'R (L) v Côte & Dale', citation: '[2022] EWHC 9 (Admin)', date: '2022-03-01' };
    expect(await add(entry)).toEqual({ slug: 'r-l-v-cote-dale-2022' });
    expect(await stands('r-l-v-cote-dale-2022')).toMatchObject({ checkedBy: 'Tess Bell', version: 1 });
    expect(await add({ ...entry, citation: '[2022] EWHC 10 (Admin)' })).toMatchObject({
      errors: { name: expect.any(String) },
    });
    expect(await add({ ...entry, name: 'Another' })).toMatchObject({ errors: { citation: expect.any(String) } });
    expect(await add({ ...entry, name: '' }, { checkedOn: '' })).toMatchObject({
      errors: { name: expect.any(String) },
    });
    expect(slugFor('???', '2020')).toBe('2020');
  });
});

describe('beside an entry', () => {
  test('LIB10: cases with the same points are named with how many, and none of other points', async () => {
    const related = await underScope(priya, async (tx) => raisedWith(tx, (await precedentBySlug(tx, first.id))!));
    expect(related.map(({ slug, points }) => [slug, points])).toEqual([[later.id, 1]]);
  });

  test('LIB4: a difference is said field by field, in words', () => {
    const said = { entry: first, supersededBy: null, checkedBy: null, checkedOn: null };
    const to = { ...said, entry: { ...first, verified: false, url: null }, supersededBy: later.id };
    expect(differencesOf(said, to, new Map())).toEqual([
      { field: 'Public copy', before: first.url, after: 'nothing' },
      { field: 'Verified', before: 'yes', after: 'no' },
      { field: 'Superseded by', before: 'nothing', after: later.id },
    ]);
  });
});
