import { v7 } from 'uuid';
import { decide, isRefusal } from '../../src/domain/access/decide.ts';
import type { PersonalPermission } from '../../src/domain/access/permission.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import type { Scope } from '../../src/domain/access/scope.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson } from './people.ts';

/** An area's team: Maria leads it, Sam has the cases, Priya and Nadia are colleagues. One family on each case. */
export async function makeAreaTeam(db: TestDatabase, cases = 3) {
  const { councilId, teamId } = await makeCouncil(db);
  const join = async (name: string, as: 'member' | 'leads' = 'member') => {
    const one = await makePerson(db, councilId, 'staff', name);
    await joinTeam(db, teamId, one, as);
    return one;
  };
  const maria = await join('Maria Lewis', 'leads');
  const sam = await join('Sam Okoro');
  const priya = await join('Priya Shah');
  const nadia = await join('Nadia Hussain');
  const files: { caseFileId: string; standingId: string; parent: Person }[] = [];
  for (let n = 0; n < cases; n += 1) files.push(await caseOf(db, councilId, teamId, sam, n));
  return { councilId, teamId, maria, sam, priya, nadia, files };
}

export async function caseOf(db: TestDatabase, councilId: string, teamId: string, officer: Person, n: number) {
  const caseFileId = await makeCaseFile(db, councilId, teamId, `Child${n}`);
  const standingId = await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  const parent = await makePerson(db, councilId, 'family', `Parent${n} Rowe`);
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  return { caseFileId, standingId, parent };
}

/** What the gate mints for what concerns no one case. */
export function personalScope<P extends PersonalPermission>(person: Person, permission: P): Scope<P> {
  const answer = decide(person, null, permission);
  if (isRefusal(answer)) throw new Error(`The gate refused ${permission}: ${answer.because}.`);
  return answer as Scope<P>;
}

/** Somebody who must not see a case. */
export const exclude = (db: TestDatabase, councilId: string, caseFileId: string, who: Person, by: Person) =>
  db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${who.personId}, 'Their niece', ${by.personId})`;

/** Puts a case among the restricted ones, as a senior manager does. */
export const restrictCase = (db: TestDatabase, caseFileId: string) =>
  db.owner`update case_file set restricted_at = now() where case_file_id = ${caseFileId}`;

/** A promise of this kind, made to the family on that day. */
export async function owe(
  db: TestDatabase,
  { councilId, caseFileId }: { councilId: string; caseFileId: string },
  owner: Person,
  dueOn: string,
) {
  const promiseId = v7();
  await db.owner`insert into promise (council_id, case_file_id, promise_id, kind, subject_id, clause_number, words, owner_body, owner_name, owner_id, due_on, due_source, made_on)
    select ${councilId}, ${caseFileId}, ${promiseId}, 'reply', ${v7()}, 1, 'Answer the message', 'Meadowshire', full_name, person_id, ${dueOn}, 'Five working days', '2026-09-01' from person where person_id = ${owner.personId}`;
  return promiseId;
}

/** Somebody else who works in the team of this case, with no case. Returns their id. */
export async function colleagueInTeam(db: TestDatabase, councilId: string, caseFileId: string): Promise<string> {
  const [row] = await db.owner`select team_id from case_file where case_file_id = ${caseFileId}`;
  const robin = await makePerson(db, councilId, 'staff', 'Robin Hale');
  await joinTeam(db, row!.team_id, robin);
  return robin.personId;
}
