import { createHash } from 'node:crypto';
import type { Sql } from 'postgres';
import type { Answered, RelayFrom } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { RelayAccess, RelayMember } from './deps.ts';
import { RelayBus, type Carried } from './relay-bus.ts';

/** One message on its way through this node. It is in memory until it is given on, and nowhere else. */
interface Waiting {
  memberId: string;
  personId: string;
  to: string | null;
  bytes: string;
  /** Null for one that another node gave on. */
  answer: ((answer: Answered<null>) => void) | null;
}
/** One relay as this node has it: who of its own connections is in it, and what waits to be given on. */
interface Room {
  readonly councilId: string;
  readonly relayId: string;
  readonly here: Set<Connection>;
  /** Members at other nodes that spoke, so that they can be said to be gone when their node falls silent. */
  readonly elsewhere: Set<string>;
  readonly waiting: Waiting[];
  busy: boolean;
}

interface Parts {
  sql: Sql;
  nodeId: string;
  limits: Limits;
  access: RelayAccess;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

/** Names a person within one relay, the same on every node and in every tab, and stands for nothing outside it. */
export const whoIn = (relayId: string, personId: string): string =>
  createHash('sha256').update(`${relayId}:${personId}`).digest('base64url').slice(0, 22);

/**
 * Gives sealed bytes on between browsers, and reads none of them. Nothing is stored and nothing is logged. Before each
 * message leaves, the domain is asked who may be here now: the sender and everyone who would get it (SEAL3).
 */
export class Relay {
  readonly bus: RelayBus;
  readonly #parts: Parts;
  readonly #rooms = new Map<string, Room>();
  /** When each node was last heard to be alive. */
  readonly #livedAtMs = new Map<string, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.bus = new RelayBus({ ...parts, heard: (carried) => this.#heard(carried) });
  }

  /** Whoever is let in is not announced: members make themselves known to each other. */
  enter(connection: Connection, relayId: string): void {
    const room = this.#roomFor(connection.person.councilId, relayId);
    room.here.add(connection);
    connection.relays.add(relayId);
  }

  /** Resolves once the message was given on at this node. What another node did with it is that node's. */
  send(connection: Connection, relayId: string, to: string | null, bytes: string): Promise<Answered<null>> {
    const room = this.#find(connection.person.councilId, relayId);
    if (!room?.here.has(connection)) return Promise.resolve({ because: 'unknown' });
    const { id: memberId, person } = connection;
    return new Promise((answer) => {
      room.waiting.push({ memberId, personId: person.personId, to, bytes, answer });
      void this.#drain(room);
    });
  }

  leave(connection: Connection, relayId: string): void {
    connection.relays.delete(relayId);
    const room = this.#find(connection.person.councilId, relayId);
    if (!room?.here.delete(connection)) return;
    this.#tellLeft(room, connection.id);
    const { id: memberId, person } = connection;
    this.bus.send({ councilId: room.councilId, relayId, memberId, personId: person.personId, to: null, bytes: null });
    this.#maybeForget(room);
  }

  gone(connection: Connection): void {
    for (const relayId of connection.relays) this.leave(connection, relayId);
  }

  /** Something about who may be in a relay changed: whoever may not is put out now, and not at the next message. */
  async recheck(councilId: string, relayId: string): Promise<void> {
    const room = this.#find(councilId, relayId);
    if (room) await this.#membersOf(room, []);
  }

