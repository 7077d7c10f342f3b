import * as encoding from 'lib0/encoding';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { updateFrame } from '../../src/realtime/wire.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire, type Place } from '../support/live.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { makeScene, replay, rowsIn, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { bytesOf, copyOf, textIn, updateOf } from '../support/updates.ts';

let db: TestDatabase;
let places: Places;
let place: Place;
let scene: Scene;
const wires: Wire[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  places = await startPlaces(db, 1);
  place = places.all[0]!;
});
afterAll(async () => {
  await places.stop();
  await db.close();
});
beforeEach(async () => {
  scene = await makeScene(db);
  return () => wires.splice(0).forEach((wire) => wire.close());
});

/** Somebody with one document open, and the means to send what they like. */
async function opened(who: { cookie: string }, documentId = scene.documents.shared) {
  const wire = await Wire.connect(place, who.cookie);
  wires.push(wire);
  const document = await wire.open(documentId);
  await until(() => wire.frames.some(({ type }) => type === 'state'), 'the state');
  let sent = 0;
  // What one sends oneself does not come back, so a copy is what was heard and what was saved of one's own.
  const own: Uint8Array[] = [];
  const copy = () => {
    const doc = copyOf(wire, document.number);
    for (const update of own) Y.applyUpdate(doc, update);
    return doc;
  };
  const send = (update: Uint8Array) => wire.update(document.number, ++sent, update);
  const sends = async (change: (doc: Y.Doc) => void) => {
    const update = updateOf(copy(), document.yClient, change);
    const told = await send(update);
    if (told === 'saved') own.push(update);
    return told;
  };
  return { wire, document, copy, send, sends };
}
type Sender = Awaited<ReturnType<typeof opened>>;

const typing = (says: string) => (doc: Y.Doc) => textIn(doc, 'note').insert(0, says);

/** Sends bytes that must be refused, and shows that nothing of them stayed: not in the log, not in the words, not in the process. */
async function refused(sender: Sender, update: Uint8Array, code: string | RegExp, documentId = scene.documents.shared) {
  const before = [await rowsIn(db, documentId), await replay(db, documentId, 'note')];
  expect(await sender.send(update)).toMatch(code);
  expect([await rowsIn(db, documentId), await replay(db, documentId, 'note')]).toEqual(before);
}
const exactly = (code: string) => new RegExp(`^${code}$`);

