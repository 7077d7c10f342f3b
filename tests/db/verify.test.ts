import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { anchor } from '../../src/server/anchor.ts';
import { inTransaction } from '../../src/server/db.ts';
import { dropFile, keepFile } from '../../src/server/files.ts';
import { record } from '../../src/server/history.ts';
import { verify } from '../../src/server/verify.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { arrive, freshDataFolder, keptAt } from '../support/papers.ts';
import { makeCaseFile, makeCouncil, makePerson } from '../support/people.ts';
import { freshFolder } from '../support/server.ts';

let db: TestDatabase;
let dataDir: string;
let councilId: string;
let caseFileId: string;
let personId: string;

// Each test spoils its own database, and a spoiled one is of no use to the next.
beforeEach(async () => {
  db = await freshDatabase();
  dataDir = freshFolder();
  const council = await makeCouncil(db);
  councilId = council.councilId;
  personId = (await makePerson(db, councilId, 'staff', 'Priya Shah')).personId;
  caseFileId = await makeCaseFile(db, councilId, council.teamId);
  return () => db.close();
});

const happen = (target: string) =>
  inTransaction({ councilId, caseFileId, personId }, (tx) =>
    record(tx, { councilId, caseFileId, actorId: personId, action: 'paper.opened', target, detail: { page: 4 } }),
  );
const found = async () =>
  (await verify(db.ownerUrl, dataDir)).faults.map(
    ({ where, says }) => `${where.replace(/[0-9a-f-]{36}/g, '…')} ${says}`,
  );

/** As somebody who owns the tables and means harm: past the triggers that refuse. */
async function tamper(change: string): Promise<void> {
  await db.owner.unsafe(`alter table history disable trigger user; ${change}; alter table history enable trigger user`);
}

describe('J06: the history shows whatever was done to it', () => {
  beforeEach(async () => {
    for (const target of ['one', 'two', 'three', 'four']) await happen(target);
    await anchor(db.engine, dataDir);
  });

  test('J06: an untouched chain is sound, and a longer one than was anchored is too', async () => {
    await happen('five');
    expect(await found()).toEqual([]);
  });

  test.each([
    ['edited', `update history set target = 'other' where sequence = 2`, 'chain … row 2 is not as it was written'],
    [
      'moved in time',
      `update history set at = at - interval '1 day' where sequence = 2`,
      'chain … row 2 is not as it was written',
    ],
    ['deleted', `delete from history where sequence = 2`, 'chain … row 3 comes after a row that is gone'],
    [
      'reordered',
      `update history set sequence = 99 where sequence = 2; update history set sequence = 2 where sequence = 3; update history set sequence = 3 where sequence = 99`,
      'chain … row 2 is not linked to the row before it',
    ],
    [
      'put in between',
      `update history set sequence = 5 where sequence = 4; insert into history select council_id, chain_id, 4, at, actor_id, action, target, reason, commitment, previous_hash, hash from history where sequence = 3`,
      'chain … row 4 is not linked to the row before it',
    ],
    [
      'cut off at the end',
      `delete from history where sequence = 4; delete from history_detail where sequence = 4`,
      'chain … row 4 was anchored',
    ],
    ['emptied', `truncate history, history_detail`, 'chain … row 4 was anchored'],
    [
      'given another detail',
      `update history_detail set detail = '{"page": 5}' where sequence = 2`,
      'chain … row 2 has a detail that is not the one it was written with',
    ],
  ])('J06: a row %s is found', async (_what, change, says) => {
    await tamper(change);
    expect((await found()).join('\n')).toContain(says);
  });

  test('J06: a chain written anew from the start, with sound hashes, is found by its anchor', async () => {
    await tamper('truncate history, history_detail');
    for (const target of ['one', 'two', 'something else', 'four']) await happen(target);
    expect((await found()).join('\n')).toContain('row 4 was anchored');
  });

  test('J06: erasing a detail leaves the chain sound', async () => {
    await db.owner`delete from history_detail where sequence = 2`;
    expect(await found()).toEqual([]);
  });

  test.each(['app', 'owner'])('J06: the %s is refused when it tries to change a row', async (who) => {
    const change = `update history set target = 'other'`;
    const refused =
      who === 'owner'
        ? db.owner.unsafe(change)
        : inTransaction({ councilId, caseFileId, personId }, (tx) => tx.execute(change));
    await expect(refused).rejects.toThrow();
    expect(await found()).toEqual([]);
  });
});

