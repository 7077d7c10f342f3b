import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire, type Place } from '../support/live.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { ask, upgrade } from '../support/raw.ts';
import { makeScene, someone, type Scene } from '../support/scene.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let places: Places;
let place: Place;
let scene: Scene;

beforeAll(async () => {
  db = await freshDatabase();
  scene = await makeScene(db);
  places = await startPlaces(db, 1);
  place = places.all[0]!;
});
afterAll(async () => {
  await places.stop();
  await db.close();
});

const open = (headers: Record<string, string>, path?: string) => upgrade(place, headers, path);
const asParent = () => ({ origin: place.origin, cookie: scene.parent.cookie });

describe('who is let in', () => {
  test('B01: without a cookie the handshake is refused, and nothing is made for it', async () => {
    const { status, body, socket } = await open({ origin: place.origin });
    expect([status, socket]).toEqual([403, null]);
    expect(body).not.toContain('sid');
  });

  test('B02: a websocket from any other origin is refused before it opens', async () => {
    const { port, protocol } = new URL(place.origin);
    const wrong = [
      'https://evil.example',
      'null',
      place.origin.replace('://', '://sub.'),
      `${protocol}//${new URL(place.origin).hostname}:${Number(port || 80) + 1}`,
      place.origin.toUpperCase(),
      `${place.origin}.evil.example`,
      `${place.origin}/`,
      ` ${place.origin}x`,
    ];
    const { cookie } = scene.parent;
    for (const origin of wrong) expect([origin, (await open({ origin, cookie })).status]).toEqual([origin, 403]);
    expect((await open({ cookie })).status).toBe(403);
    const honest = await open(asParent());
    expect(honest.status).toBe(101);
    honest.socket?.destroy();
  });

  test('B03: an expired, ended, half-finished or foreign sign-in is refused', async () => {
    const expired = await cookieFor(db, scene.parent);
    await db.owner`update sign_in set expires_at = now() - interval '1 second' where created_at = (select max(created_at) from sign_in)`;
    const ended = await cookieFor(db, scene.parent);
    await db.owner`delete from sign_in where created_at = (select max(created_at) from sign_in)`;
    const half = await cookieFor(db, scene.officer, 'half');
    const foreign = scene.parent.cookie.replace(/=[^.]+\./, '=another.');
    const changed = scene.parent.cookie.slice(0, -1) + (scene.parent.cookie.endsWith('a') ? 'b' : 'a');
    for (const cookie of [expired, ended, half, foreign, changed, '__Host-common-ground=', 'auth_session=x'])
      expect([cookie, (await open({ origin: place.origin, cookie })).status]).toEqual([cookie, 403]);
  });

  test('B19: only websockets: no long polling, no JSONP, no older protocol, no WebTransport', async () => {
    const paths = [
      '/socket.io/?EIO=4&transport=polling',
      '/socket.io/?EIO=4&transport=polling&j=0',
      '/socket.io/?EIO=3&transport=polling',
      '/socket.io/?EIO=4&transport=webtransport',
      '/socket.io/socket.io.js',
    ];
    for (const path of paths) {
      const { status, body } = await ask(place, path, asParent());
      expect([path, status >= 400, body.includes('sid')]).toEqual([path, true, false]);
    }
    const older = await open(asParent(), '/socket.io/?EIO=3&transport=websocket');
    const spoke = older.socket ? await firstBytes(older.socket) : '';
    expect(spoke).not.toContain('sid');
    older.socket?.destroy();
  });

  test("B24: another connection's sid opens nothing", async () => {
    const wire = await Wire.connect(place, scene.parent.cookie);
    const sid = (wire.socket.io.engine as unknown as { id: string }).id;
    const stolen = await open(
      { origin: place.origin, cookie: scene.officer.cookie },
      `/socket.io/?EIO=4&transport=websocket&sid=${sid}`,
    );
    expect([stolen.status >= 400, stolen.socket]).toEqual([true, null]);
    expect('ok' in (await wire.ask('document.open', { documentId: scene.documents.shared }))).toBe(true);
    wire.close();
  });

  test('B22: what the handshake says of its sender is not believed', async () => {
    const { parent, otherParent, documents } = scene;
    const auth = {
      role: 'mediator',
      userId: parent.personId,
      personId: parent.personId,
      councilId: scene.councilId,
      scope: { permission: 'space:write' },
    };
    const wire = await Wire.connect(place, otherParent.cookie, { auth });
    expect(await wire.ask('document.open', { documentId: documents.shared })).toEqual({ because: 'unknown' });
    wire.close();
  });

  test('B18: coming back with the old connection’s recovery id is a whole new handshake, with access as it is now', async () => {
    const late = await someone(db, scene.councilId, scene.caseFileId, 'supporter', 'Late Comer');
    const before = await Wire.connect(place, late.cookie);
    await before.open(scene.documents.shared);
    const pid = (before.socket as unknown as { _pid?: string })._pid;
    before.close();
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${late.standingId}`;
    const after = await Wire.connect(place, late.cookie, {
      auth: { pid: pid ?? before.socket.id ?? 'x', offset: '0' },
    });
    expect([pid, after.socket.recovered ?? false]).toEqual([undefined, false]);
    expect(await after.ask('document.open', { documentId: scene.documents.shared })).toEqual({ because: 'unknown' });
    expect(after.tapped.join()).not.toContain('"number"');
    after.close();
  });

  test('an older page may read and is told to load again; it can change nothing', async () => {
    const wire = await Wire.connect(place, scene.officer.cookie, { version: 0 });
    expect(wire.hello).toMatchObject({ readOnly: true });
    expect((await wire.open(scene.documents.shared)).canWrite).toBe(false);
    wire.close();
  });
});

/** The first thing the other end says, or nothing if it closes. */
async function firstBytes(socket: NonNullable<Awaited<ReturnType<typeof upgrade>>['socket']>): Promise<string> {
  let said = '';
  let closed = false;
  socket.on('data', (bytes: Buffer) => (said += bytes.toString('latin1')));
  socket.on('close', () => (closed = true));
  await until(() => said || closed, 'a word or a closed door');
  return said;
}
