import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../src/server/db.ts';
import { migrate } from '../../src/server/migrate.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/server/postgres/embedded.ts';
import type { TestDatabase } from '../support/database.ts';
import { Meeting } from '../support/meeting.ts';
import { startPlace } from '../support/node.ts';
import { Proxy } from '../support/proxy.ts';
import { makeScene } from '../support/scene.ts';
import { freshFolder } from '../support/server.ts';
import { until } from '../support/until.ts';

/** A cluster of this test's own, so that it may crash, behind a proxy, so that it may come back on another port. */
let cluster: EmbeddedPostgres;
let proxy: Proxy;
let db: TestDatabase;
const folder = join(freshFolder(), 'postgres');
const portOf = (url: string) => Number(new URL(url).port);

beforeAll(async () => {
  cluster = await startEmbeddedPostgres(folder);
  await migrate(cluster.url);
  proxy = await Proxy.before(portOf(cluster.url));
  const ownerUrl = cluster.url.replace(`:${portOf(cluster.url)}/`, `:${proxy.port}/`);
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  const database = connect(ownerUrl);
  db = { ...database, ownerUrl, owner, close: async () => void (await Promise.all([database.close(), owner.end()])) };
});
afterAll(async () => {
  await db.close();
  await proxy.close();
  await cluster.stop();
});

/** As `pg_ctl -m immediate stop`: no checkpoint, no goodbye. Resolves when the postmaster is gone. */
async function crash() {
  const pid = Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGQUIT');
  await until(() => {
    try {
      return !process.kill(pid, 0);
    } catch {
      return true;
    }
  }, 'the database to be gone');
}

test('X05: the database crashes and comes back: "not saved" meanwhile, and then everything is', async () => {
  const scene = await makeScene(db);
  const node = await startPlace(db);
  const meeting = new Meeting(db, scene);
  await meeting.gather([node], 4);
  meeting.type();
  await until(() => meeting.history.count('ok') > 50, 'fifty saved changes');
  await crash();
  const saved = meeting.history.count('ok');
  await until(() => meeting.waiting > 100, 'a hundred changes that wait', 5_000);
  // What was answered before the crash may have been read after it; nothing more is called saved.
  expect(meeting.history.count('ok') - saved).toBeLessThan(10);
  cluster = await startEmbeddedPostgres(folder);
  proxy.target = portOf(cluster.url);
  await meeting.settle();
  await meeting.holds(node);
  expect(meeting.history.count('ok')).toBe(meeting.history.written.length);
  meeting.leave();
  await node.stop();
});
