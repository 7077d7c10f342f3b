import { v7 } from 'uuid';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import type { CaseScope } from '../../src/domain/access/scope.ts';
import type { Role } from '../../src/domain/access/standing.ts';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import { isRefusal } from '../../src/domain/access/decide.ts';
import { authorise } from '../../src/domain/people/gate.server.ts';
import { openSpace } from '../../src/domain/spaces/open.server.ts';
import { theCheck } from '../../src/domain/spaces/place.server.ts';
import { documentsOf } from '../../src/domain/spaces/store.server.ts';
import type { TestDatabase } from './database.ts';
import { giveStanding, makeCaseFile, makeCouncil, makePerson } from './people.ts';

/** What every form of the check carries: a command id, as its page puts one in, and the place. */
export const once = () => ({ commandId: v7(), place: theCheck });

/** A case file with an open space, and Dana (parent), Jo (supporter), Priya (officer), Sam (officer's manager) and Lee (school) on it. */
export async function makeSpace(db: TestDatabase) {
  const { councilId, teamId } = await makeCouncil(db);
  const file = await makeCaseFile(db, councilId, teamId);
  const join = async (kind: 'staff' | 'family' | 'practitioner', name: string, role: Role) => {
    const person = await makePerson(db, councilId, kind, name);
    const standingId = await giveStanding(db, councilId, file, person.personId, role);
    const may = async (permission: CasePermission): Promise<CaseScope> => {
      const scope = await authorise(person, file, permission);
      if (isRefusal(scope)) throw new Error(`${name} may not ${permission}: ${scope.because}`);
      return scope;
    };
    const end = () =>
      db.owner`update standing set ended_at = now(), epoch = epoch + 1 where standing_id = ${standingId}`;
    return { ...person, name, may, end };
  };
  const people = {
    dana: await join('family', 'Dana Rowe', 'parent'),
    jo: await join('family', 'Jo Rowe', 'supporter'),
    priya: await join('staff', 'Priya Shah', 'case_officer'),
    sam: await join('staff', 'Sam Okoro', 'senior_manager'),
    lee: await join('practitioner', 'Lee Hall', 'practitioner'),
  };
  const lead = await people.priya.may('room:lead');
  const { space, documents } = await underScope(lead, async (tx) => {
    const opened = await openSpace(tx, lead, theCheck);
    return { space: opened, documents: await documentsOf(tx, lead, opened.spaceId) };
  });
  return { councilId, file, ...people, space, documents };
}
export type MadeSpace = Awaited<ReturnType<typeof makeSpace>>;
