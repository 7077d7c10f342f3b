import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { Wire } from '../support/live.ts';
import { replay, rowsIn } from '../support/scene.ts';
import { exactly, sending, typing } from '../support/sending.ts';
import { until } from '../support/until.ts';
import { bytesOf, textIn, updateOf } from '../support/updates.ts';

const here = sending();
const { opened, refused } = here;

describe('words that are not theirs to send', () => {
  test('C04: a reader may write neither words, nor a whole state, and may send their empty one again', async () => {
    const reader = await opened(here.scene.practitioner);
    expect(reader.document.canWrite).toBe(false);
    await refused(reader, updateOf(reader.copy(), 5, typing('I am only reading')), /^(read-only|foreign-client)$/);
    await refused(
      reader,
      updateOf(reader.copy(), reader.document.yClient, typing('I am only reading')),
      /^(read-only|foreign-client)$/,
    );
    const officer = await opened(here.scene.officer);
    await officer.sends(typing('words to take out'));
    await until(() => textIn(reader.copy(), 'note').length > 0, 'the reader to see them');
    await refused(
      reader,
      updateOf(reader.copy(), 5, (doc) => textIn(doc, 'note').delete(0, 5)),
      exactly('read-only'),
    );
    expect(await reader.send(Y.encodeStateAsUpdate(reader.copy()))).toBe('saved');
    const families = await opened(here.scene.officer, here.scene.documents.family);
    await refused(
      families,
      updateOf(families.copy(), 5, (doc) => textIn(doc, 'summary').insert(0, 'their words')),
      /^(read-only|foreign-client)$/,
      here.scene.documents.family,
    );
  });

  test('C05: a document that is not open here, under any number', async () => {
    const officer = await opened(here.scene.officer);
    const parent = await opened(here.scene.parent, here.scene.documents.family);
    const update = updateOf(parent.copy(), parent.document.yClient, (doc) => textIn(doc, 'summary').insert(0, 'x'));
    const rows = await rowsIn(here.db, here.scene.documents.family);
    for (const number of [parent.document.number, 0, 9_999, 2 ** 31])
      expect(await officer.wire.update(number, 1, update)).toBe('forbidden');
    expect(await rowsIn(here.db, here.scene.documents.family)).toBe(rows);
  });

  test('C06: under somebody else’s client id', async () => {
    const [officer, parent] = [await opened(here.scene.officer), await opened(here.scene.parent)];
    await refused(
      officer,
      updateOf(officer.copy(), parent.document.yClient, typing('I AGREE')),
      exactly('foreign-client'),
    );
    await refused(officer, updateOf(officer.copy(), 424_242, typing('from nobody')), exactly('foreign-client'));
    expect(await parent.sends(typing('I do not'))).toBe('saved');
    const [row] = await here.db.owner<{ person_id: string }[]>`
      select person_id from document_update where document_id = ${here.scene.documents.shared} order by sequence desc limit 1`;
    expect(row!.person_id).toBe(here.scene.parent.personId);
  });

  test('C07: thirteen bytes that would silence a person for good', async () => {
    const [officer, parent] = [await opened(here.scene.officer), await opened(here.scene.parent)];
    const poison = encoding.createEncoder();
    encoding.writeUint8Array(poison, bytesOf(1, 1, parent.document.yClient, 0));
    encoding.writeUint8(poison, 0);
    encoding.writeUint8Array(poison, bytesOf(1_000_000, 0));
    await refused(officer, encoding.toUint8Array(poison), /^(foreign-client|root)$/);
    expect(await parent.sends(typing('my own words'))).toBe('saved');
    await until(() => textIn(officer.copy(), 'note').toString() === 'my own words', 'the officer to read them');
  });

  test('C10: a few bytes that would wipe thousands of another person’s characters', async () => {
    const [officer, parent] = [await opened(here.scene.officer), await opened(here.scene.parent)];
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
    const { councilId, caseFileId, spaceId, points, parent, documents } = here.scene;
    const parents = await opened(parent, documents.family);
    const into = (name: string, says: string) => (doc: Y.Doc) => textIn(doc, name).insert(0, says);
    expect(await parents.sends(into(points.p1, 'we agree'))).toBe('saved');
    parents.wire.close();
    await here.db
      .owner`insert into point (council_id, case_file_id, space_id, point_id, number, title, state, agreed_proposal_id, added_by)
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
    expect(await replay(here.db, documents.family, points.p1)).toBe('we agree');
  });

  test('C14: somebody whose place has ended gets nothing of the document, however they ask', async () => {
    const { supporter, documents } = here.scene;
    await (await opened(here.scene.officer)).sends(typing('KNRY-words'));
    await here.db
      .owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${supporter.standingId}`;
    for (const who of [supporter, here.scene.otherParent, here.scene.stranger]) {
      const wire = await Wire.connect(here.place, who.cookie);
      here.wires.push(wire);
      for (const from of [{}, { epoch: 1, sequence: 0 }, { epoch: 0, sequence: 0 }])
        expect(await wire.ask('document.open', { documentId: documents.shared, ...from })).toEqual({
          because: 'unknown',
        });
      expect(wire.tapped.join()).not.toContain('KNRY');
    }
  });

  test('C21: an id of another space’s document, on a connection that is at home in this one', async () => {
    const officer = await opened(here.scene.officer);
    expect(await officer.wire.ask('document.open', { documentId: here.scene.otherSpace.documents.shared })).toEqual({
      because: 'unknown',
    });
  });
});

