import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordFor, underScope } from '../../src/domain/access/scoped.server.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { jointDocument } from '../../src/domain/mediation/rooms/joint-document.server.ts';
import { newsFor } from '../../src/domain/spaces/events.ts';
import type { Here } from '../../src/realtime/define.ts';
import { readFromServer } from '../../src/realtime/wire.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { startPlace } from '../support/node.ts';
import { scopeFor } from '../support/papers.ts';
import { InRoom, roomsOf } from '../support/private-rooms.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { copyOf, textIn, updateOf } from '../support/updates.ts';

let db: TestDatabase;
let nodes: Awaited<ReturnType<typeof startPlace>>[];
beforeAll(async () => {
  db = await freshDatabase();
  nodes = [await startPlace(db, {}, { newsFor }), await startPlace(db, {}, { newsFor })];
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await db.close();
});

/** What happens in the family's private room at each step of the meeting; a silent room does none of it. */
type Aside = (nth: number) => Promise<void>;

/** A connection that keeps every frame as it came off the line, before anything is made of it. */
async function tapped(person: Person, node: number): Promise<{ wire: Wire; frames: (string | Uint8Array)[] }> {
  const wire = new Wire(nodes[node]!, await cookieFor(db, person));
  const frames: (string | Uint8Array)[] = [];
  wire.socket.io.on('open', () =>
    wire.socket.io.engine.on('data', (data: string | ArrayBuffer | Uint8Array) =>
      frames.push(typeof data === 'string' ? data : new Uint8Array(data)),
    ),
  );
  await until(() => wire.hello, 'a hello');
  return { wire, frames };
}

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** The frame with ids and times put aside. Of words, what they are and who may read them stays. */
function normal(frame: string | Uint8Array): string {
  if (typeof frame === 'string')
    return frame
      .replace(uuid, 'id')
      .replace(/"id-\d+"/g, '"connection"')
      .replace(/"sid":"[^"]+"/g, '"sid"')
      .replace(/"yClient":\d+/g, '"yClient"')
      .replace(/"number":\d+/g, '"number"');
  const { type, ...rest } = readFromServer(frame);
  return JSON.stringify({ type, sequence: 'sequence' in rest ? rest.sequence : null });
}

const here = (wire: Wire): Here[] =>
  (wire.news.filter(({ name }) => name === 'presence').at(-1)?.data as { here: Here[] } | undefined)?.here ?? [];

/** One meeting from the council's side, step by step; each step has reached the officer before the next begins. */
async function meeting(it: TestMediation, aside: Aside): Promise<string[]> {
  const { wire, frames } = await tapped(it.officer, 0);
  const scope = await scopeFor(it.mediator, it.caseFileId, 'mediation:lead');
  const documentId = await underScope(scope, (tx) => jointDocument(tx, scope, it.mediationId));
  const place = { caseFileId: it.caseFileId, spaceId: it.mediationId };
  await wire.ask('case.watch', { caseFileId: it.caseFileId });
  await wire.ask('presence.enter', place);
  await until(() => here(wire).length === 1, 'the officer to be seen');
  const { number } = await wire.open(documentId);
  await aside(1);
  const parent = await Wire.connect(nodes[1]!, await cookieFor(db, it.parent));
  await parent.ask('presence.enter', place);
  await until(() => here(wire).length === 2, 'the parent to be seen');
  await aside(2);
  const theirs = await parent.open(documentId);
  const update = updateOf(copyOf(parent, theirs.number), theirs.yClient, (doc) =>
    textIn(doc, 'note').insert(0, 'Hello.'),
  );
  await parent.update(theirs.number, 1, update);
  await until(() => wire.frames.some(({ type, number: of }) => type === 'update' && of === number), 'the word to come');
  await aside(3);
  for (const action of ['mediation.apart', 'mediation.together']) {
    const before = wire.news.length;
    await underScope(scope, (tx) => recordFor(tx, scope, { action, target: it.mediationId }));
    await until(() => wire.news.slice(before).some(({ name }) => name === 'changed'), 'the news to come');
    await aside(4);
  }
  expect(await wire.ask('relay.enter', { caseFileId: it.caseFileId, relayId: it.mediationId })).toHaveProperty(
    'because',
  );
  parent.close();
  await until(() => here(wire).length === 1, 'the parent to be gone');
  wire.close();
  // An answer may come before or after what is told in the same moment; in themselves both are in order.
  const said = frames.map(normal);
  const isAnswer = (frame: string) => frame.startsWith('{"type":3');
  return [...said.filter(isAnswer), ...said.filter((frame) => !isAnswer(frame))];
}

/** Two people of the family and the mediator, who write, keep notes, come and go all the time. */
async function busy(it: TestMediation): Promise<{ aside: Aside; end(): void }> {
  const about = { caseFileId: it.caseFileId, roomId: (await roomsOf(db, it.mediationId)).family };
  const come = (person: Person, node: number, lead = false) =>
    InRoom.come({ db, place: nodes[node]!, person }, { ...about, lead });
  const inside = [await come(it.mediator, 0, true), await come(it.supporter, 1)];
  for (const one of inside) await one.open();
  const aside = async (nth: number) => {
    const late = await come(it.parent, nth % 2);
    await late.open();
    for (let word = 0; word < 20; word++) inside[word % 2]!.type(`said ${nth} ${word} `);
    late.say(`a note ${nth}`);
    await until(() => inside.every(({ notes }) => notes.includes(`a note ${nth}`)), 'the note to be heard');
    await late.reads(`said ${nth} 19`);
    late.close();
  };
  return { aside, end: () => inside.forEach((one) => one.close()) };
}

test('E11 E02 D03 D08 SEAL9: the same meeting with a silent and a busy private room sends the other side the same frames', async () => {
  const [quiet, loud] = [await makeMediation(db), await makeMediation(db)];
  const silent = await meeting(quiet, async () => {});
  const room = await busy(loud);
  const besides = await meeting(loud, room.aside);
  room.end();
  expect(silent.length).toBeGreaterThan(10);
  expect(besides).toEqual(silent);
});
