import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { PrivateTalk } from '../../src/domain/mediation/rooms/sealed/private-talk.ts';
import type { Answered, RelayFrom, RelaySelf } from '../../src/realtime/define.ts';
import * as parser from '../../src/realtime/parser.ts';

const KEYS_PER_SECOND = 5;
const PATIENCE_MS = 10_000;

export interface PrivateRoom {
  origin: string;
  caseFileId: string;
  roomId: string;
  members: { cookie: string; lead: boolean }[];
}

/** When each key of each client id fell, for whoever sees it. */
const fell = new Map<number, number[]>();

/** One browser in a sealed private room, that types and measures when it sees what others type. */
class Sealed {
  readonly seenMs: number[] = [];
  readonly talk: PrivateTalk;
  readonly close: () => void;

  constructor(url: string, { origin, caseFileId, roomId: relayId }: PrivateRoom, cookie: string, lead: boolean) {
    const settings = { transports: ['websocket'], parser, forceNew: true, auth: { version: 1 } };
    const socket = io(url, { ...settings, extraHeaders: { cookie, origin } });
    const ask = <T>(name: string, input: unknown): Promise<Answered<T>> =>
      socket.timeout(PATIENCE_MS).emitWithAck('ask', name, input) as Promise<Answered<T>>;
    const line = {
      enter: () => ask<RelaySelf>('relay.enter', { caseFileId, relayId }),
      send: (to: string | null, bytes: Uint8Array) =>
        ask('relay.send', { relayId, to, bytes: Buffer.from(bytes).toString('base64') }),
      leave: () => {},
    };
    this.talk = new PrivateTalk({ roomId: relayId, lead, changed: () => {}, line });
    socket.on('relay', ({ from, bytes }: { from: RelayFrom; bytes: string }) =>
      this.talk.hear(from, new Uint8Array(Buffer.from(bytes, 'base64'))),
    );
    socket.on('hello', () => void this.talk.connected());
    const { doc } = this.talk.shared;
    fell.set(doc.clientID, []);
    doc.on('update', (update: Uint8Array) => this.#see(update));
    this.close = () => socket.disconnect();
  }

  key(): void {
    const { doc, pad } = this.talk.shared;
    fell.get(doc.clientID)!.push(performance.now());
    pad.insert(pad.length, 'e');
  }

  #see(update: Uint8Array): void {
    const now = performance.now();
    const { from, to } = Y.parseUpdateMeta(update);
    for (const [client, end] of to) {
      if (client === this.talk.shared.doc.clientID) continue;
      for (let clock = from.get(client) ?? 0; clock < end; clock++) this.seenMs.push(now - fell.get(client)![clock]!);
    }
  }
}

async function waitFor(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!holds() && performance.now() < end) await new Promise((later) => setTimeout(later, 5));
}

/** Milliseconds from a key to the other screens of one sealed room, all but the leader typing. Keys fall due evenly. */
export async function privateRoom(url: string, seconds: number) {
  const room = (await (await fetch(`${url}/private`)).json()) as PrivateRoom;
  const all = room.members.map(({ cookie, lead }) => new Sealed(url, room, cookie, lead));
  await waitFor(() => all.every(({ talk }) => talk.state === 'open' && talk.members.length === all.length));
  const writers = all.slice(1);
  const keys = writers.length * KEYS_PER_SECOND * seconds;
  const start = performance.now();
  for (let key = 0; key < keys; key++) {
    const dueMs = start + (key * 1_000 * seconds) / keys;
    await new Promise((later) => setTimeout(later, Math.max(0, dueMs - performance.now())));
    writers[key % writers.length]!.key();
  }
  const expected = keys * (all.length - 1);
  await waitFor(() => all.reduce((seen, { seenMs }) => seen + seenMs.length, 0) >= expected);
  all.forEach(({ talk, close }) => (talk.end(), close()));
  const toScreens = all.flatMap(({ seenMs }) => seenMs);
  return { people: all.length, toScreens, missing: expected - toScreens.length };
}