describe('documents', () => {
  const documentId = randomUUID();

  /** Types a letter at a time and stores each update as the engine does, then a snapshot of the first two. */
  async function store(): Promise<void> {
    const doc = new Y.Doc();
    const text = new Y.Text();
    doc.getMap('texts').set('note', text);
    const updates: Uint8Array[] = [Y.encodeStateAsUpdate(doc)];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of 'abc') text.insert(text.length, letter);
    await db.owner`insert into document (council_id, document_id, subject_id, case_file_id, kind, next_sequence) values (${councilId}, ${documentId}, ${randomUUID()}, ${caseFileId}, 'shared', ${updates.length + 1})`;
    for (const [index, update] of updates.entries())
      await db.owner`insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
        values (${councilId}, ${documentId}, ${index + 1}, 1, ${personId}, ${doc.clientID}, ${index}, ${update}, ${checksum(index + 1, update)})`;
    const early = new Y.Doc();
    for (const update of updates.slice(0, 2)) Y.applyUpdate(early, update);
    await snapshot(Y.encodeStateAsUpdateV2(early));
  }
  const checksum = (sequence: number, bytes: Uint8Array) => {
    const head = Buffer.alloc(12);
    head.writeInt32BE(1, 0);
    head.writeBigInt64BE(BigInt(sequence), 4);
    return createHash('sha256')
      .update(Buffer.from(documentId.replaceAll('-', ''), 'hex'))
      .update(head)
      .update(bytes)
      .digest()
      .subarray(0, 8);
  };
  const snapshot = (
    state: Uint8Array,
  ) => db.owner`insert into document_snapshot (council_id, document_id, sequence, epoch, state, checksum)
    values (${councilId}, ${documentId}, 2, 1, ${state}, ${checksum(2, state)})`;
  beforeEach(store);

  test('a document as it was stored is sound', async () => expect(await found()).toEqual([]));

  test.each([
    [
      'X33',
      'a flipped bit',
      `update document_update set update = set_byte(update, 3, get_byte(update, 3) # 4) where sequence = 3`,
      'document … update 3 is damaged',
    ],
    [
      'X34',
      'a missing row',
      `delete from document_update where sequence = 2`,
      'document … update 3 comes after an update that is gone',
    ],
    [
      'X34',
      'a cut tail',
      `delete from document_update where sequence = 4`,
      'document … has fewer updates than it gave out numbers for',
    ],
    [
      'X34',
      'a cut snapshot',
      `update document_snapshot set state = substr(state, 1, length(state) - 3)`,
      'document … update 2 has a damaged snapshot',
    ],
  ])('%s: %s is found', async (_row, _what, change, says) => {
    await db.owner.unsafe(change);
    expect((await found()).join('\n')).toContain(says);
  });

  test('X34: a snapshot that is whole and holds something else is found', async () => {
    await db.owner`delete from document_snapshot`;
    await snapshot(Y.encodeStateAsUpdateV2(new Y.Doc()));
    expect(await found()).toEqual(['document … update 2 has a snapshot that is not what replaying the log gives']);
  });
});

describe('files', () => {
  const bytes = Buffer.from('%PDF-1.7 a report');
  const itemId = randomUUID();
  beforeEach(async () => {
    dataDir = process.env.DATA_DIR ?? freshDataFolder();
    await keepFile(await arrive(councilId, bytes), councilId, itemId);
    await db.owner`insert into evidence_item (council_id, case_file_id, evidence_item_id, title, file_name, media_type, bytes, sha256, pages, state, scan, added_by, added_side)
      values (${councilId}, ${caseFileId}, ${itemId}, 'Report', 'report.pdf', 'application/pdf', ${bytes.length}, ${createHash('sha256').update(bytes).digest('hex')}, 1, 'ready', 'clean', ${personId}, 'council')`;
  });

  test('EV16: a paper with its file is sound', async () => expect(await found()).toEqual([]));

  test('EV16: a file that was changed, lost, or put in the place of another is found', async () => {
    const path = keptAt(councilId, itemId);
    const sealed = readFileSync(path);
    writeFileSync(path, Buffer.from(sealed).fill('x', sealed.length - 3));
    expect(await found()).toEqual(['paper … has a file that is not as it was sealed']);
    await keepFile(await arrive(councilId, Buffer.from('another')), councilId, itemId);
    expect(await found()).toEqual(['paper … has a file of another length']);
    await keepFile(await arrive(councilId, Buffer.from(bytes).fill('x', 5)), councilId, itemId);
    expect(await found()).toEqual(['paper … has a file with another fingerprint']);
    await dropFile(councilId, itemId);
    expect(await found()).toEqual(['paper … has lost its file']);
  });
});
