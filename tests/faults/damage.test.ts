import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verify } from '../../src/server/verify.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { Meeting } from '../support/meeting.ts';
import { startPlace } from '../support/node.ts';
import { makeScene, rowsIn, type Scene } from '../support/scene.ts';
import { freshFolder } from '../support/server.ts';
import { updateThat } from '../support/updates.ts';

let db: TestDatabase;
let scene: Scene;

beforeEach(async () => {
  db = await freshDatabase();
  scene = await makeScene(db);
});
afterEach(() => db.close());

/** Twenty rows of somebody's words, written and left; nothing of it is in anybody's memory afterwards. */
async function written() {
  const node = await startPlace(db);
  const meeting = new Meeting(db, scene);
  await meeting.gather([node], 1);
  for (let nth = 0; nth < 20; nth++) {
    meeting.writers[0]!.write(1);
    await meeting.writers[0]!.saved();
  }
  meeting.leave();
  await node.stop();
  return meeting.history.written.map(({ token }) => token);
}

/** What a newcomer sees of a damaged document: the words before the damage, read-only, and nobody can add to them. */
async function expectQuarantine(goodWords: string[], badWords: string[]) {
  const node = await startPlace(db);
  const wire = await Wire.connect(node, scene.officer.cookie);
  const opened = await wire.open(scene.documents.shared);
  expect(opened.canWrite).toBe(false);
  const { words, update } = await updateThat(wire, opened, 'note', 'more');
  for (const good of goodWords) expect(words).toContain(good);
  for (const bad of badWords) expect(words).not.toContain(bad);
  const rows = await rowsIn(db, scene.documents.shared);
  expect(await wire.update(opened.number, 1, update)).not.toBe('saved');
  expect(await rowsIn(db, scene.documents.shared)).toBe(rows);
  expect(node.said.some(({ event }) => event === 'document.quarantined')).toBe(true);
  const [row] = await db.owner<
    { quarantine: string | null }[]
  >`select quarantine from document where document_id = ${scene.documents.shared}`;
  expect(row!.quarantine).toBeTruthy();
  wire.close();
  await node.stop();
  expect((await verify(db.ownerUrl, freshFolder())).faults.map(({ where }) => where).join()).toContain(
    scene.documents.shared,
  );
}

describe('a damaged record is shown as damaged, and never quietly shortened', () => {
  test.each([0, 7, 13])('X33: one bit of a stored update, its bit %i, has flipped', async (bit) => {
    const tokens = await written();
    await db.owner`update document_update set update = set_bit(update, ${bit}, 1 - get_bit(update, ${bit}))
      where document_id = ${scene.documents.shared} and sequence = 11`;
    await expectQuarantine(tokens.slice(0, 9), tokens.slice(9));
  });

  test('X34: a stored update is missing', async () => {
    const tokens = await written();
    await db.owner`delete from document_update where document_id = ${scene.documents.shared} and sequence = 11`;
    await expectQuarantine(tokens.slice(0, 9), tokens.slice(9));
  });

  test('X34: the last updates were cut off', async () => {
    const tokens = await written();
    await db.owner`delete from document_update where document_id = ${scene.documents.shared} and sequence > 18`;
    await expectQuarantine(tokens.slice(0, 17), tokens.slice(17));
  });
});
