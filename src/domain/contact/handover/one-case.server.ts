import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm';
import { caseFile } from '#domain/cases/schema.server.ts';
import { council, person, standing, team } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { OfCase } from '../addressees.server.ts';

/** Takes a case in hand for what follows in this transaction: row-level security shows and takes no other's rows. */
export const takeInHand = async (tx: Tx, caseFileId: string): Promise<void> =>
  void (await tx.execute(sql`select set_config('app.case_file_id', ${caseFileId}, true)`));

/** What a change of officer needs to know of the case in hand. */
export interface CaseNow {
  reference: string;
  teamId: string;
  teamName: string;
  phone: string;
  councilName: string;
  restricted: boolean;
  inTray: boolean;
  /** Its case officers, the first of them first. A senior manager is none. */
  officers: { standingId: string; personId: string; name: string }[];
  /** Parents and young people, in the names they asked to be called. */
  family: { personId: string; name: string }[];
}

/** The case in hand as it stands, or null when it is closed. */
export async function caseNow(tx: Tx, { councilId, caseFileId }: OfCase): Promise<CaseNow | null> {
  const [found] = await tx
    .select({
      ...{ reference: caseFile.reference, teamId: caseFile.teamId, inTraySince: caseFile.inTraySince },
      ...{ teamName: team.name, phone: team.phone, councilName: council.name, restrictedAt: caseFile.restrictedAt },
    })
    .from(caseFile)
    .innerJoin(team, and(eq(team.councilId, caseFile.councilId), eq(team.teamId, caseFile.teamId)))
    .innerJoin(council, eq(council.councilId, caseFile.councilId))
    .where(and(eq(caseFile.councilId, councilId), eq(caseFile.caseFileId, caseFileId), isNull(caseFile.closedAt)));
  if (!found) return null;
  const people = await tx
    .select({
      ...{ standingId: standing.standingId, role: standing.role, personId: person.personId },
      ...{ fullName: person.fullName, calledName: person.calledName },
    })
    .from(standing)
    .innerJoin(person, and(eq(person.councilId, standing.councilId), eq(person.personId, standing.personId)))
    .where(
      and(
        ...[eq(standing.councilId, councilId), eq(standing.caseFileId, caseFileId), isNull(standing.endedAt)],
        or(isNull(standing.endsAt), sql`${standing.endsAt} > now()`),
        ...[eq(standing.grant, 'specific'), inArray(standing.role, ['case_officer', 'parent', 'young_person'])],
      ),
    )
    .orderBy(sql`${standing.endsAt} is not null`, asc(standing.startedAt));
  const { inTraySince, restrictedAt, ...row } = found;
  return {
    ...{ ...row, restricted: restrictedAt !== null, inTray: inTraySince !== null },
    officers: people
      .filter(({ role }) => role === 'case_officer')
      .map(({ standingId, personId, fullName: name }) => ({ standingId, personId, name })),
    family: people
      .filter(({ role }) => role !== 'case_officer')
      .map(({ personId, calledName, fullName }) => ({ personId, name: calledName ?? fullName })),
  };
}
