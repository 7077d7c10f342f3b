import { makeCase } from './papers.ts';
import { cookieFor } from './sign-in.ts';
import type { TestDatabase } from './database.ts';
import type { RunningServer } from './server.ts';
import { hiddenField, visitor } from './visitor.ts';

const words = { title: 'Letter KNRY-TITLE', author: 'Dr KNRY-AUTHOR', writtenOn: '2026-03-01', answers: 'family_own' };

/** A case of a running server with a parent and an officer who sign in, whose papers carry words no page has by itself. */
export async function aGuardedCase(db: TestDatabase, server: RunningServer) {
  const made = await makeCase(db);
  const home = `/cases/${made.caseFileId}`;
  const dana = visitor(server, await cookieFor(db, made.parent));
  const priya = visitor(server, await cookieFor(db, made.officer));
  const give = async (bytes: Uint8Array, name = 'KNRY-FILE.pdf') => {
    const answer = await dana.send(`${home}/papers/add`, words, { name, bytes });
    return answer.headers.get('location')?.split('?')[0] ?? '';
  };
  const freeze = async () => {
    const shownSha256 = hiddenField(await priya.page(`${home}/pack`), 'shownSha256');
    return (await priya.post(`${home}/pack?/freeze`, { shownSha256 })).headers.get('location')!;
  };
  return { ...made, home, dana, priya, give, freeze };
}

export const status = async (answer: Promise<Response>): Promise<number> => (await answer).status;
