import * as encoding from 'lib0/encoding';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { updateFrame } from '../../src/realtime/wire.ts';
import { replay } from '../support/scene.ts';
import { exactly, sending, typing } from '../support/sending.ts';
import { until } from '../support/until.ts';
import { bytesOf, textIn, updateOf } from '../support/updates.ts';

const here = sending();
const { opened, refused } = here;

describe('bytes that say nothing honest', () => {
  test('C01: malformed, truncated, bit-flipped, of another version, or text where bytes belong', async () => {
    const officer = await opened(here.scene.officer);
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
    const officer = await opened(here.scene.officer);
    const honest = updateOf(officer.copy(), officer.document.yClient, typing('words'));
    let seed = 20_261_123;
    const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
    for (let nth = 0; nth < 200; nth++) {
      const update = nth % 2 ? Uint8Array.from({ length: 1 + random(60) }, () => random(256)) : honest.slice();
      if (nth % 2 === 0) update[random(update.length)]! ^= 1 << random(8);
      await officer.send(update);
    }
    const fresh = await opened(here.scene.parent);
    expect(textIn(fresh.copy(), 'note').toString()).toBe(await replay(here.db, here.scene.documents.shared, 'note'));
    expect(fresh.copy().store.pendingStructs).toBeNull();
    for (const pid of here.places.pids) expect(process.kill(pid, 0)).toBe(true);
  });

  test('C02: seven bytes that claim twenty-eight million structs are refused without being believed', async () => {
    const officer = await opened(here.scene.officer);
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
    const officer = await opened(here.scene.officer);
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
    const officer = await opened(here.scene.officer);
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
    const officer = await opened(here.scene.officer);
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

test('a frame that is no update at all is refused by name, and costs its sender nothing else', async () => {
  const officer = await opened(here.scene.officer);
  const { wire, document } = officer;
  const before = wire.frames.length;
  wire.send(new Uint8Array(0));
  wire.send(bytesOf(document.number, 7, 1));
  wire.send(updateFrame(document.number, 1, new Uint8Array(0)));
  await until(() => wire.frames.slice(before).filter(({ type }) => type === 'nack').length === 3, 'three refusals');
  expect(await officer.sends(typing('and on'))).toBe('saved');
});
