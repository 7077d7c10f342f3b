import type { Person } from '../../src/domain/access/standing.ts';
import type { TestDatabase } from './database.ts';
import type { RunningServer } from './server.ts';
import { cookieFor } from './sign-in.ts';

export interface PlainAnswer {
  status: number;
  location: string | null;
  html: string;
}

/** Pages and forms as a browser without JavaScript asks for them, signed in as the person given. */
export function plainBrowser(db: TestDatabase, server: RunningServer) {
  const answered = async (response: Response): Promise<PlainAnswer> => ({
    status: response.status,
    location: response.headers.get('location'),
    html: await response.text(),
  });
  const headersFor = async (who: Person) => ({ accept: 'text/html', cookie: await cookieFor(db, who) });
  return {
    see: async (who: Person, path: string) =>
      answered(await fetch(server.origin + path, { headers: await headersFor(who), redirect: 'manual' })),
    post: async (who: Person, path: string, fields: Record<string, string>) => {
      const headers = {
        ...(await headersFor(who)),
        origin: server.origin,
        'content-type': 'application/x-www-form-urlencoded',
      };
      const body = new URLSearchParams(fields).toString();
      return answered(await fetch(server.origin + path, { method: 'POST', headers, body, redirect: 'manual' }));
    },
  };
}
