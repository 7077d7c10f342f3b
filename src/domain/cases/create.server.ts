import { randomInt } from 'node:crypto';
import { and, eq, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { decide, isRefusal } from '#domain/access/decide.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import type { CaseScope, Scope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { standing, team, teamMember } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import type { NewCase } from './new-case.ts';
import { caseFile } from './schema.server.ts';
import { beginStages } from './stage-moves.server.ts';

/** Letters and digits that cannot be taken for one another when read out on the phone. */
const READABLE = '23456789ABCDEFGHJKLMNPQRTUVWXYZ';
const newReference = (receivedOn: CalendarDate): string =>
  `CG-${receivedOn.slice(2, 4)}-${Array.from({ length: 6 }, () => READABLE[randomInt(READABLE.length)]).join('')}`;

export interface TeamChoice {
  teamId: string;
  name: string;
}

/** The teams this person may open a case file for: their own. */
export const teamsOf = (tx: Tx, { councilId, personId }: Scope): Promise<TeamChoice[]> =>
  tx
    .select({ teamId: team.teamId, name: team.name })
    .from(team)
    .innerJoin(teamMember, and(eq(teamMember.councilId, team.councilId), eq(teamMember.teamId, team.teamId)))
    .where(and(eq(team.councilId, councilId), eq(team.kind, 'area'), eq(teamMember.personId, personId)))
    .orderBy(team.name);

/**
 * Opens a case file with its first case officer: the person who asks. Takes the new case file in hand for the rest of
 * the transaction and returns the scope for it, so that its papers and its space are made in the same one.
 * Throws when the team is not one of theirs.
 */
export async function createCaseFile(
  tx: Tx,
  scope: Scope<'case:create'>,
  given: NewCase,
): Promise<CaseScope<'case:steer'>> {
  const { councilId, personId } = scope;
  if (!(await teamsOf(tx, scope)).some((mine) => mine.teamId === given.teamId))
    throw new Error('A case file belongs to a team of the person who opens it.');
  const caseFileId = v7();
  const standingId = v7();
  await tx.execute(sql`select set_config('app.case_file_id', ${caseFileId}, true)`);
  await tx.insert(caseFile).values({
    councilId,
    caseFileId,
    reference: newReference(given.requestReceivedOn),
    stage: 'request',
    ...given,
  });
  await tx
    .insert(standing)
    .values({ councilId, standingId, caseFileId, personId, role: 'case_officer', grantedBy: personId });
  const person = { councilId, personId, kind: 'staff', complete: true } as const;
  const opened = decide(
    person,
    { caseFileId, excluded: false, grant: 'specific', role: 'case_officer', standingId, epoch: 1 },
    'case:steer',
  );
  if (isRefusal(opened)) throw new Error('A case officer may steer the case file they have opened.');
  await recordFor(tx, opened, { action: 'case.created' });
  const begun = opened as CaseScope<'case:steer'>;
  await beginStages(tx, begun, given.requestReceivedOn);
  return begun;
}
