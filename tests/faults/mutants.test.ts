import { Server } from 'socket.io';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { judge } from '../../src/realtime/server/byte-gate.ts';
import type { TestSeams } from '../../src/realtime/server/deps.ts';
import { writeRows } from '../../src/realtime/server/log-statement.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import type { Broken } from '../support/history.ts';
import { Wire } from '../support/live.ts';
import { Meeting } from '../support/meeting.ts';
import { startPlace } from '../support/node.ts';
import { makeScene, replay, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { copyOf, textIn, updateOf } from '../support/updates.ts';

/**
 * Deliberate breakages, each put in the place of one part of a real engine. The same checkers that pass over the whole
 * engine must say no here: a checker that has never failed is no checker.
 */
let db: TestDatabase;
let scene: Scene;
let stop: () => Promise<void>;

beforeEach(async () => {
  db = await freshDatabase();
  scene = await makeScene(db);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await stop();
  await db.close();
});

async function broken(seams: Partial<TestSeams>) {
  const node = await startPlace(db, seams);
  stop = node.stop;
  return node;
}

/** Two people write thirty tokens each; what the log alone reads afterwards is held against what they were told. */
async function checked(seams: Partial<TestSeams>, meanwhile: () => Promise<void> = async () => {}): Promise<Broken[]> {
  const node = await broken(seams);
  const meeting = new Meeting(db, scene);
  await meeting.gather([node], 2);
  for (let nth = 0; nth < 30; nth++) {
    for (const writer of meeting.writers) writer.write();
    for (const writer of meeting.writers) await writer.saved();
  }
  meeting.leave();
  await meanwhile();
  return meeting.history.check({ log: await replay(db, scene.documents.shared, 'note') });
}

const kinds = (found: Broken[]) => [...new Set(found.map(({ invariant }) => invariant))];

describe('a broken engine is caught', () => {
  test('none broken: the same run, over the real parts, passes', async () => {
    expect(await checked({ write: writeRows, judge })).toEqual([]);
  });

  test('INV1: it acknowledges before COMMIT, and the power goes', async () => {
    // The scene's note is the first row, so these are the very numbers the database would have given.
    let sequence = 1;
    const write: typeof writeRows = async (_sql, _node, rows) => rows.map(() => ++sequence);
    expect(kinds(await checked({ write }))).toEqual(['INV1']);
  });

  test('INV1: it loses one row in ten and says nothing', async () => {
    let nth = 0;
    const empty = Y.encodeStateAsUpdate(new Y.Doc());
    const write: typeof writeRows = (sql, node, rows) =>
      writeRows(
        sql,
        node,
        rows.map((row) => (++nth % 10 ? row : { ...row, update: empty })),
      );
    expect(kinds(await checked({ write }))).toContain('INV1');
  });

  test('INV1: the tail of the log is gone, and everything that is left agrees with itself', async () => {
    const cutOff = async () => {
      await db.owner`delete from document_update where document_id = ${scene.documents.shared} and sequence > 40`;
      await db.owner`update document set next_sequence = 41 where document_id = ${scene.documents.shared}`;
    };
    expect(kinds(await checked({}, cutOff))).toEqual(['INV1']);
  });

  test('INV3: words that were sent once are in the log twice', async () => {
    const copyAsNew = async () => {
      const doc = new Y.Doc();
      const rows = await db.owner<
        { update: Uint8Array }[]
      >`select update from document_update where document_id = ${scene.documents.shared} order by sequence`;
      for (const { update } of rows) Y.applyUpdate(doc, update);
      const text = textIn(doc, 'note');
      const twice = updateOf(doc, 999, () => text.insert(0, text.toString().slice(0, 12)));
      await db.owner`insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
        select council_id, document_id, max(sequence) + 1, 1, council_id, 999, 0, ${Buffer.from(twice)}, '' from document_update
         where document_id = ${scene.documents.shared} group by 1, 2`;
    };
    expect(kinds(await checked({}, copyAsNew))).toEqual(['INV3']);
  });

  test('C06: it does not look whose words they are, and one person silences another', async () => {
    const blind: typeof judge = (update, held, limits) =>
      judge(update, Object.create(held, { isTheirs: { value: () => true } }) as typeof held, limits);
    expect(await silenced({ judge }, 'No. 1')).toBe(false);
    await stop();
    expect(await silenced({ judge: blind }, 'No. 2')).toBe(true);
  });

  test('B12: an audience that turned out empty tells everybody', async () => {
    expect(await overheard({})).toBe(false);
    await stop();
    const to = Server.prototype.to;
    vi.spyOn(Server.prototype, 'to').mockImplementation(function (this: Server) {
      return to.call(this, []);
    });
    expect(await overheard({})).toBe(true);
  });

  test('INV5: it revokes without waking anybody', async () => {
    expect(await stillIn({})).toBe(false);
    await stop();
    expect(await stillIn({ readWakes: () => [] })).toBe(true);
  });
});

/** Whether an officer can write under a parent's client id, so that the parent's own next words are called saved and are not. */
async function silenced(seams: Partial<TestSeams>, says: string): Promise<boolean> {
  const node = await broken(seams);
  const parent = await Wire.connect(node, scene.parent.cookie);
  const officer = await Wire.connect(node, scene.officer.cookie);
  const [theirs, mine] = [await parent.open(scene.documents.shared), await officer.open(scene.documents.shared)];
  await until(() => officer.frames.length && parent.frames.length, 'both to have the document');
  const forgery = updateOf(copyOf(officer, mine.number), theirs.yClient, (doc) =>
    textIn(doc, 'note').insert(0, 'I AGREE'),
  );
  const honest = updateOf(copyOf(parent, theirs.number), theirs.yClient, (doc) => textIn(doc, 'note').insert(0, says));
  await officer.update(mine.number, 1, forgery);
  const told = await parent.update(theirs.number, 1, honest);
  parent.close();
  officer.close();
  const words = await replay(db, scene.documents.shared, 'note');
  return told === 'saved' && !words.includes(says);
}

/** Whether somebody with no business in a case hears that something happened in it. */
async function overheard(seams: Partial<TestSeams>): Promise<boolean> {
  const node = await broken(seams);
  const officer = await Wire.connect(node, scene.officer.cookie);
  const stranger = await Wire.connect(node, scene.otherParent.cookie);
  await officer.ask('case.watch', { caseFileId: scene.caseFileId });
  await db.owner`select set_config('app.council_id', ${scene.councilId}, false), history_append(${scene.councilId}, ${scene.caseFileId}, null, 'point.added', ${scene.points.p1}, null, '{}')`;
  await until(() => officer.news.some(({ name }) => name === 'changed'), 'the officer to hear of it');
  // Whatever was said to the stranger too, was said before this answer.
  await stranger.ask('case.leave', { caseFileId: scene.otherCaseFileId });
  const heard = stranger.news.some(({ name }) => name === 'changed');
  officer.close();
  stranger.close();
  return heard;
}

/** Whether somebody whose place on the case ended still has it on their screen two seconds later. */
async function stillIn(seams: Partial<TestSeams>): Promise<boolean> {
  const node = await broken(seams);
  const wire = await Wire.connect(node, scene.supporter.cookie);
  await wire.open(scene.documents.shared);
  await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${scene.supporter.standingId}`;
  const left = await until(() => !wire.socket.connected, 'the connection to be closed', 2_000).catch(() => false);
  await db.owner`update standing set ended_at = null where standing_id = ${scene.supporter.standingId}`;
  wire.close();
  return !left;
}
