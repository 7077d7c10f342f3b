import { inTransaction } from '#server/db.ts';
import { person, standing, team, teamMember } from '#domain/people/schema.server.ts';
import type { Person, Role } from '#domain/access/standing.ts';
import { others, staff, teams, type OtherKey, type PersonKey, type StaffKey, type TeamKey } from './council.ts';

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

/** Enters everybody, staff into their teams. Nobody gets a password: in the demonstration people come in by name. */
export async function enterPeople(councilId: string, teamIds: Teams): Promise<People> {
  const people: [string, Person][] = [];
  for (const key of Object.keys(staff) as StaffKey[]) {
    const { name, job, teams: theirs } = staff[key];
    const entered = await enterOne(councilId, {
      kind: 'staff',
      fullName: name,
      calledName: name.split(' ')[0]!,
      jobTitle: job,
      email: `${key}@meadowshire.example`,
    });
    for (const theirTeam of theirs) {
      await inTransaction({ councilId }, (tx) =>
        tx.insert(teamMember).values({ councilId, teamId: teamIds[theirTeam], personId: entered.personId }),
      );
    }
    people.push([key, entered]);
  }
  for (const key of Object.keys(others) as OtherKey[]) {
    const { name, calls, kind } = others[key];
    people.push([
      key,
      await enterOne(councilId, {
        kind,
        fullName: name,
        calledName: calls,
        email: `${key}@family.example`,
        mobile: '07700 900100',
      }),
    ]);
  }
  return Object.fromEntries(people) as People;
}

async function enterOne(councilId: string, given: Omit<typeof person.$inferInsert, 'councilId'>): Promise<Person> {
  const [row] = await inTransaction({ councilId }, (tx) =>
    tx
      .insert(person)
      .values({ councilId, ...given })
      .returning({ personId: person.personId }),
  );
  return { councilId, personId: row!.personId, kind: given.kind, complete: true };
}

/** Puts somebody on a case file, as if they had used their invitation. */
export const putOnCase = (who: Person, caseFileId: string, role: Role, by: Person): Promise<unknown> =>
  inTransaction({ ...who, caseFileId }, (tx) =>
    tx
      .insert(standing)
      .values({ councilId: who.councilId, personId: who.personId, caseFileId, role, grantedBy: by.personId }),
  );
