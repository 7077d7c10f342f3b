import type { Person } from '../../src/domain/access/standing.ts';
import { PrivateTalk } from '../../src/domain/mediation/rooms/sealed/private-talk.ts';
import type { RelayFrom, RelaySelf } from '../../src/realtime/define.ts';
import type { TestDatabase } from './database.ts';
import { Wire, type LiveOptions, type Place } from './live.ts';
import { cookieFor } from './sign-in.ts';
import { until } from './until.ts';

/** The relay ids of a mediation's two private rooms, by side. */
export async function roomsOf(db: TestDatabase, mediationId: string): Promise<Record<'family' | 'council', string>> {
  const rows = await db.owner<
    { side: 'family' | 'council'; id: string }[]
  >`select side, private_room_id as id from private_room where mediation_id = ${mediationId}`;
  return Object.fromEntries(rows.map(({ side, id }) => [side, id])) as Record<'family' | 'council', string>;
}

/** One browser in a private room: the browser's own sealing, over the Node socket. */
export class InRoom {
  readonly wire: Wire;
  readonly talk: PrivateTalk;

  constructor(wire: Wire, about: { caseFileId: string; roomId: string; lead?: boolean }) {
    const { caseFileId, roomId: relayId, lead = false } = about;
    this.wire = wire;
    const ask = <T>(name: string, input: unknown) =>
      wire.ask<T>(name, input).catch(() => ({ because: 'offline' }) as { because: string });
    this.talk = new PrivateTalk({
      roomId: relayId,
      lead,
      changed: () => {},
      line: {
        enter: () => ask<RelaySelf>('relay.enter', { caseFileId, relayId }),
        send: (to, bytes) => ask('relay.send', { relayId, to, bytes: Buffer.from(bytes).toString('base64') }),
        leave: () => void ask('relay.leave', { relayId }),
      },
    });
    wire.socket.on('relay', (said: { relayId: string; from: RelayFrom; bytes: string }) => {
      if (said.relayId === relayId) this.talk.hear(said.from, new Uint8Array(Buffer.from(said.bytes, 'base64')));
    });
    wire.socket.on('relay.left', (said: { relayId: string; id: string }) => {
      if (said.relayId === relayId) this.talk.left(said.id);
    });
    wire.socket.on('relay.ended', (said: { relayId: string }) => {
      if (said.relayId === relayId) this.talk.end();
    });
    wire.socket.on('hello', () => void this.talk.connected());
    void this.talk.connected();
  }

  static async come(
    { db, place, person }: { db: TestDatabase; place: Place; person: Person },
    about: { caseFileId: string; roomId: string; lead?: boolean },
    options: LiveOptions = {},
  ): Promise<InRoom> {
    return new InRoom(await Wire.connect(place, await cookieFor(db, person), options), about);
  }

  get words(): string {
    return this.talk.shared.pad.toString();
  }
  get notes(): string[] {
    return [...this.talk.shared.notes.values()].map(({ words }) => words).sort();
  }
  open(): Promise<boolean> {
    return until(() => this.talk.state === 'open', 'the private room to be open');
  }
  reads(words: string): Promise<boolean> {
    return until(() => this.words.includes(words), `"${words}" to be read`);
  }
  type(words: string): void {
    this.talk.shared.pad.insert(0, words);
  }
  say(words: string): void {
    const mine = this.talk.members.find(({ mine }) => mine)!;
    const { who, name: by } = mine;
    this.talk.keep({ id: crypto.randomUUID(), who, by, words, mayShare: null, version: 1 });
  }
  close(): void {
    this.talk.end();
    this.wire.close();
  }
}

/** Every row of every table, as text: what somebody with a copy of the database could look through. */
export async function everyRow(db: TestDatabase): Promise<string> {
  const tables = await db.owner<
    { name: string }[]
  >`select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`;
  const rows = [];
  for (const { name } of tables)
    rows.push(await db.owner.unsafe<{ t: string }[]>(`select t::text as t from ${name} t`));
  return rows.flatMap((some) => some.map(({ t }) => t)).join('\n');
}

/** A word as it might lie about: plain, in base64 at any offset, in hex as the database writes bytes, and in UTF-16. */
export function shapesOf(word: string): string[] {
  const bytes = Buffer.from(word);
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .slice(shift ? 4 : 0, -4),
  );
  return [word, bytes.toString('hex'), Buffer.from(word, 'utf16le').toString('hex'), ...base64];
}
