import { v7 } from 'uuid';
import type { Role } from '../../src/domain/access/standing.ts';
import type { Duty } from '../../src/domain/people/cover/duties.ts';
import type { TestDatabase } from './database.ts';

/** A council with one team, as every test starts from. */
export async function makeCouncil(db: Pick<TestDatabase, 'owner'>, name = 'Meadowshire County Council') {
  const councilId = v7();
  const teamId = v7();
  const key = `c${councilId.slice(-6)}`;
  await db.owner`insert into council (council_id, key, name, short_name, phone) values (${councilId}, ${key}, ${name}, 'Meadowshire', '0300 000 0000')`;
  await db.owner`insert into team (council_id, team_id, name, phone) values (${councilId}, ${teamId}, 'North team', '0300 000 0001')`;
  return { councilId, teamId, key };
}

/** The team that works on the council's appeals. Give it members with `joinTeam`. */
export async function makeTribunalTeam(db: Pick<TestDatabase, 'owner'>, councilId: string) {
  const teamId = v7();
  await db.owner`insert into team (council_id, team_id, name, phone, kind) values (${councilId}, ${teamId}, 'Tribunal team', '0300 000 0002', 'tribunal')`;
  return teamId;
}

export async function joinTeam(
  db: Pick<TestDatabase, 'owner'>,
  teamId: string,
  { councilId, personId }: { councilId: string; personId: string },
  as: 'member' | 'leads' = 'member',
) {
  await db.owner`insert into team_member (council_id, team_id, person_id, leads) values (${councilId}, ${teamId}, ${personId}, ${as === 'leads'})`;
}

export async function makePerson(
  db: Pick<TestDatabase, 'owner'>,
  councilId: string,
  kind: 'staff' | 'family' | 'practitioner',
  fullName: string,
) {
  const personId = v7();
  const email = `${personId.slice(-8)}@example.org`;
  await db.owner`insert into person (council_id, person_id, kind, full_name, called_name, email) values (${councilId}, ${personId}, ${kind}, ${fullName}, ${fullName.split(' ')[0]!}, ${email})`;
  return { councilId, personId, kind, complete: true };
}

export async function makeCaseFile(db: Pick<TestDatabase, 'owner'>, councilId: string, teamId: string, child = 'Maya') {
  const caseFileId = v7();
  await db.owner`insert into case_file (council_id, case_file_id, reference, child_first_name, child_last_name, child_born_on, team_id, stage, request_received_on)
    values (${councilId}, ${caseFileId}, ${'MC-' + caseFileId.slice(-6)}, ${child}, 'Rowe', '2017-05-02', ${teamId}, 'pre_board_check', '2026-09-01')`;
  return caseFileId;
}

/** Gives somebody their place on a case; a parent or young person comes with what an officer checked of them. */
export async function giveStanding(
  db: Pick<TestDatabase, 'owner'>,
  councilId: string,
  caseFileId: string,
  personId: string,
  role: Role,
) {
  const standingId = v7();
  await db.owner`insert into standing (council_id, standing_id, case_file_id, person_id, role) values (${councilId}, ${standingId}, ${caseFileId}, ${personId}, ${role})`;
  if (role === 'parent' || role === 'young_person') await checkedAdult(db, councilId, caseFileId, personId);
  return standingId;
}

/** An adult of the case as an officer leaves them after checking: nothing restricted, nothing to hide. */
async function checkedAdult(
  db: Pick<TestDatabase, 'owner'>,
  councilId: string,
  caseFileId: string,
  personId: string,
): Promise<void> {
  await db.owner`
    insert into adult (council_id, case_file_id, adult_id, person_id, full_name, relation, responsibility, checked_how, checked_by, checked_on, school_hidden, updated_by)
    select ${councilId}, ${caseFileId}, ${v7()}, p.person_id, p.full_name, 'parent', 'held', 'Birth certificate', p.person_id, '2026-09-01', false, p.person_id
      from person p where p.council_id = ${councilId} and p.person_id = ${personId}`;
}

/** What somebody answers for over the whole council, as it is given from the command line. */
export async function giveDuty(
  db: Pick<TestDatabase, 'owner'>,
  { councilId, personId }: { councilId: string; personId: string },
  duty: Duty,
) {
  await db.owner`insert into council_duty (council_id, council_duty_id, person_id, duty) values (${councilId}, ${v7()}, ${personId}, ${duty})`;
}
