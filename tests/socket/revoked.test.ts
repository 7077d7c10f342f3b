import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endSignIn, openSignIn } from '../../src/domain/people/sign-in.server.ts';
import { hashOf } from '../../src/domain/people/secrets.server.ts';
import { updateFrame } from '../../src/realtime/wire.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Live, Wire } from '../support/live.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { makeScene, replay, rowsIn, someone, type Scene, type Someone } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { copyOf, textIn, updateOf } from '../support/updates.ts';

/** What we promise: two seconds while the servers can talk to each other. */
const REVOKED_WITHIN_MS = 2_000;

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

/** One connection on each node, with the shared document open. */
async function everywhere(who: { cookie: string }): Promise<Wire[]> {
  const mine = await Promise.all(places.all.map((place) => Wire.connect(place, who.cookie)));
  for (const wire of mine) await wire.open(scene.documents.shared);
  wires.push(...mine);
  return mine;
}
const allClosed = (mine: Wire[]) =>
  until(() => mine.every(({ socket }) => !socket.connected), 'every connection to be closed', REVOKED_WITHIN_MS);
const hashIn = (cookie: string) => hashOf(cookie.slice(cookie.indexOf('=') + 1));

/** Somebody else types; what they type must not reach a connection any more. */
async function typeOn(who: Someone, says: string) {
  const [wire] = await everywhere(who);
  const { number, yClient } = await wire!.open(scene.documents.shared);
  const update = updateOf(copyOf(wire!, number), yClient, (doc) => textIn(doc, 'note').insert(0, says));
  expect(await wire!.update(number, 1, update)).toBe('saved');
}

describe('access that ends while somebody is connected', () => {
  test('B05: signing out closes every connection of that sign-in, on every node, and no other', async () => {
    const mine = await everywhere(scene.officer);
    const others = await everywhere(scene.parent);
    await endSignIn(scene.officer, hashIn(scene.officer.cookie));
    await allClosed(mine);
    expect(mine.map(({ ended }) => ended)).toEqual(['signed-out', 'signed-out']);
    expect(others.map(({ socket }) => socket.connected)).toEqual([true, true]);
  });

  test('B06: a place on the case that ends: closed within two seconds, nothing more is heard, nothing more is stored', async () => {
    const mine = await everywhere(scene.supporter);
    const { number, yClient } = await mine[0]!.open(scene.documents.shared);
    const late = updateOf(copyOf(mine[0]!, number), yClient, (doc) => textIn(doc, 'note').insert(0, 'KNRY-too-late'));
    const rows = await rowsIn(db, scene.documents.shared);
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${scene.supporter.standingId}`;
    // The revoke is committed: this races the wake-up, and the log's own check must refuse it.
    mine[0]!.send(updateFrame(number, 1, late));
    await allClosed(mine);
    expect(mine[0]!.frames.filter(({ type }) => type === 'ack')).toEqual([]);
    expect(await rowsIn(db, scene.documents.shared)).toBe(rows);
    expect(mine.map(({ ended }) => ended)).toEqual(['access-changed', 'access-changed']);
    await typeOn(scene.officer, 'KNRY-after-the-end');
    expect(mine.map(({ tapped }) => tapped.join()).join()).not.toContain('KNRY-after-the-end');
    expect(await replay(db, scene.documents.shared, 'note')).not.toContain('KNRY-too-late');
  });

  test('B07: somebody who may now only read comes back and reads; their next words are refused', async () => {
    const late = await someone(db, scene.councilId, scene.caseFileId, 'case_officer', 'Was an officer');
    const live = new Live(places.all[0]!, late.cookie);
    const document = await live.open(scene.documents.shared);
    expect(document.canWrite).toBe(true);
    await db.owner`update standing set role = 'practitioner', epoch = epoch + 1 where standing_id = ${late.standingId}`;
    await until(() => live.wire.ended, 'the connection to be ended', REVOKED_WITHIN_MS);
    live.wire.socket.connect();
    await until(() => document.loaded && !document.canWrite, 'to be let in again as a reader');
    await typeOn(scene.parent, 'still to be read');
    await until(() => document.text('note').words.includes('still to be read'), 'to read on');
    expect([document.text('note').locked, live.accessEnded]).toEqual([true, false]);
    live.close();
  });

  test('B08: a disabled account loses every connection, and gets no new one', async () => {
    const mine = await everywhere(scene.supporter);
    await db.owner`update person set disabled_at = now() where person_id = ${scene.supporter.personId}`;
    await allClosed(mine);
    const again = new Wire(places.all[0]!, scene.supporter.cookie);
    wires.push(again);
    await until(() => again.refusal, 'the door to stay shut');
    expect(again.hello).toBeNull();
  });

  test("B21: when somebody else signs in in the same browser, the earlier person's connection ends and never acts as theirs", async () => {
    const mine = await everywhere(scene.supporter);
    const before = { person: scene.supporter, signInHash: hashIn(scene.supporter.cookie) };
    await openSignIn(scene.otherParent, 'shared_device', 'a shared computer', before);
    await allClosed(mine);
    expect(mine.map(({ ended }) => ended)).toEqual(['signed-out', 'signed-out']);
  });

  test('an exclusion beats the place a person has', async () => {
    const mine = await everywhere(scene.supporter);
    await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by)
      values (${scene.councilId}, ${scene.caseFileId}, ${scene.supporter.personId}, 'order of the court', ${scene.officer.personId})`;
    await allClosed(mine);
  });
});
