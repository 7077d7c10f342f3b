import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Here } from '../../src/realtime/define.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { makeScene, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let places: Places;
let scene: Scene;
const wires: Wire[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  places = await startPlaces(db, 2);
});
afterAll(async () => {
  await places.stop();
  await db.close();
});
beforeEach(async () => {
  scene = await makeScene(db);
  return () => wires.splice(0).forEach((wire) => wire.close());
});

async function arrive(who: { cookie: string }, node = 0): Promise<Wire> {
  const wire = await Wire.connect(places.all[node]!, who.cookie);
  wires.push(wire);
  return wire;
}
const enter = (wire: Wire, { caseFileId = scene.caseFileId, spaceId = scene.spaceId } = {}) =>
  wire.ask('presence.enter', { caseFileId, spaceId });

/** Who is here, as this connection was last told. */
const here = (wire: Wire): Here[] =>
  (wire.news.filter(({ name }) => name === 'presence').at(-1)?.data as { here: Here[] } | undefined)?.here ?? [];
const names = (wire: Wire) => here(wire).map(({ name }) => name);

describe('who is here is what the server knows', () => {
  test('D01: a browser cannot say who it is, nor speak for somebody else', async () => {
    const [parent, officer] = [await arrive(scene.parent), await arrive(scene.officer)];
    await enter(parent);
    await enter(officer);
    await until(() => names(parent).length === 2 && names(officer).length === 2, 'both to be seen by both');
    const forged = [
      { place: 'note', typing: true, page: null, name: 'Ana Rowe', role: 'parent' },
      { place: 'note', typing: true, page: null, id: here(officer).find(({ name }) => name === 'Ana')?.id },
      { place: 'note', typing: true, page: null, personId: scene.parent.personId },
    ];
    for (const said of forged) expect(await officer.ask('presence.at', said)).toEqual({ because: 'malformed' });
    expect(await officer.ask('presence.at', { place: 'note', typing: true, page: null })).toEqual({ ok: null });
    await until(() => here(parent).some(({ typing }) => typing), 'somebody to be seen typing');
    expect(here(parent).filter(({ typing }) => typing)).toMatchObject([
      { name: 'Priya', side: 'council', roleInWords: 'Case officer' },
    ]);
  });

  test('D02: nobody can make somebody else look absent', async () => {
    const [parent, officer] = [await arrive(scene.parent), await arrive(scene.officer)];
    await enter(parent);
    await enter(officer);
    await until(() => names(parent).length === 2 && names(officer).length === 2, 'both to be seen by both');
    for (const said of [null, { id: here(officer)[0]!.id }, { personId: scene.parent.personId }])
      await officer.ask('presence.leave', said);
    const [row] = await db.owner<
      { count: number }[]
    >`select count(*)::int as count from presence where person_id = ${scene.parent.personId}`;
    expect(row!.count).toBe(1);
  });

  test('D04: bad shapes, a huge place and markup are refused, and the process lives', async () => {
    const officer = await arrive(scene.officer);
    await enter(officer);
    const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, nth) => [`f${nth}`, nth]));
    const bad: unknown[] = [
      null,
      7,
      'x',
      [],
      { place: 1, typing: true, page: null },
      { place: 'x'.repeat(100_000), typing: true, page: null },
      wide,
    ];
    bad.push(
      { place: '<img src=x onerror=alert(1)>', typing: true, page: null },
      { place: null, typing: 'yes', page: null },
    );
    for (const said of bad) expect(await officer.ask('presence.at', said)).toEqual({ because: 'malformed' });
    for (const pid of places.pids) expect(process.kill(pid, 0)).toBe(true);
  });

  test('D05: nobody reads unseen: opening the words is being in the room, and one cannot leave it while reading', async () => {
    const [parent, officer] = [await arrive(scene.parent), await arrive(scene.officer, 1)];
    await enter(parent);
    await officer.open(scene.documents.shared);
    await until(() => names(parent).includes('Priya'), 'the silent reader to be shown');
    expect(await officer.ask('presence.leave', null)).toEqual({ because: 'forbidden' });
    expect(names(parent)).toContain('Priya');
  });

  test('D06: somebody with no business there learns nothing, and not that there is anything to learn', async () => {
    const [parent, other] = [await arrive(scene.parent), await arrive(scene.otherParent)];
    await enter(parent);
    await until(() => names(parent).length === 1, 'the parent to be seen');
    const nowhere = { caseFileId: '01890000-0000-7000-8000-000000000000', spaceId: scene.spaceId };
    expect(await enter(other)).toEqual(await enter(other, nowhere));
    expect(await enter(other, { caseFileId: scene.otherCaseFileId })).toEqual({ because: 'unknown' });
    expect(await other.ask('presence.query', { spaceId: scene.spaceId })).toEqual({ because: 'unknown' });
    expect(other.tapped.join()).not.toContain('Ana');
  });

  test('D07: only a coarse place, whether they type, and a page: no caret, no selection, no words', async () => {
    const [parent, officer] = [await arrive(scene.parent), await arrive(scene.officer)];
    await enter(parent);
    await enter(officer);
    for (const extra of [{ caret: 4 }, { selection: [1, 9] }, { words: 'unsent' }])
      expect(await officer.ask('presence.at', { place: 'note', typing: true, page: null, ...extra })).toEqual({
        because: 'malformed',
      });
    expect(await officer.ask('presence.at', { place: 'unsent words with spaces', typing: true, page: null })).toEqual({
      because: 'malformed',
    });
  });

  test('D08: presence does not cross from one space to another, on this node or the next', async () => {
    const [parent, other] = [await arrive(scene.parent), await arrive(scene.otherParent, 1)];
    await enter(other, { caseFileId: scene.otherCaseFileId, spaceId: scene.otherSpace.spaceId });
    await enter(parent);
    await until(() => names(parent).length === 1 && names(other).length === 1, 'each to be alone in their own');
    await parent.ask('presence.at', { place: 'note', typing: true, page: null });
    const officer = await arrive(scene.officer, 1);
    await enter(officer);
    await until(() => names(officer).length === 2, 'the wake-up to have reached the other node');
    expect([names(other), other.tapped.join().includes('Ana')]).toEqual([['Zed'], false]);
  });

  test('D09: a name, a role in words, a side, a coarse place: no address, telephone, device or number to know them by', async () => {
    const parent = await arrive(scene.parent);
    await enter(parent);
    await until(() => names(parent).length === 1, 'to be seen');
    const [line] = here(parent);
    expect(Object.keys(line!).sort()).toEqual(['id', 'name', 'page', 'place', 'roleInWords', 'side', 'typing']);
    expect(JSON.stringify(line)).not.toContain(scene.parent.personId);
    expect(JSON.stringify(line)).not.toContain('@');
    expect([line!.id === parent.socket.id, line!.name]).toEqual([false, 'Ana']);
  });

  test('D03: one space says nothing of another that the same people might be in', async () => {
    const officer = await arrive(scene.officer);
    const other = await arrive(scene.otherParent);
    await enter(other, { caseFileId: scene.otherCaseFileId, spaceId: scene.otherSpace.spaceId });
    expect(await enter(officer, { caseFileId: scene.caseFileId, spaceId: scene.otherSpace.spaceId })).toEqual({
      because: 'unknown',
    });
    await enter(officer);
    await until(() => names(officer).length === 1, 'the officer to be seen');
    expect(officer.tapped.join()).not.toContain('Zed');
  });
});