  /** After wake-ups were lost. */
  async recheckAll(): Promise<void> {
    for (const { councilId, relayId } of [...this.#rooms.values()]) await this.recheck(councilId, relayId);
  }

  start(): Promise<void> {
    const { nodeGoneMs } = this.#parts.limits;
    this.#timer = setInterval(() => this.#lookForLostNodes(Date.now() - nodeGoneMs), nodeGoneMs / 2);
    this.#timer.unref();
    return this.bus.start();
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    await this.bus.stop();
  }

  nodeLives(nodeId: string): void {
    this.#livedAtMs.set(nodeId, Date.now());
  }

  /** A node that fell silent takes its members with it; they come back by themselves through another. */
  #lookForLostNodes(sinceMs: number): void {
    for (const [nodeId, livedAtMs] of this.#livedAtMs) {
      if (livedAtMs > sinceMs) continue;
      this.#livedAtMs.delete(nodeId);
      for (const room of this.#rooms.values())
        for (const memberId of room.elsewhere) {
          if (!memberId.startsWith(nodeId)) continue;
          room.elsewhere.delete(memberId);
          this.#tellLeft(room, memberId);
        }
    }
  }

  /** One look at the members serves everything that came while the last look was under way. */
  async #drain(room: Room): Promise<void> {
    if (room.busy) return;
    room.busy = true;
    while (room.waiting.length) {
      const batch = room.waiting.splice(0);
      try {
        const members = await this.#membersOf(
          room,
          batch.map(({ personId }) => personId),
        );
        for (const message of batch) this.#pass(room, members, message);
      } catch (error) {
        this.#parts.alarm(error, 'relay.unread');
        for (const { answer } of batch) answer?.({ because: 'fault' });
      }
    }
    room.busy = false;
    this.#maybeForget(room);
  }

  #pass(room: Room, members: ReadonlyMap<string, RelayMember>, { answer, ...message }: Waiting): void {
    if (!members.has(message.personId)) return answer?.({ because: 'unknown' });
    this.#deliver(room, members, message);
    if (!answer) return;
    this.bus.send({ councilId: room.councilId, relayId: room.relayId, ...message });
    answer({ ok: null });
  }

  /** From another node, which let the sender speak: this one decides again, for the sender and for its own. */
  #heard({ councilId, relayId, memberId, personId, to, bytes }: Carried): void {
    const room = this.#find(councilId, relayId);
    if (!room) return;
    if (bytes === null) {
      room.elsewhere.delete(memberId);
      return this.#tellLeft(room, memberId);
    }
    room.elsewhere.add(memberId);
    room.waiting.push({ memberId, personId, to, bytes, answer: null });
    void this.#drain(room);
  }

  #deliver(
    room: Room,
    members: ReadonlyMap<string, RelayMember>,
    { memberId, personId, to, bytes }: Omit<Waiting, 'answer'>,
  ): void {
    const { name, leads } = members.get(personId)!;
    const from: RelayFrom = { id: memberId, who: whoIn(room.relayId, personId), name, leads };
    for (const connection of room.here) {
      const theirs = connection.id !== memberId && (to === null || to === connection.id);
      if (theirs && members.has(connection.person.personId))
        connection.socket.emit('relay', { relayId: room.relayId, from, bytes });
    }
  }

  /** Who may be here now, of the senders and of everybody here; whoever may not is put out at once. */
  async #membersOf(room: Room, senders: readonly string[]): Promise<ReadonlyMap<string, RelayMember>> {
    const here = [...room.here];
    const people = new Set([...senders, ...here.map(({ person }) => person.personId)]);
    const members = await this.#parts.access.membersNow(this.#parts.sql, room.councilId, room.relayId, [...people]);
    for (const connection of here)
      if (!members.has(connection.person.personId) && room.here.has(connection)) {
        connection.socket.emit('relay.ended', { relayId: room.relayId });
        this.leave(connection, room.relayId);
      }
    return members;
  }

  #tellLeft({ here, relayId }: Room, id: string): void {
    for (const connection of here) connection.socket.emit('relay.left', { relayId, id });
  }

  #roomFor(councilId: string, relayId: string): Room {
    const found = this.#find(councilId, relayId);
    if (found) return found;
    const room: Room = { councilId, relayId, here: new Set(), elsewhere: new Set(), waiting: [], busy: false };
    this.#rooms.set(`${councilId}:${relayId}`, room);
    return room;
  }

  #find(councilId: string, relayId: string): Room | undefined {
    return this.#rooms.get(`${councilId}:${relayId}`);
  }

  #maybeForget(room: Room): void {
    if (!room.here.size && !room.busy) this.#rooms.delete(`${room.councilId}:${room.relayId}`);
  }
}