describe('bytes that say nothing honest', () => {
  test('C01: malformed, truncated, bit-flipped, of another version, or text where bytes belong', async () => {
    const officer = await opened(scene.officer);
    const honest = updateOf(officer.copy(), officer.document.yClient, typing('some honest words'));
    const doc = new Y.Doc();
    doc.getText('note').insert(0, 'second version');
    const wrong = [
      new Uint8Array(0),
      new Uint8Array([255]),
      honest.slice(0, honest.length - 3),
      honest.slice(0, 4),
      Y.encodeStateAsUpdateV2(doc),
      new TextEncoder().encode(Buffer.from(honest).toString('base64')),
    ];
    for (const update of wrong) await refused(officer, update, /^(malformed|header|gap|root|foreign-client|too-many)$/);
    expect(await officer.sends(typing('still there'))).toBe('saved');
  });

  test('C01: two hundred random and flipped updates leave the document as it was or an honest one, and the process alive', async () => {
    const officer = await opened(scene.officer);
    const honest = updateOf(officer.copy(), officer.document.yClient, typing('words'));
    let seed = 20_261_123;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let nth = 0; nth < 200; nth++) {
      const update = nth % 2 ? Uint8Array.from({ length: 1 + random(60) }, () => random(256)) : honest.slice();
      if (nth % 2 === 0) update[random(update.length)]! ^= 1 << random(8);
      await officer.send(update);
    }
    const fresh = await opened(scene.parent);
    expect(textIn(fresh.copy(), 'note').toString()).toBe(await replay(db, scene.documents.shared, 'note'));
    expect(fresh.copy().store.pendingStructs).toBeNull();
    for (const pid of places.pids) expect(process.kill(pid, 0)).toBe(true);
  });

  test('C02: seven bytes that claim twenty-eight million structs are refused without being believed', async () => {
    const officer = await opened(scene.officer);
    const bombs = [
      bytesOf(1, 28_000_000, 1, 0),
      bytesOf(2 ** 32, 1, 1, 0),
      bytesOf(0, 2 ** 31, 1, 1, 0, 1),
      bytesOf(0, 1, 5, 2 ** 31, 0, 1),
      bytesOf(0, 1, officer.document.yClient, 1, 0, 2 ** 50),
    ];
    for (const bomb of bombs) {
      const from = performance.now();
      await refused(officer, bomb, /^(header|malformed|too-many|gap)$/);
      expect(performance.now() - from).toBeLessThan(1_000);
    }
  });

  test('C03: too many bytes, too many writers, or more than the document may hold', async () => {
    const officer = await opened(scene.officer);
    await refused(
      officer,
      updateOf(officer.copy(), officer.document.yClient, typing('x'.repeat(64 * 1024 + 1))),
      exactly('too-large'),
    );
    const many = encoding.createEncoder();
    encoding.writeVarUint(many, 12_000);
    for (let client = 1; client <= 12_000; client++) encoding.writeUint8Array(many, bytesOf(0, client, 0));
    encoding.writeVarUint(many, 0);
    await refused(officer, encoding.toUint8Array(many), /^(header|foreign-client|malformed|too-many)$/);
    // A length may be claimed in two bytes: five million characters that are already deleted again.
    const huge = encoding.createEncoder();
    encoding.writeUint8Array(huge, bytesOf(1, 1, officer.document.yClient, 0));
    encoding.writeUint8(huge, 1);
    encoding.writeUint8Array(huge, bytesOf(0, 1, 0, 6_000_000, 0));
    await refused(officer, encoding.toUint8Array(huge), /^(quota|root)$/);
  });

  test('C16: sub-documents, embedded things, formats and pictures', async () => {
    const officer = await opened(scene.officer);
    const changes: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap<unknown>('texts').set('sub', new Y.Doc()),
      (doc) => textIn(doc, 'note').insertEmbed(0, { image: 'https://evil.example/x.png' }),
      (doc) => textIn(doc, 'note').insertEmbed(0, new Y.Doc()),
      (doc) => textIn(doc, 'note').insert(0, 'bold', { bold: true }),
      (doc) => textIn(doc, 'note').setAttribute('lang', 'xx'),
    ];
    for (const change of changes)
      await refused(officer, updateOf(officer.copy(), officer.document.yClient, change), exactly('root'));
  });

  test('C09 C18: a new root, a new text, or a field that belongs to the server', async () => {
    const officer = await opened(scene.officer);
    const changes: ((doc: Y.Doc) => void)[] = [
      (doc) => doc.getMap('status').set('state', 'agreed'),
      (doc) => doc.getText('note').insert(0, 'beside the map'),
      (doc) => doc.getMap('texts').set('deadline', '2026-12-01'),
      (doc) => doc.getMap('texts').set('p9', new Y.Text('mine')),
      (doc) => doc.getMap('texts').set('note', new Y.Text('instead of it')),
      (doc) => doc.getMap('texts').delete('note'),
      (doc) => doc.getMap('__proto__').set('polluted', true),
    ];
    for (const change of changes)
      await refused(officer, updateOf(officer.copy(), officer.document.yClient, change), exactly('root'));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('words that are not theirs to send', () => {
  test('C04: a reader may write neither words, nor a whole state, and may send their empty one again', async () => {
    const reader = await opened(scene.practitioner);
    expect(reader.document.canWrite).toBe(false);
    await refused(reader, updateOf(reader.copy(), 5, typing('I am only reading')), /^(read-only|foreign-client)$/);
    await refused(
      reader,
      updateOf(reader.copy(), reader.document.yClient, typing('I am only reading')),
      /^(read-only|foreign-client)$/,
    );
    const officer = await opened(scene.officer);
    await officer.sends(typing('words to take out'));
    await until(() => textIn(reader.copy(), 'note').length > 0, 'the reader to see them');
    await refused(
      reader,
      updateOf(reader.copy(), 5, (doc) => textIn(doc, 'note').delete(0, 5)),
      exactly('read-only'),
    );
    expect(await reader.send(Y.encodeStateAsUpdate(reader.copy()))).toBe('saved');
    const families = await opened(scene.officer, scene.documents.family);
    await refused(
      families,
      updateOf(families.copy(), 5, (doc) => textIn(doc, 'summary').insert(0, 'their words')),
      /^(read-only|foreign-client)$/,
      scene.documents.family,
    );
  });

  test('C05: a document that is not open here, under any number', async () => {
    const officer = await opened(scene.officer);
    const parent = await opened(scene.parent, scene.documents.family);
    const update = updateOf(parent.copy(), parent.document.yClient, (doc) => textIn(doc, 'summary').insert(0, 'x'));
    const rows = await rowsIn(db, scene.documents.family);
    for (const number of [parent.document.number, 0, 9_999, 2 ** 31])
      expect(await officer.wire.update(number, 1, update)).toBe('forbidden');
    expect(await rowsIn(db, scene.documents.family)).toBe(rows);
  });

  test('C06: under somebody else’s client id', async () => {
    const [officer, parent] = [await opened(scene.officer), await opened(scene.parent)];
    await refused(
      officer,
      updateOf(officer.copy(), parent.document.yClient, typing('I AGREE')),
      exactly('foreign-client'),
    );
    await refused(officer, updateOf(officer.copy(), 424_242, typing('from nobody')), exactly('foreign-client'));
    expect(await parent.sends(typing('I do not'))).toBe('saved');
    const [row] = await db.owner<{ person_id: string }[]>`
      select person_id from document_update where document_id = ${scene.documents.shared} order by sequence desc limit 1`;
    expect(row!.person_id).toBe(scene.parent.personId);
  });

  test('C07: thirteen bytes that would silence a person for good', async () => {
    const [officer, parent] = [await opened(scene.officer), await opened(scene.parent)];
    const poison = encoding.createEncoder();
    encoding.writeUint8Array(poison, bytesOf(1, 1, parent.document.yClient, 0));
    encoding.writeUint8(poison, 0);
    encoding.writeUint8Array(poison, bytesOf(1_000_000, 0));
    await refused(officer, encoding.toUint8Array(poison), /^(foreign-client|root)$/);
    expect(await parent.sends(typing('my own words'))).toBe('saved');
    await until(() => textIn(officer.copy(), 'note').toString() === 'my own words', 'the officer to read them');
  });

  test('C10: a few bytes that would wipe thousands of another person’s characters', async () => {
    const [officer, parent] = [await opened(scene.officer), await opened(scene.parent)];
    for (let nth = 0; nth < 2; nth++)
      expect(await parent.sends(typing('a family wrote this. '.repeat(150)))).toBe('saved');
    await until(() => textIn(officer.copy(), 'note').length === 6_300, 'the officer to have all of it');
    const wipe = bytesOf(0, 1, parent.document.yClient, 1, 0, 5_000);
    expect(wipe.length).toBeLessThan(16);
    await refused(officer, wipe, exactly('deletes'));
    expect(await officer.sends((doc) => textIn(doc, 'note').delete(0, 20))).toBe('saved');
    expect(await parent.sends((doc) => textIn(doc, 'note').delete(0, 5_000))).toBe('saved');
  });

  test('C11: a text that both sides agreed', async () => {
    const { councilId, caseFileId, spaceId, points, parent, documents } = scene;
    const parents = await opened(parent, documents.family);
    const into = (name: string, says: string) => (doc: Y.Doc) => textIn(doc, name).insert(0, says);
    expect(await parents.sends(into(points.p1, 'we agree'))).toBe('saved');
    parents.wire.close();
    await db.owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, state, agreed_proposal_id, added_by)
      values (${councilId}, ${caseFileId}, ${spaceId}, ${points.p1}, 1, 'Speech', 'agreed', ${points.p2}, ${parent.personId})`;
    const again = await opened(parent, documents.family);
    expect(again.document.locked).toEqual([points.p1]);
    await refused(
      again,
      updateOf(again.copy(), again.document.yClient, into(points.p1, 'not ')),
      exactly('locked'),
      documents.family,
    );
    await refused(
      again,
      updateOf(again.copy(), again.document.yClient, (doc) => textIn(doc, points.p1).delete(0, 2)),
      exactly('locked'),
      documents.family,
    );
    expect(await again.sends(into(points.p2, 'the next one'))).toBe('saved');
    expect(await replay(db, documents.family, points.p1)).toBe('we agree');
  });

  test('C14: somebody whose place has ended gets nothing of the document, however they ask', async () => {
    const { supporter, documents } = scene;
    await (await opened(scene.officer)).sends(typing('KNRY-words'));
    await db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${supporter.standingId}`;
    for (const who of [supporter, scene.otherParent, scene.stranger]) {
      const wire = await Wire.connect(place, who.cookie);
      wires.push(wire);
      for (const from of [{}, { epoch: 1, sequence: 0 }, { epoch: 0, sequence: 0 }])
        expect(await wire.ask('document.open', { documentId: documents.shared, ...from })).toEqual({
          because: 'unknown',
        });
      expect(wire.tapped.join()).not.toContain('KNRY');
    }
  });

  test('C21: an id of another space’s document, on a connection that is at home in this one', async () => {
    const officer = await opened(scene.officer);
    expect(await officer.wire.ask('document.open', { documentId: scene.otherSpace.documents.shared })).toEqual({
      because: 'unknown',
    });
  });
});

describe('words out of their time', () => {
  test('C08: an update whose predecessor never came is never called saved', async () => {
    const officer = await opened(scene.officer);
    const doc = officer.copy();
    const first = updateOf(doc, officer.document.yClient, typing('first '));
    const second = updateOf(doc, officer.document.yClient, typing('second '));
    await refused(officer, second, exactly('gap'));
    expect([await officer.send(first), await officer.send(second)]).toEqual(['saved', 'saved']);
    const fresh = await opened(scene.parent);
    expect(textIn(fresh.copy(), 'note').toString()).toBe('second first ');
    expect(fresh.copy().store.pendingStructs).toBeNull();
  });

  test('B17: what is sent again is stored once and answered the same', async () => {
    const officer = await opened(scene.officer);
    const update = updateOf(officer.copy(), officer.document.yClient, typing('once'));
    const rows = await rowsIn(db, scene.documents.shared);
    for (let time = 0; time < 3; time++) expect(await officer.send(update)).toBe('saved');
    expect(await rowsIn(db, scene.documents.shared)).toBe(rows + 1);
  });

  test('C12 C13: words from before the text was put back go to a person to look at, and do not come back by themselves', async () => {
    const officer = await opened(scene.officer);
    await officer.sends(typing('KNRY-erased'));
    const old = updateOf(officer.copy(), officer.document.yClient, typing('typed over the old text '));
    officer.wire.close();
    await putBack();
    const wire = await Wire.connect(place, scene.officer.cookie);
    wires.push(wire);
    const again = await until(
      async () => wire.open(scene.documents.shared, { epoch: 1, sequence: 2 }).catch(() => null),
      'the document in its new epoch',
    );
    expect(again.epoch).toBe(2);
    expect(await wire.update(again.number, 1, old)).toBe('epoch');
    expect(await replay(db, scene.documents.shared, 'note')).toBe('');
    const [tray] = await db.owner<
      { update: Uint8Array; person_id: string }[]
    >`select update, person_id from recovery_tray where document_id = ${scene.documents.shared}`;
    expect([Buffer.from(tray!.update).equals(Buffer.from(old)), tray!.person_id]).toEqual([
      true,
      scene.officer.personId,
    ]);
    const fresh = await opened(scene.parent);
    expect(fresh.wire.tapped.join()).not.toContain('KNRY-erased');
  });
});

/** As an operator puts a document back to its beginning: a new epoch, with the log of that state only. */
async function putBack(): Promise<void> {
  const { shared } = scene.documents;
  const made: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => made.push(update));
  doc.getMap('texts').set('note', new Y.Text());
  await db.owner.begin(async (sql) => {
    await sql`delete from document_update where document_id = ${shared}`;
    await sql`insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
      values (${scene.councilId}, ${shared}, 1, 2, ${scene.councilId}, 1, 0, ${Buffer.from(made[0]!)},
        substr(sha256(uuid_send(${shared}::uuid) || int4send(2) || int8send(1) || ${Buffer.from(made[0]!)}), 1, 8))`;
    await sql`update document set epoch = 2, next_sequence = 2 where document_id = ${shared}`;
  });
}

test('a frame that is no update at all is refused by name, and costs its sender nothing else', async () => {
  const officer = await opened(scene.officer);
  const { wire, document } = officer;
  const before = wire.frames.length;
  wire.send(new Uint8Array(0));
  wire.send(bytesOf(document.number, 7, 1));
  wire.send(updateFrame(document.number, 1, new Uint8Array(0)));
  await until(() => wire.frames.slice(before).filter(({ type }) => type === 'nack').length === 3, 'three refusals');
  expect(await officer.sends(typing('and on'))).toBe('saved');
});
