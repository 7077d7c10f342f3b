import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { limits } from '../../src/realtime/limits.ts';
import { audience, emitTo } from '../../src/realtime/server/emit.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire, type Place } from '../support/live.ts';
import { makeCaseFile } from '../support/people.ts';
import { startPlaces, type Places } from '../support/places.ts';
import { frameOf, upgrade } from '../support/raw.ts';
import { residentBytes } from '../support/resident.ts';
import { makeScene, makeSpace, rowsIn, someone, type Scene } from '../support/scene.ts';
import { until } from '../support/until.ts';
import { copyOf, textIn, updateOf } from '../support/updates.ts';

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

async function arrive(who: { cookie: string }): Promise<Wire> {
  const wire = await Wire.connect(place, who.cookie);
  wires.push(wire);
  return wire;
}
const alive = () => places.pids.every((pid) => process.kill(pid, 0));
const unknownId = '01890000-0000-7000-8000-000000000000';

describe('what may not be known of', () => {
  test('B09: a document one may not see is answered exactly like one that does not exist', async () => {
    const other = await arrive(scene.otherParent);
    const answers = [];
    for (const documentId of [scene.documents.shared, scene.documents.family, unknownId])
      answers.push(JSON.stringify(await other.ask('document.open', { documentId })));
    expect(new Set(answers)).toEqual(new Set(['{"because":"unknown"}']));
    expect(await other.ask('case.watch', { caseFileId: scene.caseFileId })).toEqual(
      await other.ask('case.watch', { caseFileId: unknownId }),
    );
  });

  test('B23: and in the same time, so that the answer’s pace tells nothing either', async () => {
    const other = await arrive(scene.otherParent);
    const took = async (documentId: string) => {
      const from = performance.now();
      expect(await other.ask('document.open', { documentId })).toEqual({ because: 'unknown' });
      return performance.now() - from;
    };
    const start = performance.now();
    const slower: { knownFirst: number[]; unknownFirst: number[] } = { knownFirst: [], unknownFirst: [] };
    const unknownTook: number[] = [];
    for (let nth = 0; nth < 200; nth++) {
      const known = () => took(scene.documents.shared);
      // The second of two always finds the server awake, so each kind is second as often as first.
      if (nth % 2 === 0) {
        const first = await known();
        unknownTook.push(await took(unknownId));
        slower.knownFirst.push(first - unknownTook.at(-1)!);
      } else {
        unknownTook.push(await took(unknownId));
        slower.unknownFirst.push((await known()) - unknownTook.at(-1)!);
      }
      // Fifty asks a second are for people; faster would measure the refusal.
      await until(
        () => performance.now() - start > ((nth + 1) * 2_000) / limits.asksPerSecond,
        'room for the next two',
      );
    }
    const median = (times: number[]) => times.toSorted((one, two) => one - two)[times.length / 2]!;
    const knownIsSlower = (median(slower.knownFirst) + median(slower.unknownFirst)) / 2;
    // On a machine with other work everything takes longer, and so does the difference between two equal things.
    expect(Math.abs(knownIsSlower)).toBeLessThan(Math.max(2, median(unknownTook) / 4));
  });
});

describe('what is not said properly', () => {
  test('B10: whatever is named instead of a document or a case, nobody’s room is joined', async () => {
    const [officer, other] = [await arrive(scene.officer), await arrive(scene.otherParent)];
    const odd: unknown[] = [
      officer.socket.id,
      undefined,
      null,
      '',
      [],
      ['a', 'b'],
      '__proto__',
      'x'.repeat(10_000),
      7,
      {},
      true,
    ];
    odd.push(`case:${scene.councilId}:${scene.caseFileId}`, [scene.documents.shared], {
      toString: scene.documents.shared,
    });
    for (const named of odd) {
      expect(await other.ask('document.open', { documentId: named })).toEqual({ because: 'malformed' });
      expect(await other.ask('case.watch', { caseFileId: named })).toEqual({ because: 'malformed' });
      expect(await other.ask('case.watch', named)).toEqual({ because: 'malformed' });
    }
    expect(other.news.filter(({ name }) => name !== 'hello')).toEqual([]);
  });

  test('B10: a name that is no ask, of any shape', async () => {
    const officer = await arrive(scene.officer);
    for (const name of ['nothing', '__proto__', 'constructor', 'hasOwnProperty', ''])
      expect(await officer.ask(name, {})).toEqual({ because: 'unknown' });
    for (const name of [null, 7, [], {}, ['document.open']])
      expect(await officer.ask(name, {})).toEqual({ because: 'malformed' });
  });

  test('B11: an event that is not ours, and a room named where none may be, reach nobody', async () => {
    const [officer, parent] = [await arrive(scene.officer), await arrive(scene.parent)];
    await parent.ask('case.watch', { caseFileId: scene.caseFileId });
    const room = audience.case(scene.councilId, scene.caseFileId);
    for (const event of ['changed', 'join', 'message', 'presence'])
      officer.socket.emit(event, { room, to: room, KNRY: 'forged' });
    expect(await officer.ask('case.watch', { caseFileId: scene.caseFileId, roomId: room })).toEqual({
      because: 'malformed',
    });
    await parent.ask('case.leave', { caseFileId: scene.caseFileId });
    expect(parent.tapped.join()).not.toContain('forged');
  });

  test('B12: nothing can be said to an empty audience, because the library takes that for everybody', () => {
    const said: unknown[] = [];
    const io = { to: (room: unknown) => ({ emit: (...data: unknown[]) => said.push([room, ...data]) }) } as never;
    for (const room of ['', [], undefined, null, 'everyone', 'case:', 'case::', 'case:a:', ':a:b'])
      expect(() => emitTo(io, room as string, 'changed', {})).toThrow();
    emitTo(io, audience.case('a', 'b'), 'changed', {});
    expect(said).toHaveLength(1);
  });

  test('B20: two documents whose ids share all but the last letter do not hear each other', async () => {
    const near = (id: string) => id.slice(0, -1) + (id.endsWith('0') ? '1' : '0');
    const { councilId, teamId, officer, documents } = scene;
    const caseFileId = await makeCaseFile(db, councilId, teamId);
    const other = await makeSpace(db, councilId, caseFileId, { shared: near(documents.shared) });
    const [one, two] = [
      await arrive(officer),
      await arrive(await someone(db, councilId, caseFileId, 'parent', 'Twin')),
    ];
    const mine = await one.open(documents.shared);
    await two.open(other.documents.shared);
    const update = updateOf(copyOf(one, mine.number), mine.yClient, (doc) =>
      textIn(doc, 'note').insert(0, 'KNRY-twin'),
    );
    expect(await one.update(mine.number, 1, update)).toBe('saved');
    await two.ask('case.leave', { caseFileId });
    expect(two.tapped.join()).not.toContain('KNRY-twin');
  });
});

