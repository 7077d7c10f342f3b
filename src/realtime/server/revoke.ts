import type { Sql } from 'postgres';
import type { Limits } from '../limits.ts';
import type { Connection, SignedIn } from './connection.ts';
import { standingWord } from './standing-used.ts';

interface Parts {
  sql: Sql;
  limits: Limits;
  connections: Iterable<Connection>;
  /** Keeps somebody who types signed in; null when the sign-in has ended. */
  stillHere(who: SignedIn): Promise<Date | null>;
  alarm(error: unknown, event: `${string}.${string}`): void;
}

const SEEN_AGAIN_MS = 60_000;

/**
 * Ends connections whose ground has gone. A wake-up names the person, and it is done within two seconds; every
 * thirty seconds all of them are read again in two queries, so that a lost wake-up cannot matter.
 * A standing that changed in any way ends the connection too: it comes back through the door and gets what is now due.
 */
export class Revoke {
  readonly #parts: Parts;
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer = setInterval(() => void this.lease(), this.#parts.limits.leaseMs);
    this.#timer.unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
  }

  /** Looks again at one person's connections. */
  recheckPerson(councilId: string, personId: string): void {
    const theirs = [...this.#parts.connections].filter(
      ({ person }) => person.personId === personId && person.councilId === councilId,
    );
    this.recheck(theirs).catch((error: unknown) => this.#parts.alarm(error, 'access.unread'));
  }

  async lease(): Promise<void> {
    try {
      await this.#touch();
      await this.recheck([...this.#parts.connections]);
    } catch (error) {
      this.#parts.alarm(error, 'access.unread');
    }
  }

  async recheck(connections: Connection[]): Promise<void> {
    if (!connections.length) return;
    await this.#recheckSignIns(connections);
    await this.#recheckStandings(connections);
  }

  async #recheckSignIns(connections: Connection[]): Promise<void> {
    const rows = await this.#parts.sql<{ nth: number; expires_at: Date | null }[]>`
      select g.nth::int as nth, s.expires_at
        from unnest(${connections.map((c) => c.person.councilId)}::uuid[], ${connections.map((c) => c.signInHash)}::text[])
          with ordinality as g(council_id, sign_in_hash, nth)
        left join (select s.* from sign_in s join person p on p.council_id = s.council_id and p.person_id = s.person_id
                    where s.complete and p.disabled_at is null) s
          on s.council_id = g.council_id and s.sign_in_hash = g.sign_in_hash`;
    for (const { nth, expires_at } of rows) {
      const connection = connections[nth - 1]!;
      connection.expiresAtMs = expires_at?.getTime() ?? 0;
      if (connection.expiresAtMs <= Date.now()) connection.end('signed-out');
    }
  }

  async #recheckStandings(connections: Connection[]): Promise<void> {
    const used = connections
      .filter(({ ended }) => !ended)
      .flatMap((connection) => [...connection.standings.values()].map((standing) => ({ connection, ...standing })));
    if (!used.length) return;
    const rows = await this.#parts.sql<
      { nth: number; gone: boolean; standing_id: string | null; epoch: number | null; role: string | null }[]
    >`
      select g.nth::int as nth, s.excluded or (s.standing_id is null and not s.by_team) as gone, s.standing_id, s.epoch, s.role
        from unnest(${used.map((u) => u.connection.person.councilId)}::uuid[], ${used.map((u) => u.caseFileId)}::uuid[],
                    ${used.map((u) => u.connection.person.personId)}::uuid[]) with ordinality as g(council_id, case_file_id, person_id, nth)
        cross join lateral standing_on(g.council_id, g.case_file_id, g.person_id) s`;
    const now = new Map(rows.map((row) => [row.nth, row]));
    used.forEach(({ connection, standing }, i) => {
      const row = now.get(i + 1);
      const same = row && !row.gone && standingWord(row.standing_id, row.epoch ?? 0, row.role) === standing;
      if (!same) connection.end('access-changed');
    });
  }

  /** Whoever has typed or asked since the last look is not idle: their sign-in lives on, up to its absolute limit. */
  async #touch(): Promise<void> {
    const active = new Map<string, Connection>();
    for (const connection of this.#parts.connections) {
      if (connection.activeAtMs > connection.touchedAtMs && Date.now() - connection.touchedAtMs > SEEN_AGAIN_MS)
        active.set(connection.signInHash, connection);
    }
    for (const connection of active.values()) {
      connection.touchedAtMs = Date.now();
      await this.#parts.stillHere(connection.signedIn);
    }
  }
}
