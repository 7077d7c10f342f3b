import { createServer } from 'node:http';
import { authorise } from '#domain/people/gate.server.ts';
import { mediationDocuments } from '#domain/mediation/rooms/live.server.ts';
import { roomRelay } from '#domain/mediation/rooms/relay-access.server.ts';
import { appealQueue } from '#domain/tribunal/triage/live.server.ts';
import { workingDocuments } from '#domain/tribunal/working/place.server.ts';
import { spaceDocuments } from '#domain/spaces/live.server.ts';
import { protocol } from '#protocol';
import { attach } from '#realtime/server/attach.ts';
import { triedInTurn } from '#realtime/server/deps.ts';
import { database } from '#server/db.ts';
import { env } from '#server/env.ts';
import { log } from '#server/log.ts';

/** The engine on a server that never listens, for as long as `work` takes: the words of the demonstration go the real way. */
export async function withEngine<T>(work: () => Promise<T>): Promise<T> {
  const engine = attach(createServer(), {
    protocol,
    handlers: {},
    access: triedInTurn(spaceDocuments, workingDocuments, mediationDocuments),
    relay: roomRelay,
    queue: appealQueue,
    // Nobody can connect to it.
    personOf: async () => null,
    stillHere: async () => null,
    authorise,
    newsFor: () => null,
    sql: database().engine,
    origin: env().ORIGIN,
    log,
  });
  return work().finally(() => engine.stop());
}
