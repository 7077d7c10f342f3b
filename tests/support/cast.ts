import { v7 } from 'uuid';
import { roles, type Person, type Role } from '../../src/domain/access/standing.ts';
import type { TestDatabase } from './database.ts';
import { giveDuty, giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from './people.ts';
import { cookieFor } from './sign-in.ts';

export interface Actor {
  /** As the access matrix heads its column. */
  name: string;
  /** Null when nobody has signed in. */
  cookie: string | null;
  /** Whose it is. */
  person: Person | null;
}

export interface Cast {
  councilId: string;
  caseFileId: string;
  /** The case officer: does the officer's part when the case is furnished. */
  officer: Person;
  actors: Actor[];
}

const kindOf = (role: Role) =>
  ['parent', 'young_person', 'supporter'].includes(role)
    ? 'family'
    : ['practitioner', 'mediator'].includes(role)
      ? 'practitioner'
      : 'staff';
const columnOf = (role: Role) =>
  role === 'dispute_resolution_officer' ? 'dispute officer' : role.replaceAll('_', ' ');

/** One case file and everybody the access matrix names, signed in. */
export async function makeCast(db: TestDatabase): Promise<Cast> {
  const { councilId, teamId } = await makeCouncil(db);
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const actors: Actor[] = [{ name: 'none', cookie: null, person: null }];
  const enter = async (name: string, kind: 'staff' | 'family' | 'practitioner', council = councilId, half = false) => {
    const person = await makePerson(db, council, kind, `${name} Person`);
    actors.push({ name, cookie: await cookieFor(db, person, half ? 'half' : undefined), person });
    return person;
  };

  const half = await enter('half', 'staff', councilId, true);
  await giveStanding(db, councilId, caseFileId, half.personId, 'case_officer');
  const people = new Map<Role, Person>();
  for (const role of roles) {
    const person = await enter(columnOf(role), kindOf(role));
    await giveStanding(db, councilId, caseFileId, person.personId, role);
    people.set(role, person);
  }
  const officer = people.get('case_officer')!;

  const tribunalTeam = await makeTribunalTeam(db, councilId);
  await joinTeam(db, tribunalTeam, people.get('tribunal_officer')!, 'leads');

  await giveDuty(db, people.get('senior_manager')!, 'director');
  await giveDuty(db, people.get('senior_manager')!, 'complaints');
  await giveDuty(db, people.get('auditor')!, 'records');
  await giveDuty(db, people.get('board_member')!, 'portfolio_holder');
  await giveDuty(db, people.get('parent')!, 'parent_panel');

  const inTeam = await enter('team', 'staff');
  await joinTeam(db, teamId, inTeam, 'leads');
  const glass = await enter('glass', 'staff');
  await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role, "grant", reason, ends_at)
    values (${councilId}, ${v7()}, ${caseFileId}, ${glass.personId}, 'auditor', 'break_glass', 'The duty officer is ill', now() + interval '1 hour')`;
  await enter('duty-less', 'staff');
  const excluded = await enter('excluded', 'staff');
  await giveStanding(db, councilId, caseFileId, excluded.personId, 'case_officer');
  await db.owner`insert into team_member (council_id, team_id, person_id) values (${councilId}, ${teamId}, ${excluded.personId})`;
  await db.owner`insert into exclusion (council_id, case_file_id, person_id, reason, by) values (${councilId}, ${caseFileId}, ${excluded.personId}, 'Their nephew', ${officer.personId})`;

  const otherParent = await enter('other parent', 'family');
  await giveStanding(db, councilId, await makeCaseFile(db, councilId, teamId, 'Tom'), otherParent.personId, 'parent');
  const { councilId: elsewhere } = await makeCouncil(db, 'Hillshire Council');
  await enter('elsewhere', 'staff', elsewhere);
  return { councilId, caseFileId, officer, actors };
}
