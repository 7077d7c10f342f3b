import { afterAll, beforeAll, beforeEach } from 'vitest';
import { underScope } from '../../src/domain/access/scoped.server.ts';
import type { CasePermission } from '../../src/domain/access/permission.ts';
import type { Person } from '../../src/domain/access/standing.ts';
import { owedOn } from '../../src/domain/contact/thread/owed.server.ts';
import { threadOf } from '../../src/domain/contact/thread/thread.server.ts';
import { writeToFamily, type CouncilSays } from '../../src/domain/contact/thread/write.server.ts';
import type { Tx } from '../../src/server/db.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { makeCase, scopeFor } from './papers.ts';
import { giveStanding, makePerson } from './people.ts';
import { plainSays } from './thread.ts';

/** A day on which nothing stands against hard news. */
export const TUESDAY = new Date('2026-11-03T10:00:00Z');

/** For a test file about the thread: a case of its own for each test, with two parents and an officer. */
export function threadScene() {
  const scene = {} as {
    db: TestDatabase;
    made: Awaited<ReturnType<typeof makeCase>>;
    sam: Awaited<ReturnType<typeof makePerson>>;
  };
  beforeAll(async () => void (scene.db = await freshDatabase()));
  beforeEach(async () => {
    scene.made = await makeCase(scene.db);
    scene.sam = await makePerson(scene.db, scene.made.councilId, 'family', 'Sam Rowe');
    await giveStanding(scene.db, scene.made.councilId, scene.made.caseFileId, scene.sam.personId, 'parent');
  });
  afterAll(() => scene.db.close());

  const as = async <T>(person: Person, permission: CasePermission, work: (tx: Tx, scope: never) => Promise<T>) => {
    const scope = await scopeFor(person, scene.made.caseFileId, permission);
    return underScope(scope, (tx) => work(tx, scope as never));
  };
  return {
    scene,
    as,
    read: (person: Person, before: string | null = null) =>
      as(person, 'contact:see', (tx, scope) => threadOf(tx, scope, before)),
    write: (person: Person, says: Partial<CouncilSays>, at = TUESDAY) =>
      as(person, 'contact:write', (tx, scope) =>
        writeToFamily(tx, scope, { ...plainSays, to: scene.made.parent.personId, words: 'On Monday.', ...says }, at),
      ),
    owed: async (person: Person) =>
      (await as(person, 'contact:see', (tx, scope) => owedOn(tx, scope, '2026-11-03'))).map(({ kind }) => kind),
  };
}
