import type { Person } from '../../src/domain/access/standing.ts';
import type { Precedent } from '../../src/domain/caselaw/precedent.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { seedLibrary, shippedCases } from './library.ts';
import { joinTeam, makeCouncil, makePerson, makeTribunalTeam } from './people.ts';
import { PlainBrowser } from './plain-browser.ts';
import { startServer, type RunningServer } from './server.ts';
import { cookieFor } from './sign-in.ts';

export interface LibraryScene {
  db: TestDatabase;
  server: RunningServer;
  /** Staff, and not of the tribunal team. */
  reader: PlainBrowser;
  /** Tess Bell, of the tribunal team. */
  keeper: PlainBrowser;
  family: PlainBrowser;
  keeperCookie: string;
  close(): Promise<void>;
}

/** A council with a filled library, the built server on it, and three people with JavaScript off. */
export async function openLibrary(more: readonly Precedent[]): Promise<LibraryScene> {
  const db = await freshDatabase();
  await seedLibrary(db, [...shippedCases(), ...more]);
  const { councilId } = await makeCouncil(db);
  const priya = await makePerson(db, councilId, 'staff', 'Priya Shah');
  const tess = await makePerson(db, councilId, 'staff', 'Tess Bell');
  const ann = await makePerson(db, councilId, 'family', 'Ann Rowe');
  await joinTeam(db, await makeTribunalTeam(db, councilId), tess);
  const server = await startServer({ url: db.ownerUrl });
  const as = async (who: Person) => new PlainBrowser(server, await cookieFor(db, who));
  return {
    ...{ db, server, reader: await as(priya), keeper: await as(tess), family: await as(ann) },
    keeperCookie: await cookieFor(db, tess),
    close: async () => {
      await server.stop();
      await db.close();
    },
  };
}
