import type { TestDatabase } from './database.ts';
import type { Place } from './live.ts';
import { startServer, type RunningServer } from './server.ts';

export interface Places {
  all: Place[];
  /** Process ids, one for each place: a server that died under a hostile message has another, or none. */
  pids: number[];
  log(): string;
  stop(): Promise<void>;
}

/** The built server, so many times, on one database: as many nodes. */
export async function startPlaces(db: TestDatabase, nodes: number): Promise<Places> {
  const servers: RunningServer[] = [];
  for (let nth = 0; nth < nodes; nth++) servers.push(await startServer({ url: db.ownerUrl }));
  return {
    all: servers,
    pids: servers.map(({ pid }) => pid),
    log: () => servers.map((server) => server.log()).join(''),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}
