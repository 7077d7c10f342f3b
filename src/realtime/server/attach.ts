import { randomUUID } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import { faultFields } from '#server/log.ts';
import { limits as promised } from '../limits.ts';
import { judge } from './byte-gate.ts';
import { Compactor } from './compact.ts';
import type { Connection } from './connection.ts';
import { Connections } from './connections.ts';
import type { EngineDependencies } from './deps.ts';
import { documentAsks } from './document-asks.ts';
import { Documents } from './documents.ts';
import { Door, socketOptions } from './door.ts';
import { placeEngine, textWork, type Engine } from './engine.ts';
import { Gate } from './gate.ts';
import { Intake } from './intake.ts';
import { writeRows } from './log-statement.ts';
import { News } from './news.ts';
import { Presence } from './presence.ts';
import { Relay } from './relay.ts';
import { Queue } from './queue.ts';
import { queueAsks } from './queue-asks.ts';
import { relayAsks } from './relay-asks.ts';
import { Revoke } from './revoke.ts';
import { roomAsks } from './room-asks.ts';
import { watchSlowReaders } from './slow-reader.ts';
import { keepSnapshot } from './stored.ts';
import { answerWakes } from './wake-answers.ts';

/**
 * Ties the engine to an HTTP server. Identity comes from the cookie of the upgrade request alone; nothing that the
 * browser says about itself in the handshake is looked at, except how old its build is.
 */
export function attach(http: HttpServer, deps: EngineDependencies): Engine {
  const core = coreOf(deps);
  const { limits, connections, documents, intake } = core;
  const door = new Door(deps, connections, limits);
  const io = new Server(http, { ...socketOptions(limits), allowRequest: door.decide });
  io.engine.use(door.refuseMoving);
  const presence = new Presence({ ...core, io, connections: connections.all });
  const relay = new Relay({ ...core, access: deps.relay });
  const news = new News({ sql: core.sql, io, connections: connections.all, newsFor: deps.newsFor });
  const queue = new Queue({ ...core, deps, connections: connections.all });
  const revoke = new Revoke({ ...core, connections: connections.all, stillHere: deps.stillHere });
  const gate = new Gate({
    deps,
    ...core,
    ownAsks: ownAsks({ deps, ...core, presence, relay }),
    left: leaving(core, presence, relay),
    signedInFor: (socket) => door.whoCameIn(socket.request),
    receive: (connection, bytes) => intake.receive(connection, bytes),
    arrived: (connection) => connections.add(connection, limits.connectionsPerPerson),
  });
  gate.listen(io);
  const wakeUps = answerWakes({ ...core, deps, presence, relay, news, queue, revoke });
  presence.start();
  revoke.start();
  const stopWatching = watchSlowReaders(connections.all, limits);

  return placeEngine({
    ...textWork({
      sql: core.sql,
      documents,
      intake,
      wakeForLocks: ({ councilId, documentId }) => wakeUps.send(`locks:${councilId}:${documentId}`),
    }),
    ready: Promise.all([wakeUps.start(), relay.start()]).then(() => {}),
    stop: async () => {
      stopWatching();
      revoke.stop();
      queue.stop();
      await letGo(core, io);
      presence.stop();
      await relay.stop();
      await wakeUps.stop();
    },
  });
}

/** What the engine answers itself. */
const ownAsks = (parts: Core & { deps: EngineDependencies; presence: Presence; relay: Relay }) => ({
  ...documentAsks(parts),
  ...roomAsks(parts),
  ...relayAsks(parts),
  ...queueAsks(parts),
});

/** What waits is stored; then browsers are told to come back. */
async function letGo({ intake, connections }: Core, io: Server): Promise<void> {
  await intake.settled();
  for (const connection of connections.all) connection.end('restarting');
  await io.close();
}

/** What happens when a connection has gone: nothing of it stays behind. */
const leaving =
  ({ connections, documents, alarm }: Core, presence: Presence, relay: Relay) =>
  (connection: Connection): void => {
    connection.ended = true;
    connections.remove(connection);
    for (const opened of connection.documents.values()) documents.leave(opened);
    relay.gone(connection);
    presence.leave(connection).catch((error: unknown) => alarm(error, 'presence.failed'));
  };

export type Core = ReturnType<typeof coreOf>;

/** What every part of one node shares. */
function coreOf(deps: EngineDependencies) {
  const { sql, log, tests } = deps;
  const limits = tests?.limits ?? promised;
  const nodeId = randomUUID();
  const alarm = (error: unknown, event: `${string}.${string}`, about: object = {}): void =>
    log.error(event, { ...faultFields(error), ...about });
  const connections = new Connections();
  const compactor = new Compactor({ sql, limits, alarm, keepSnapshot: tests?.keepSnapshot ?? keepSnapshot });
  const documents = new Documents({ sql, limits, compactor, alarm });
  const intake = new Intake(
    {
      sql,
      nodeId,
      limits,
      alarm,
      judge: tests?.judge ?? judge,
      write: tests?.write ?? writeRows,
      refused: ({ id, person }, code, documentId) =>
        log.warn('update.refused', { code, documentId, connectionId: id, personId: person.personId }),
      toTray: async ({ document: { key }, fromEpoch, connection }, update) => {
        await sql`insert into recovery_tray (council_id, recovery_id, document_id, epoch, person_id, update)
          values (${key.councilId}, ${randomUUID()}, ${key.documentId}, ${fromEpoch}, ${connection.person.personId}, ${Buffer.from(update)})`;
      },
    },
    documents.delivery,
  );
  return { sql, limits, nodeId, alarm, connections, documents, intake, compactor };
}