describe('words out of their time', () => {
  test('C08: an update whose predecessor never came is never called saved', async () => {
    const officer = await opened(here.scene.officer);
    const doc = officer.copy();
    const first = updateOf(doc, officer.document.yClient, typing('first '));
    const second = updateOf(doc, officer.document.yClient, typing('second '));
    await refused(officer, second, exactly('gap'));
    expect([await officer.send(first), await officer.send(second)]).toEqual(['saved', 'saved']);
    const fresh = await opened(here.scene.parent);
    expect(textIn(fresh.copy(), 'note').toString()).toBe('second first ');
    expect(fresh.copy().store.pendingStructs).toBeNull();
  });

  test('B17: what is sent again is stored once and answered the same', async () => {
    const officer = await opened(here.scene.officer);
    const update = updateOf(officer.copy(), officer.document.yClient, typing('once'));
    const rows = await rowsIn(here.db, here.scene.documents.shared);
    for (let time = 0; time < 3; time++) expect(await officer.send(update)).toBe('saved');
    expect(await rowsIn(here.db, here.scene.documents.shared)).toBe(rows + 1);
  });

  test('C12 C13: words from before the text was put back go to a person to look at, and do not come back by themselves', async () => {
    const officer = await opened(here.scene.officer);
    await officer.sends(typing('KNRY-erased'));
    const old = updateOf(officer.copy(), officer.document.yClient, typing('typed over the old text '));
    officer.wire.close();
    await putBack();
    const wire = await Wire.connect(here.place, here.scene.officer.cookie);
    here.wires.push(wire);
    const again = await until(
      async () => wire.open(here.scene.documents.shared, { epoch: 1, sequence: 2 }).catch(() => null),
      'the document in its new epoch',
    );
    expect(again.epoch).toBe(2);
    expect(await wire.update(again.number, 1, old)).toBe('epoch');
    expect(await replay(here.db, here.scene.documents.shared, 'note')).toBe('');
    const [tray] = await here.db.owner<
      { update: Uint8Array; person_id: string }[]
    >`select update, person_id from recovery_tray where document_id = ${here.scene.documents.shared}`;
    expect([Buffer.from(tray!.update).equals(Buffer.from(old)), tray!.person_id]).toEqual([
      true,
      here.scene.officer.personId,
    ]);
    const fresh = await opened(here.scene.parent);
    expect(fresh.wire.tapped.join()).not.toContain('KNRY-erased');
  });
});

/** As an operator puts a document back to its beginning: a new epoch, with the log of that state only. */
async function putBack(): Promise<void> {
  const { shared } = here.scene.documents;
  const made: Uint8Array[] = [];
  const doc = new Y.Doc();
  doc.on('update', (update: Uint8Array) => made.push(update));
  doc.getMap('texts').set('note', new Y.Text());
  await here.db.owner.begin(async (sql) => {
    await sql`delete from document_update where document_id = ${shared}`;
    await sql`insert into document_update (council_id, document_id, sequence, epoch, person_id, y_client, clock, update, checksum)
      values (${here.scene.councilId}, ${shared}, 1, 2, ${here.scene.councilId}, 1, 0, ${Buffer.from(made[0]!)},
        substr(sha256(uuid_send(${shared}::uuid) || int4send(2) || int8send(1) || ${Buffer.from(made[0]!)}), 1, 8))`;
    await sql`update document set epoch = 2, next_sequence = 2 where document_id = ${shared}`;
  });
}
