import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { person, team, teamMember } from '#domain/people/schema.server.ts';
import { point, space } from '#domain/spaces/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import { appeal } from '../schema.server.ts';

const ofCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(appeal.councilId, councilId), eq(appeal.caseFileId, caseFileId));

/** The appeals of this case that whoever asks may know of (TR3), the newest first. */
export const appealsOfCase = (tx: Tx, scope: CaseScope): Promise<AppealRow[]> =>
  tx.select().from(appeal).where(ofCase(scope)).orderBy(desc(appeal.addedAt), desc(appeal.appealId));

/** TRD11: whether there is any, for whoever asks: to everybody else the case has no such page in its list. */
export async function hasAppeals(tx: Tx, scope: CaseScope): Promise<boolean> {
  const [row] = await tx.select({ appealId: appeal.appealId }).from(appeal).where(ofCase(scope)).limit(1);
  return row !== undefined;
}

/** Who works on the appeal for the council, and the number of their team. Null while nobody has it. */
export async function namedOfficer(
  tx: Tx,
  { councilId, claimedBy }: AppealRow,
): Promise<{ name: string; phone: string } | null> {
  if (claimedBy === null) return null;
  const [row] = await tx
    .select({ name: person.fullName, phone: team.phone })
    .from(person)
    .innerJoin(teamMember, and(eq(teamMember.councilId, person.councilId), eq(teamMember.personId, person.personId)))
    .innerJoin(
      team,
      and(eq(team.councilId, teamMember.councilId), eq(team.teamId, teamMember.teamId), eq(team.kind, 'tribunal')),
    )
    .where(and(eq(person.councilId, councilId), eq(person.personId, claimedBy)))
    .limit(1);
  return row ?? null;
}

/** How many points of the working document there are, and how many both sides agreed. None before there is one. */
export async function pointsAgreed(
  tx: Tx,
  { councilId, appealId }: AppealRow,
): Promise<{ all: number; agreed: number }> {
  const [row] = await tx
    .select({ all: count(), agreed: sql<number>`count(*) filter (where ${point.state} = 'agreed')::int` })
    .from(point)
    .innerJoin(space, and(eq(space.councilId, point.councilId), eq(space.spaceId, point.spaceId)))
    .where(and(eq(space.councilId, councilId), eq(space.appealId, appealId)));
  return row!;
}
