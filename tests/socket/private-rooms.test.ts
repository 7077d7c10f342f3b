import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/access/standing.ts';
import { writeOuter } from '../../src/domain/mediation/rooms/sealed/messages.ts';
import { newsFor } from '../../src/domain/spaces/events.ts';
import { limits } from '../../src/realtime/limits.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { Wire } from '../support/live.ts';
import { makeMediation, type TestMediation } from '../support/mediations.ts';
import { startPlace } from '../support/node.ts';
import { giveStanding, makePerson } from '../support/people.ts';
import { everyRow, InRoom, roomsOf, shapesOf } from '../support/private-rooms.ts';
import { cookieFor } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

let db: TestDatabase;
let nodes: Awaited<ReturnType<typeof startPlace>>[];
let it: TestMediation;
let rooms: Record<'family' | 'council', string>;
const logged: string[] = [];
const open: { close(): void }[] = [];
const note = (event: string, fields: object = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`);

beforeAll(async () => {
  db = await freshDatabase();
  const more = { newsFor, log: { info: note, warn: note, error: note } };
  nodes = [await startPlace(db, {}, more), await startPlace(db, {}, more)];
});
afterAll(async () => {
  for (const node of nodes) await node.stop();
  await db.close();
});
beforeEach(async () => {
  it = await makeMediation(db);
  rooms = await roomsOf(db, it.mediationId);
  return () => open.splice(0).forEach((one) => one.close());
});

async function comeIn(person: Person, side: 'family' | 'council', node = 0, comesBack = false): Promise<InRoom> {
  const about = { caseFileId: it.caseFileId, roomId: rooms[side], lead: person === it.mediator };
  const inRoom = await InRoom.come({ db, place: nodes[node]!, person }, about, { comesBack });
  open.push(inRoom);
  return inRoom;
}
async function arrive(person: Person, node = 0): Promise<Wire> {
  const wire = await Wire.connect(nodes[node]!, await cookieFor(db, person));
  open.push(wire);
  return wire;
}
const enter = (wire: Wire, relayId: string) => wire.ask('relay.enter', { caseFileId: it.caseFileId, relayId });
const NOTHING = '01890000-0000-7000-8000-000000000000';

/** Everybody who has no business in the family's room, however much they may otherwise see. */
async function everybodyElse(): Promise<Person[]> {
  const staff = async (role: 'tribunal_officer' | 'auditor' | 'case_officer') => {
    const person = await makePerson(db, it.councilId, 'staff', `A ${role}`);
    await giveStanding(db, it.councilId, it.caseFileId, person.personId, role);
    return person as Person;
  };
  const other = await makeMediation(db, 'Noor');
  return [
    it.officer,
    it.manager,
    await staff('case_officer'),
    await staff('tribunal_officer'),
    await staff('auditor'),
    other.parent,
    other.mediator,
  ];
}

/** Until nothing that was said before is still on its way to them: no more came for longer than it takes over both nodes. */
async function quiet(all: { wire: Wire }[]): Promise<void> {
  let before = -1;
  let sinceMs = 0;
  await until(() => {
    const heard = all.reduce((sum, { wire }) => sum + wire.news.length, 0);
    if (heard !== before) [before, sinceMs] = [heard, performance.now()];
    return performance.now() - sinceMs > 300;
  }, 'nothing more to come');
}

describe('a private room over the socket', () => {
  test('A10 C21 SEAL3: to everybody but its side and the mediator a private room is an id of nothing, by every way to ask', async () => {
    for (const person of await everybodyElse()) {
      const wire = await arrive(person);
      const ways = (id: string): [string, unknown][] => [
        ['relay.enter', { caseFileId: it.caseFileId, relayId: id }],
        ['relay.send', { relayId: id, to: null, bytes: 'AAAA' }],
        ['relay.leave', { relayId: id }],
        ['document.open', { documentId: id }],
        ['presence.enter', { caseFileId: it.caseFileId, spaceId: id }],
      ];
      for (const [nth, [name, input]] of ways(rooms.family).entries()) {
        const answer = await wire.ask(name, input);
        expect([name, answer]).toEqual([name, await wire.ask(...ways(NOTHING)[nth]!)]);
        expect(answer).toHaveProperty('because');
      }
    }
    const parent = await arrive(it.parent);
    expect(await enter(parent, rooms.council)).toEqual({ because: 'unknown' });
    expect(await enter(parent, rooms.family)).toHaveProperty('ok');
  });

  test('E01 E09 SEAL6: canary words said in a private room are in no frame of anybody else, no log line and no row of the database', async () => {
    const canary = `KNRY-${crypto.randomUUID()}`;
    const [mediator, parent] = [await comeIn(it.mediator, 'family', 0), await comeIn(it.parent, 'family', 1)];
    const others = await Promise.all((await everybodyElse()).map((person, nth) => arrive(person, nth % 2)));
    for (const wire of others) {
      await wire.ask('case.watch', { caseFileId: it.caseFileId });
      await wire.ask('presence.enter', { caseFileId: it.caseFileId, spaceId: it.mediationId });
    }
    const council = await comeIn(it.officer, 'council', 1);
    await mediator.open();
    await parent.open();
    parent.type(canary);
    parent.say(canary);
    await mediator.reads(canary);
    await until(() => mediator.notes.includes(canary), 'the note to come');
    const rows = await everyRow(db);
    expect(rows).toContain(it.mediationId);
    const heard = [...others, council.wire].map(({ tapped }) => tapped.join('\n')).join('\n');
    const sealed = parent.wire.tapped.concat(mediator.wire.tapped).join('\n');
    for (const shape of shapesOf(canary))
      for (const [where, text] of Object.entries({ heard, rows, sealed, logged: logged.join('\n') }))
        expect([where, text.includes(shape)]).toEqual([where, false]);
    const [message] = mediator.wire.news.filter(({ name }) => name === 'relay');
    expect(rows).not.toContain((message!.data as { bytes: string }).bytes.slice(0, 32));
  });

  test('B06 SEAL3: a place on the case that ends, and one in the mediation: not a byte more after the commit, at either node', async () => {
    for (const end of [
      () =>
        db.owner`update standing set ended_at = now(), epoch = epoch + 1 where person_id = ${it.supporter.personId}`,
      () => db.owner`update mediation_party set left_at = now() where party_id = ${it.parties.supporter}`,
    ]) {
      it = await makeMediation(db);
      rooms = await roomsOf(db, it.mediationId);
      const [mediator, parent] = [await comeIn(it.mediator, 'family'), await comeIn(it.parent, 'family', 1)];
      const theirs = [await comeIn(it.supporter, 'family', 0), await comeIn(it.supporter, 'family', 1)];
      for (const one of [mediator, parent, ...theirs]) await one.open();
      parent.type('before ');
      for (const one of [mediator, ...theirs]) await one.reads('before');
      await quiet(theirs);
      await end();
      const heard = theirs.map(({ wire }) => wire.news.filter(({ name }) => name === 'relay').length);
      parent.type('after ');
      theirs[0]!.type('too late ');
      await mediator.reads('after');
      await until(() => theirs.every(({ wire }) => wire.ended === 'access-changed'), 'the connections to end', 2_000);
      expect(theirs.map(({ wire }) => wire.news.filter(({ name }) => name === 'relay').length)).toEqual(heard);
      expect(mediator.words).not.toContain('too late');
      const again = await arrive(it.supporter);
      expect(await enter(again, rooms.family)).toEqual({ because: 'unknown' });
    }
  });

  test.each([
    [
      'the mediation is closed',
      () => db.owner`update mediation set closed_at = now() where mediation_id = ${it.mediationId}`,
    ],
    [
      'the private rooms are put away',
      () => db.owner`update mediation set private_rooms = false where mediation_id = ${it.mediationId}`,
    ],
    [
      'the room is switched to the kept kind',
      () => db.owner`update private_room set kind = 'kept' where private_room_id = ${rooms.family}`,
    ],
  ])('E13 SEAL8: when %s, the room ends in every browser and cannot be entered', async (_when, happens) => {
    const [mediator, parent] = [await comeIn(it.mediator, 'family'), await comeIn(it.parent, 'family', 1)];
    await mediator.open();
    await parent.open();
    await happens();
    await until(() => [mediator, parent].every(({ talk }) => talk.state === 'ended'), 'the room to end', 2_000);
    expect(await enter(await arrive(it.parent), rooms.family)).toEqual({ because: 'unknown' });
  });

  test('SEAL5: over two nodes: a dropped participant gets back in, a late one gets earlier words, a long text comes whole', async () => {
    const [mediator, parent] = [await comeIn(it.mediator, 'family'), await comeIn(it.parent, 'family', 1, true)];
    await mediator.open();
    await parent.open();
    const long = 'word '.repeat(20_000);
    parent.type(long);
    await mediator.reads(long);
    parent.wire.socket.io.engine.close();
    parent.type('typed while away ');
    mediator.type('said meanwhile ');
    await mediator.reads('typed while away');
    await parent.reads('said meanwhile');
    const late = await comeIn(it.supporter, 'family', 1);
    await until(() => late.words === mediator.words, 'the late one to have it all');
    const [own] = late.talk.members.filter(({ mine }) => mine);
    expect(mediator.talk.members.find(({ id }) => id === own!.id)?.words).toEqual(own!.words);
  });

  test('SEAL5: a node that falls silent takes its members with it', async () => {
    const quick = { limits: { nodeGoneMs: 400 } };
    const stays = await startPlace(db, quick);
    const about = { caseFileId: it.caseFileId, roomId: rooms.family, lead: true };
    const mediator = await InRoom.come({ db, place: stays, person: it.mediator }, about);
    await mediator.open();
    // A node of which only this is ever heard: it lives, and one of its members says hello.
    const node = crypto.randomUUID();
    const hello = Buffer.from(writeOuter({ kind: 'hello', keys: '' })).toString('base64');
    const said = [it.councilId, rooms.family, `${node}-1`, it.parent.personId, null, hello];
    await db.owner`select pg_notify('common_ground', ${`ping:${node}`})`;
    await db.owner`select pg_notify('common_ground_relay', ${`${node}:1:0:1:${JSON.stringify(said)}`})`;
    await until(() => mediator.talk.members.length === 2, 'both to be there');
    await until(() => mediator.talk.members.length === 1, 'the lost one to be shown as gone', 3_000);
    mediator.close();
    await stays.stop();
  });

  test('SEAL3: too long is refused, too fast is refused, and what is no base64 is no message', async () => {
    const wire = await arrive(it.parent);
    await enter(wire, rooms.family);
    const send = (bytes: unknown, to: unknown = null) => wire.ask('relay.send', { relayId: rooms.family, to, bytes });
    const most = Buffer.alloc(limits.relayMaxBytes).toString('base64');
    expect(await send(most)).toEqual({ ok: null });
    for (const bad of [`${most}AAAA`, 'not base64!', 7, null, ''])
      expect(await send(bad)).toEqual({ because: 'malformed' });
    for (const to of ['everybody', 'room:x', rooms.council, 7, {}])
      expect(await send('AAAA', to)).toEqual({ because: 'malformed' });
    const strict = await startPlace(db, { limits: { relayPerSecond: 0.001, relayBurst: 3 } });
    const hasty = await Wire.connect(strict, await cookieFor(db, it.parent));
    await enter(hasty, rooms.family);
    const answers = [];
    for (let nth = 0; nth < 5; nth++)
      answers.push(await hasty.ask('relay.send', { relayId: rooms.family, to: null, bytes: 'AAAA' }));
    expect(answers).toEqual([...Array(3).fill({ ok: null }), ...Array(2).fill({ because: 'too-fast' })]);
    hasty.close();
    await strict.stop();
  });
});
