import type { Sql } from 'postgres';
import type { Server } from 'socket.io';
import { roleInWords, sideOf, type Role, type Side } from '#domain/access/standing.ts';
import type { Here } from '../define.ts';
import type { Limits } from '../limits.ts';
import type { Connection } from './connection.ts';
import type { Shown } from './deps.ts';
import { audience, emitTo } from './emit.ts';
import { CHANNEL } from './wakeups.ts';

/** What a browser may say of itself: where it is and whether it types. Never words, never who. */
export interface Whereabouts {
  place: string | null;
  typing: boolean;
  page: string | null;
}
export interface Present extends Whereabouts {
  readonly caseFileId: string;
  readonly spaceId: string;
  readonly shown: Shown | null;
}

interface Parts {
  sql: Sql;
  io: Server;
  limits: Limits;
  connections: Iterable<Connection>;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

/** After a telling: whether anything changed since, and when that is told. */
interface Pause {
  changed: boolean;
  timer: NodeJS.Timeout | null;
}

/**
 * Who is in a space, built from the sign-in and the standing. Every node writes its own connections' rows and reads
 * everybody's, so all agree; rows of a node that died age out.
 */
export class Presence {
  readonly #parts: Parts;
  readonly #pauses = new Map<string, Pause>();
  #stopped = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#contained(this.#refresh()), this.#parts.limits.presenceRefreshMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#stopped = true;
    for (const { timer } of this.#pauses.values()) if (timer) clearTimeout(timer);
  }

  /** Enters a space (leaving another). Whoever has a document of a space open is in it: nobody reads unseen. */
  async enter(connection: Connection, caseFileId: string, spaceId: string, shown: Shown | null = null): Promise<void> {
    if (connection.present?.spaceId !== spaceId) await this.leave(connection);
    if (connection.ended) return;
    connection.present ??= { caseFileId, spaceId, shown, place: null, typing: false, page: null };
    await connection.socket.join(audience.space(connection.person.councilId, spaceId));
    await this.#write(connection, connection.present);
  }

  async move(connection: Connection, to: Whereabouts): Promise<void> {
    if (!connection.present) return;
    connection.present = { ...connection.present, ...to };
    await this.#write(connection, connection.present);
  }

  async leave(connection: Connection): Promise<void> {
    const { present, person } = connection;
    if (!present) return;
    connection.present = null;
    void connection.socket.leave(audience.space(person.councilId, present.spaceId));
    await this.#parts.sql`
      with gone as (delete from presence where council_id = ${person.councilId} and space_id = ${present.spaceId} and connection_id = ${connection.id})
      select pg_notify(${CHANNEL}, ${`presence:${person.councilId}:${present.spaceId}`})`;
  }

  /**
   * Tells everyone in the space here who is in it: at once where it was quiet, so that a turned page is followed at once;
   * many changes in a moment are told once more at its end. One telling ends before the next, so an older never comes last.
   */
  tellSoon(councilId: string, spaceId: string): void {
    const room = audience.space(councilId, spaceId);
    const pause = this.#pauses.get(room);
    if (pause) pause.changed = true;
    else if (this.#parts.io.of('/').adapter.rooms.has(room)) void this.#tellAndPause(room, councilId, spaceId);
  }

  async #tellAndPause(room: string, councilId: string, spaceId: string): Promise<void> {
    const pause: Pause = { changed: false, timer: null };
    this.#pauses.set(room, pause);
    await this.#contained(this.#tell(councilId, spaceId));
    if (this.#stopped) return;
    pause.timer = setTimeout(() => {
      this.#pauses.delete(room);
      if (pause.changed) this.tellSoon(councilId, spaceId);
    }, this.#parts.limits.presenceTellMs);
  }

  /** After wake-ups were lost: every space anybody here is in. */
  tellAll(): void {
    for (const { person, present } of this.#parts.connections)
      if (present) this.tellSoon(person.councilId, present.spaceId);
  }

  async #write({ id, person }: Connection, present: Present): Promise<void> {
    const { caseFileId, spaceId, shown, place, typing } = present;
    // Following somebody's pages belongs to a space, where everyone is shown by their standing.
    const page = shown ? null : present.page;
    await this.#parts.sql`
      with put as (insert into presence (council_id, case_file_id, space_id, connection_id, person_id, place, typing, page, side, role_in_words, seen_at)
        values (${person.councilId}, ${caseFileId}, ${spaceId}, ${id}, ${person.personId}, ${place}, ${typing}, ${page}, ${shown?.side ?? null}, ${shown?.roleInWords ?? null}, now())
        on conflict (council_id, space_id, connection_id) do update set place = excluded.place, typing = excluded.typing, page = excluded.page, seen_at = now())
      select pg_notify(${CHANNEL}, ${`presence:${person.councilId}:${spaceId}`})`;
  }

  async #tell(councilId: string, spaceId: string): Promise<void> {
    const rows = await this.#parts.sql<
      {
        connection_id: string;
        name: string;
        role: Role | null;
        side: Side | null;
        role_in_words: string | null;
        place: string | null;
        typing: boolean;
        page: string | null;
      }[]
    >`
      select r.connection_id, coalesce(p.called_name, p.full_name) as name, s.role, r.side, r.role_in_words, r.place, r.typing, r.page
        from presence r join person p on p.council_id = r.council_id and p.person_id = r.person_id
        left join standing s on s.council_id = r.council_id and s.case_file_id = r.case_file_id and s.person_id = r.person_id and s.ended_at is null
       where r.council_id = ${councilId} and r.space_id = ${spaceId} and r.seen_at > now() - make_interval(secs => ${this.#parts.limits.presenceGoneMs / 1000})
       order by name, r.connection_id`;
    const here = rows.map(({ connection_id: id, role, side, role_in_words, ...rest }): Here => ({
      id,
      ...rest,
      roleInWords: role_in_words ?? (role ? roleInWords[role] : 'Council staff'),
      side: side ?? (role ? sideOf[role] : 'council'),
    }));
    emitTo(this.#parts.io, audience.space(councilId, spaceId), 'presence', { spaceId, here });
  }

  /** Says that this node's connections are still there, and sweeps out rows nobody has said that of. */
  async #refresh(): Promise<void> {
    const { sql, connections, limits } = this.#parts;
    const present = [...connections].filter((connection) => connection.present);
    if (present.length)
      await sql`update presence set seen_at = now() from unnest(${present.map((c) => c.person.councilId)}::uuid[], ${present.map((c) => c.present!.spaceId)}::uuid[],
        ${present.map((c) => c.id)}::text[]) as g(council_id, space_id, connection_id)
        where presence.council_id = g.council_id and presence.space_id = g.space_id and presence.connection_id = g.connection_id`;
    await sql`with gone as (delete from presence where seen_at < now() - make_interval(secs => ${limits.presenceGoneMs / 1000}) returning council_id, space_id)
      select pg_notify(${CHANNEL}, 'presence:' || council_id || ':' || space_id) from (select distinct * from gone) spaces`;
  }

  #contained(work: Promise<void>): Promise<void> {
    return work.catch((error: unknown) => this.#parts.alarm(error, 'presence.failed'));
  }
}
