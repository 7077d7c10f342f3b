import { sql } from 'drizzle-orm';
import { AccessEnded } from '#domain/access/scoped.server.ts';
import type { Tx } from '#server/db.ts';
import type { Duty } from './duties.ts';

/** Whether the person of this transaction answers for this over the whole council, now. */
export async function hasDuty(tx: Tx, duty: Duty): Promise<boolean> {
  const [row] = await tx.execute<{ has: boolean }>(sql`select has_duty(${duty}) as has`);
  return row?.has === true;
}

/**
 * The first line of a command at a desk: holds the person's duty still until the transaction ends, so that a duty that is
 * taken away races nothing. Throws `AccessEnded` when they do not have it, which a page answers as an unknown one.
 */
export async function assertDuty(tx: Tx, duty: Duty): Promise<void> {
  const [row] = await tx.execute<{ held: boolean }>(sql`select hold_duty(${duty}) as held`);
  if (!row?.held) throw new AccessEnded();
}

/** The areas' teams somebody works in. */
export interface AreaTeam {
  teamId: string;
  leads: boolean;
}

/** The areas' teams the person signed in works in; empty for whoever works in none. */
export async function myAreaTeams(tx: Tx): Promise<AreaTeam[]> {
  const rows = await tx.execute<{ team_id: string; leads: boolean }>(sql`select * from my_area_teams()`);
  return rows.map(({ team_id: teamId, leads }) => ({ teamId, leads }));
}
