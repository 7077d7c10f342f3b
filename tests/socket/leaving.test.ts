import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { closeAccount, leave } from '../../src/domain/people/cover/leaving.server.ts';
import { readWakes } from '../../src/realtime/server/wakeups.ts';
import { updateFrame } from '../../src/realtime/wire.ts';
import { personalScope } from '../support/area-team.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { signIn, startNode, TestBrowser } from '../support/engine.ts';
import { Wire } from '../support/live.ts';
import { joinTeam, makePerson } from '../support/people.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { makeScene, rowsIn, someone, type Scene, type Someone } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { updateThat } from '../support/updates.ts';

const LEFT_WITHIN_MS = 2_000;

let db: TestDatabase;
let places: Places;
let scene: Scene;
let leaver: Someone;
let maria: Person;
const wires: Wire[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  places = await startPlaces(db, 2);
});
afterAll(async () => {
  await places.stop();
  await db.close();
});
/** Lee covers the case for its officer and leaves; Maria leads the team they are both in. */
beforeEach(async () => {
  scene = await makeScene(db);
  leaver = await someone(db, scene.councilId, scene.caseFileId, 'case_officer', 'Lee Moss');
  await db.owner`update standing set "grant" = 'cover' where standing_id = ${leaver.standingId}`;
  maria = await makePerson(db, scene.councilId, 'staff', 'Maria Lewis');
  await joinTeam(db, scene.teamId, leaver);
  await joinTeam(db, scene.teamId, maria, 'leads');
  return () => wires.splice(0).forEach((wire) => wire.close());
});

const asMaria = () => personalScope(maria, 'team:see');
const shared = () => scene.documents.shared;
async function sits(on: number): Promise<Wire> {
  const wire = await Wire.connect(places.all[on]!, leaver.cookie);
  wires.push(wire);
  return wire;
}
const authorsOf = async ({ personId }: Person) =>
  (await db.owner`select 1 from document_author where person_id = ${personId}`).length;

test('B08 LVE1: a leaver’s sockets on a case are closed within two seconds on every node, what they still send is not stored, and the door stays shut', async () => {
  const mine = [await sits(0), await sits(1)];
  const opened = await mine[0]!.open(shared());
  await mine[1]!.open(shared());
  const { update: late } = await updateThat(mine[0]!, opened, 'note', 'KNRY-after-leaving');
  const [rows, authors] = [await rowsIn(db, shared()), await authorsOf(leaver)];
  expect(await closeAccount(asMaria(), leaver.personId)).toMatchObject({ ended: { standings: 1, signIns: 1 } });
  // The leaving is committed; both race the wake-up.
  mine[0]!.send(updateFrame(opened.number, 1, late));
  const asked = mine[1]!
    .ask('document.open', { documentId: scene.documents.council })
    .catch(() => ({ because: 'closed' }));
  await until(() => mine.every(({ socket }) => !socket.connected), 'both to be closed', LEFT_WITHIN_MS);
  expect(await asked).not.toHaveProperty('ok');
  expect(mine[0]!.frames.filter(({ type }) => type === 'ack')).toEqual([]);
  expect([await rowsIn(db, shared()), await authorsOf(leaver)]).toEqual([rows, authors]);
  const again = new Wire(places.all[0]!, leaver.cookie);
  wires.push(again);
  await until(() => again.refusal, 'the door to stay shut');
});

test('B08 LVE1: words sent while the leaving is being written wait for it, and then store nothing', async () => {
  const wire = await sits(0);
  const opened = await wire.open(shared());
  const { update: racing } = await updateThat(wire, opened, 'note', 'KNRY-in-between');
  const rows = await rowsIn(db, shared());
  await underScope(asMaria(), async (tx) => {
    expect(await leave(tx, asMaria(), leaver.personId)).toHaveProperty('ended');
    wire.send(updateFrame(opened.number, 1, racing));
    const waits = () => db.owner`
      select 1 from pg_stat_activity where datname = current_database() and application_name = 'common-ground-engine' and wait_event_type = 'Lock'`;
    await until(async () => (await waits()).length > 0, 'the words to wait for the leaving');
  });
  await until(() => !wire.socket.connected, 'the socket to be closed');
  expect(wire.frames.filter(({ type }) => type === 'ack')).toEqual([]);
  expect(await rowsIn(db, shared())).toBe(rows);
});

test('B08 X12 LVE1: with the wake-up lost, the lease closes a leaver’s socket, and nothing is stored meanwhile', async () => {
  const deaf: typeof readWakes = (payload, node) => readWakes(payload, node).filter(({ about }) => about !== 'access');
  const node = await startNode(db, { readWakes: deaf, limits: { leaseMs: 400 } });
  const browser = await TestBrowser.open(node, await signIn(db, leaver));
  const document = await browser.openDocument(shared());
  const rows = await rowsIn(db, shared());
  await closeAccount(asMaria(), leaver.personId);
  document.text('note').insert(0, 'too late');
  await until(() => !browser.socket.connected, 'the lease to run out');
  expect(document.acked).toBe(0);
  expect(browser.heard).toContainEqual({ event: 'ended', data: [{ because: 'signed-out' }] });
  expect(await rowsIn(db, shared())).toBe(rows);
  await node.stop();
});