describe('too much', () => {
  test('B15: a megabyte, a hundred thousand brackets, an unfinished message, tiny fragments: refused, and little is kept', async () => {
    const before = residentBytes(places.pids[0]!);
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const attacks: ((write: (bytes: Buffer) => void) => void)[] = [
      (write) => write(frameOf(`4{"type":2,"nsp":"/","data":["ask","${'x'.repeat(1024 * 1024)}",{}],"id":1}`)),
      (write) => write(frameOf(`4{"type":2,"nsp":"/","data":["ask","document.open",${deep}],"id":1}`)),
      (write) => write(frameOf(Buffer.alloc(300 * 1024))),
      (write) => write(frameOf('4{"type":2', { last: false })),
      (write) => {
        for (let nth = 0; nth < 5_000; nth++) write(frameOf('x', { opcode: nth ? 0 : 1, last: false }));
      },
      (write) => write(frameOf('451-["b",{"_placeholder":true,"num":0}]')),
      (write) => write(frameOf('9not a packet')),
    ];
    const opened = [];
    for (const attack of attacks) {
      const { socket } = await upgrade(place, { origin: place.origin, cookie: scene.parent.cookie });
      socket!.on('error', () => {});
      opened.push(socket!);
      socket!.write(frameOf('4{"type":0,"nsp":"/","data":{"version":1}}'));
      attack((bytes) => void socket!.write(bytes));
    }
    const officer = await arrive(scene.officer);
    expect('ok' in (await officer.ask('case.watch', { caseFileId: scene.caseFileId }))).toBe(true);
    expect([alive(), residentBytes(places.pids[0]!) - before < 50 * 1024 * 1024]).toEqual([true, true]);
    opened.forEach((socket) => socket.destroy());
  });

  test('B16: a thousand asks at once: the rest are refused, then the line is closed, and others go on', async () => {
    const [flood, calm] = [await arrive(scene.parent), await arrive(scene.officer)];
    let refused = 0;
    const floods = () => {
      for (let nth = 0; nth < 100; nth++)
        flood.socket.emit('ask', 'case.leave', { caseFileId: scene.caseFileId }, (answer: { because: string }) => {
          if (answer.because === 'too-fast') refused++;
        });
      return !flood.socket.connected;
    };
    floods();
    const from = performance.now();
    expect('ok' in (await calm.ask('case.watch', { caseFileId: scene.caseFileId }))).toBe(true);
    expect(performance.now() - from).toBeLessThan(1_000);
    await until(floods, 'the flood to be cut off');
    expect(refused).toBeGreaterThan(100);
    expect(flood.ended).toBe('too-fast');
  });

  test(`B16: one person gets ${limits.connectionsPerPerson} connections and no more`, async () => {
    const many = Array.from({ length: limits.connectionsPerPerson + 5 }, () => new Wire(place, scene.supporter.cookie));
    wires.push(...many);
    await until(() => many.every((wire) => wire.hello ?? wire.refusal ?? wire.ended), 'each to be let in or not');
    const letIn = many.filter((wire) => wire.hello).length;
    expect(letIn).toBeLessThanOrEqual(limits.connectionsPerPerson);
    expect(letIn).toBeGreaterThanOrEqual(limits.connectionsPerPerson - 2);
  });

  test('B16: a thousand updates at once: what goes beyond is refused by name, and nothing of it is called saved', async () => {
    const flood = await arrive(scene.parent);
    const { number, yClient } = await flood.open(scene.documents.shared);
    const rows = await rowsIn(db, scene.documents.shared);
    const doc = copyOf(flood, number);
    const last = 3 * limits.updatesBurst;
    for (let nth = 1; nth <= last; nth++)
      flood.socket.emit(
        'b',
        flood.frame(
          number,
          nth,
          updateOf(doc, yClient, () => textIn(doc, 'note').insert(0, 'x')),
        ),
      );
    await until(
      () => !flood.socket.connected || flood.frames.some((frame) => frame.type === 'nack' && frame.code === 'too-many'),
      'a refusal',
    );
    await until(
      async () => (await rowsIn(db, scene.documents.shared)) > rows,
      'what was within the limit to be stored',
    );
    const highest = Math.max(0, ...flood.frames.map((frame) => (frame.type === 'ack' ? frame.localSequence : 0)));
    expect(highest).toBeLessThan(last);
    expect(alive()).toBe(true);
  });
});
