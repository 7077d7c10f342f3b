import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Scope } from '#domain/access/scope.ts';
import { isId } from '#server/ids.ts';
import type { Tx } from '#server/db.ts';
import { person, team, teamMember } from '../schema.server.ts';

/** A colleague as whoever arranges for them needs them. */
export interface Colleague {
  personId: string;
  name: string;
  job: string | null;
}

/**
 * Whether the person of this transaction arranges for this colleague: for themselves, as their team's leader, or as
 * director (COV2). False for anybody who is not of the council's staff.
 */
export async function mayArrangeFor(tx: Tx, personId: string): Promise<boolean> {
  if (!isId(personId)) return false;
  const [row] = await tx.execute<{ may: boolean }>(sql`select may_arrange_for(${personId}) as may`);
  return row?.may === true;
}

/** A member of staff who has not left, or null. */
export async function colleague(tx: Tx, { councilId }: Scope, personId: string): Promise<Colleague | null> {
  if (!isId(personId)) return null;
  const [found] = await tx
    .select(asColleague)
    .from(person)
    .where(and(isHere(councilId), eq(person.personId, personId)));
  return found ?? null;
}

const asColleague = { personId: person.personId, name: person.fullName, job: person.jobTitle };
const isHere = (councilId: string) =>
  and(eq(person.councilId, councilId), eq(person.kind, 'staff'), isNull(person.disabledAt));

/** A colleague who can be given cases, and the areas they work in. */
export interface Choice extends Colleague {
  teams: string;
}

/** Who works in an area's team, by name: whom cases and cover are given to. Without `except`. */
export const areaColleagues = (tx: Tx, { councilId }: Scope, except: string | null = null): Promise<Choice[]> =>
  tx
    .select({ ...asColleague, teams: sql<string>`string_agg(${team.name}, ', ' order by ${team.name})` })
    .from(person)
    .innerJoin(teamMember, and(eq(teamMember.councilId, person.councilId), eq(teamMember.personId, person.personId)))
    .innerJoin(
      team,
      and(eq(team.councilId, person.councilId), eq(team.teamId, teamMember.teamId), eq(team.kind, 'area')),
    )
    .where(and(isHere(councilId), except ? ne(person.personId, except) : undefined))
    .groupBy(person.personId, person.fullName, person.jobTitle)
    .orderBy(asc(person.fullName));
