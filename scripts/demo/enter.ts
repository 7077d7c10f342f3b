import { and, eq } from 'drizzle-orm';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Person, Role } from '#domain/access/standing.ts';
import { inviteAdult, type SaidOfAdult } from '#domain/cases/invite-adult.server.ts';
import { today } from '#domain/calendar/today.ts';
import { now } from '#server/clock.ts';
import { acceptInvitation, callMe } from '#domain/people/accept.server.ts';
import type { Guest } from '#domain/people/guest.server.ts';
import type { InviteeRole } from '#domain/people/invitation.ts';
import { codeToReadOut } from '#domain/people/invite.server.ts';
import { invitation } from '#domain/people/invitation-schema.server.ts';
import { person, standing, team, teamMember } from '#domain/people/schema.server.ts';
import { inTransaction } from '#server/db.ts';
import { others, staff, teams, type OtherKey, type PersonKey, type StaffKey, type TeamKey } from './council.ts';
import { scopeOn } from './scope.ts';

/** Everybody entered so far: staff from the start, the others as they come in by invitation. */
export type People = Record<PersonKey, Person>;
export type Teams = Record<TeamKey, string>;

/** Enters the council's teams. Returns their ids. */
export async function enterTeams(councilId: string): Promise<Teams> {
  const made: [string, string][] = [];
  for (const [key, { name, phone }] of Object.entries(teams)) {
    const [row] = await inTransaction({ councilId }, (tx) =>
      tx.insert(team).values({ councilId, name, phone }).returning({ teamId: team.teamId }),
    );
    made.push([key, row!.teamId]);
  }
  return Object.fromEntries(made) as Teams;
}

/** Enters the staff, into their teams. Nobody gets a password: in the demonstration people come in by name. */
export async function enterStaff(councilId: string, teamIds: Teams): Promise<People> {
  const people: [string, Person][] = [];
  for (const key of Object.keys(staff) as StaffKey[]) {
    const { name: fullName, job: jobTitle, teams: theirs } = staff[key];
    const calledName = fullName.split(' ')[0]!;
    const entry = {
      councilId,
      kind: 'staff' as const,
      fullName,
      calledName,
      jobTitle,
      email: `${key}@meadowshire.example`,
    };
    await inTransaction({ councilId }, async (tx) => {
      const [row] = await tx.insert(person).values(entry).returning({ personId: person.personId });
      const { personId } = row!;
      for (const one of theirs) await tx.insert(teamMember).values({ councilId, teamId: teamIds[one], personId });
      people.push([key, { councilId, personId, kind: 'staff', complete: true }]);
    });
  }
  return Object.fromEntries(people) as People;
}

/** Gives a member of staff their place on a case file. */
export const putOnCase = (who: Person, caseFileId: string, role: Role, by: Person): Promise<unknown> =>
  inTransaction({ ...who, caseFileId }, (tx) =>
    tx
      .insert(standing)
      .values({ councilId: who.councilId, personId: who.personId, caseFileId, role, grantedBy: by.personId }),
  );

export interface Invitee {
  fullName: string;
  email: string;
  mobile: string | null;
}

/** What the officer saw before they invited somebody of the family. */
const checked = (role: InviteeRole): SaidOfAdult => ({
  relation: role === 'young_person' ? 'themselves' : 'parent',
  responsibility: 'held',
  checkedHow: role === 'young_person' ? 'Passport' : 'Birth certificate',
  checkedOn: today(now),
  schoolHidden: false,
});

/** The officer invites somebody, as the page "who is on the case" does. Returns the invitation, not yet used. */
export async function sendInvitation(
  officer: Person,
  caseFileId: string,
  role: InviteeRole,
  to: Invitee,
): Promise<Guest> {
  const scope = await scopeOn(officer, caseFileId, 'people:invite');
  const ask = 'Look at the list of papers with me before the Board meets.';
  return underScope(scope, async (tx) => {
    const sent = await inviteAdult(tx, scope, { ...to, role, ask, askBy: null }, checked(role), today(now));
    if (!('word' in sent)) throw new Error(`${to.fullName} may not be invited.`);
    const its = and(eq(invitation.councilId, scope.councilId), eq(invitation.invitationId, sent.invitationId));
    const [row] = await tx.select().from(invitation).where(its);
    return { state: 'open', row: row! };
  });
}

/** Somebody comes in by an invitation, the officer reading the code out, and says what to call them. */
export async function comeIn(key: OtherKey, officer: Person, caseFileId: string, role: InviteeRole): Promise<Person> {
  const { name: fullName, calls } = others[key];
  const guest = await sendInvitation(officer, caseFileId, role, {
    fullName,
    email: `${key}@family.example`,
    mobile: null,
  });
  const scope = await scopeOn(officer, caseFileId, 'people:invite');
  const code = await underScope(scope, (tx) => codeToReadOut(tx, scope, guest.row.invitationId));
  const accepted = await acceptInvitation(guest, code!);
  if (!('ok' in accepted)) throw new Error(`${fullName} could not come in: ${accepted.because}.`);
  if (calls) await callMe(accepted.ok, calls);
  return accepted.ok;
}
