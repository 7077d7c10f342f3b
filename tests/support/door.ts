import type { Person } from '../../src/domain/access/standing.ts';
import { addStaff } from '../../src/domain/people/staff.server.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { freshDataFolder } from './papers.ts';
import { makeCouncil } from './people.ts';
import { Caller } from './caller.ts';
import { startServer, type RunningServer } from './server.ts';
import { PASSWORD } from './staff.ts';

export interface Door {
  db: TestDatabase;
  server: RunningServer;
  councilId: string;
  teamId: string;
  key: string;
  newStaff(): Promise<{ email: string; person: Person }>;
  close(): Promise<void>;
}

/** A council with a running server, and members of staff with a password, for tests of how people come in. */
export async function openDoor(): Promise<Door> {
  const dataDir = freshDataFolder();
  const db = await freshDatabase();
  const { councilId, teamId, key } = await makeCouncil(db);
  const server = await startServer({ url: db.ownerUrl, dataDir });
  let count = 0;
  const newStaff = async () => {
    const email = `officer${(count += 1)}@meadowshire.example`;
    const personId = await addStaff({
      councilId,
      fullName: 'Priya Shah',
      email,
      jobTitle: 'SEND case officer',
      password: PASSWORD,
    });
    return { email, person: { councilId, personId, kind: 'staff', complete: true } as const };
  };
  const close = async () => {
    await server.stop();
    await db.close();
  };
  return { db, server, councilId, teamId, key, newStaff, close };
}

/** Whether this browser is signed in. */
export const isIn = async (browser: Caller): Promise<boolean> => (await browser.get('/account')).status === 200;
