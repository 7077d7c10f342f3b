import type { Scope } from '../../src/domain/access/scope.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import type { Tx } from '../../src/server/db.ts';
import { makeAppealOn } from './appeals.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, joinTeam, makeCaseFile, makeCouncil, makePerson, makeTribunalTeam } from './people.ts';

/** Works under the scope the gate gives this person for the team's desk. */
export async function atDesk<T>(who: Person, work: (tx: Tx, scope: Scope) => Promise<T>): Promise<T> {
  const scope = await authorise(who, null, 'appeals:work');
  if ('because' in scope) throw new Error(`The gate said ${scope.because}.`);
  return underScope(scope, (tx) => work(tx, scope));
}

/** A tribunal team of two officers and a leader, and a case with a parent, an officer and an appeal that nobody has. */
export async function makeAppealTeam(db: TestDatabase) {
  const { councilId, teamId } = await makeCouncil(db);
  const tribunalTeam = await makeTribunalTeam(db, councilId);
  const staff = (name: string) => makePerson(db, councilId, 'staff', name);
  const [tess, ravi, rosa] = [await staff('Tess Bell'), await staff('Ravi Shah'), await staff('Rosa Lind')];
  await joinTeam(db, tribunalTeam, tess);
  await joinTeam(db, tribunalTeam, ravi);
  await joinTeam(db, tribunalTeam, rosa, 'leads');
  const caseFileId = await makeCaseFile(db, councilId, teamId);
  const officer = await staff('Sunil Rao');
  await giveStanding(db, councilId, caseFileId, officer.personId, 'case_officer');
  const parent = await makePerson(db, councilId, 'family', 'Sam Rowe');
  await giveStanding(db, councilId, caseFileId, parent.personId, 'parent');
  const appealId = await makeAppealOn(db, { councilId, caseFileId });
  return { councilId, teamId, tribunalTeam, caseFileId, appealId, tess, ravi, rosa, officer, parent };
}
