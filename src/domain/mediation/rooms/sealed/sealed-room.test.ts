import { afterEach, expect, test, vi } from 'vitest';
import type { Protocol } from '#protocol';
import type { Connection } from '#realtime/client/connection.svelte.ts';
import { FakeTextarea } from '#realtime/client/text.fake.ts';
import type { EngineAsks } from '#realtime/define.ts';
import { until } from '../../../../../tests/support/until.ts';
import { leaveSealedRooms } from './rooms-here.ts';
import { SealedRoom, sealedRoom, sealedRooms, type RoomLine } from './sealed-room.svelte.ts';

/** The line a page has is one a room can use: this would not compile otherwise. */
type Fits = Connection<Protocol & { asks: EngineAsks }> extends RoomLine ? true : never;
const fits: Fits = true;

type Hear = (said: never) => void;
/** A server of one room in memory, and a page's line to it. */
class FakeServer {
  readonly #lines = new Map<string, Map<string, Hear>>();
  #last = 0;
  /** Ends every line, as when somebody signs out. */
  readonly end: (() => void)[] = [];

  line(name: string, leads = false): RoomLine {
    const hears = new Map<string, Hear>();
    let id = '';
    const ask = async (what: string, { to, bytes }: { to: string | null; bytes: string }) => {
      if (what === 'relay.enter') this.#lines.set((id = `connection-${++this.#last}`), hears);
      const from = { id, who: `who-${name}`, name, leads };
      if (what === 'relay.enter') return { ok: from };
      if (what === 'relay.leave') this.#lines.delete(id);
      for (const [otherId, other] of this.#lines)
        if (otherId !== id && (to === undefined || to === null || to === otherId))
          if (what === 'relay.send') other.get('relay')?.({ relayId: 'room', from, bytes } as never);
          else other.get('relay.left')?.({ relayId: 'room', id } as never);
      return { ok: null };
    };
    return {
      ask,
      on: (what: string, hear: Hear) => (hears.set(what, hear), () => void hears.delete(what)),
      whenLive: (run: () => void) => (run(), () => {}),
      whenEnded: (run: () => void) => (this.end.push(run), () => {}),
    } as never;
  }
}

const about = (lead: boolean) => ({ caseFileId: 'case', roomId: 'room', lead });
const made: SealedRoom[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  made.splice(0).forEach((room) => room.leave());
});
/** A room in a tab of its own: the map of rooms is a tab's. */
function inOwnTab(line: RoomLine, lead: boolean): SealedRoom {
  const room = new SealedRoom(line, about(lead));
  made.push(room);
  return room;
}
const isOpen = (...rooms: SealedRoom[]) =>
  until(() => rooms.every(({ state, members }) => state === 'open' && members.length > 1), 'the rooms to be open');

test('SEAL5 SEAL7: what a page shows of a private room: who, two words, the text, and what may be shared', async () => {
  expect(fits).toBe(true);
  const server = new FakeServer();
  const [sam, dana] = [inOwnTab(server.line('Sam', true), true), inOwnTab(server.line('Dana'), false)];
  await isOpen(sam, dana);
  const box = new FakeTextarea();
  dana.pad.bind(box.element);
  box.type(0, 'twice a week');
  await until(() => sam.pad.words === 'twice a week', 'the words to come');
  dana.say('we would take less');
  await until(() => sam.notes.length === 1, 'the note to come');
  expect(sam.notes[0]).toMatchObject({ by: 'Dana', mine: false, words: 'we would take less', mayShare: null });
  sam.allow(sam.notes[0]!.id);
  dana.allow(dana.notes[0]!.id);
  await until(() => sam.notes[0]!.mayShare === 'we would take less', 'what may be shared to come');
  dana.takeBack(dana.notes[0]!.id);
  await until(() => sam.notes[0]!.mayShare === null, 'it to be taken back');
  await until(() => sam.members.some(({ words }) => words), 'the leader to see the two words');
  const own = dana.members.find(({ mine }) => mine)!;
  expect(sam.members.find(({ name }) => name === 'Dana')!.words).toEqual(own.words);
});

test('SEAL5: moving between pages keeps the room, its words and its keys, over whatever line is there', async () => {
  const server = new FakeServer();
  const sam = inOwnTab(server.line('Sam', true), true);
  sealedRooms.clear();
  const dana = sealedRoom(server.line('Dana'), about(false));
  made.push(dana);
  await isOpen(sam, dana);
  dana.say('kept');
  expect(sealedRoom(server.line('Dana'), about(false))).toBe(dana);
  await isOpen(sam, dana);
  expect(dana.notes.map(({ words }) => words)).toEqual(['kept']);
});

test('SEAL8: going away from the mediation’s pages leaves every private room this tab was in', async () => {
  const server = new FakeServer();
  const [sam, dana] = [inOwnTab(server.line('Sam', true), true), inOwnTab(server.line('Dana'), false)];
  await isOpen(sam, dana);
  dana.say('private');
  leaveSealedRooms();
  expect([dana.state, dana.notes, dana.members]).toEqual(['ended', [], []]);
  await until(() => sam.members.length === 1, 'the other to be told');
});

test('SEAL8: leaving, and access that ended, take the words off the screen and out of memory', async () => {
  const server = new FakeServer();
  const [sam, dana] = [inOwnTab(server.line('Sam', true), true), inOwnTab(server.line('Dana'), false)];
  await isOpen(sam, dana);
  const box = new FakeTextarea();
  dana.pad.bind(box.element);
  box.type(0, 'private');
  await until(() => sam.pad.words === 'private', 'the words to come');
  server.end.forEach((end) => end());
  for (const room of [sam, dana])
    expect([room.state, room.pad.words, room.pad.locked, room.notes]).toEqual(['ended', '', true, []]);
  expect([box.value, sealedRooms.size]).toEqual(['', 0]);
});

test('SEAL4: a browser that cannot seal says so, and never enters the room', async () => {
  vi.spyOn(crypto.subtle, 'generateKey').mockRejectedValue(new DOMException('Unrecognized name.', 'NotSupportedError'));
  const line = new FakeServer().line('Dana');
  const asked = vi.spyOn(line, 'ask');
  const room = inOwnTab(line, false);
  await until(() => room.state === 'cannot', 'it to be said');
  expect(asked).not.toHaveBeenCalled();
});
