import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { Server, type ServerOptions } from 'socket.io';
import { limits as promised, type Limits } from '../limits.ts';
import * as parser from '../parser.ts';
import { judge } from './byte-gate.ts';
import { Compactor } from './compact.ts';
import type { SignedIn } from './connection.ts';
import { Connections } from './connections.ts';
import type { EngineDependencies } from './deps.ts';
import { documentAsks } from './document-asks.ts';
import { Documents } from './documents.ts';
import { placeEngine, textWork, type Engine } from './engine.ts';
import { noFaults } from './faults.ts';
import { Gate } from './gate.ts';
import { writeRows } from './log-statement.ts';

/** Socket.IO's settings. Each closes a door; a test keeps them as they are. */
export const socketOptions = (limits: Limits): Partial<ServerOptions> => ({
  transports: ['websocket'],
  allowUpgrades: false,
  allowEIO3: false,
  serveClient: false,
  perMessageDeflate: false,
  httpCompression: false,
  maxHttpBufferSize: limits.messageMaxBytes,
  pingInterval: limits.pingIntervalMs,
  pingTimeout: limits.pingTimeoutMs,
  connectTimeout: limits.authenticateWithinMs,
  parser,
});

/**
 * Ties the engine to an HTTP server. Identity comes from the cookie of the upgrade request alone; nothing that the
 * browser says about itself in the handshake is looked at, except how old its build is.
 */
export function attach(http: HttpServer, deps: EngineDependencies): Engine {
  const { sql, log } = deps;
  const limits = deps.tests?.limits ?? promised;
  const faults = deps.tests?.faults ?? noFaults;
  const nodeId = randomUUID();
  const alarm = (error: unknown, what: string, about: object = {}): void =>
    log.error({ error: error instanceof Error ? error.message : String(error), ...about }, what);
  const connections = new Connections();
  const documents = new Documents({
    sql,
    nodeId,
    limits,
    faults,
    alarm,
    judge: deps.tests?.judge ?? judge,
    write: deps.tests?.write ?? writeRows,
    compactor: new Compactor({ sql, limits, faults, alarm }),
    refused: (connection, code, documentId) =>
      log.warn(
        { code, documentId, connection: connection.id, person: connection.person.personId },
        'an update was refused',
      ),
    toTray: async ({ document, fromEpoch, connection }, update) => {
      await sql`insert into recovery_tray (council_id, recovery_id, document_id, epoch, person_id, update)
        values (${document.key.councilId}, ${randomUUID()}, ${document.key.documentId}, ${fromEpoch}, ${connection.person.personId}, ${Buffer.from(update)})`;
    },
  });

  const signedIn = new WeakMap<IncomingMessage, SignedIn>();
  const io = new Server(http, {
    ...socketOptions(limits),
    allowRequest: atTheDoor(deps, connections, limits, signedIn),
  });
  const gate = new Gate({
    deps,
    limits,
    faults,
    ownAsks: documentAsks({ deps, sql, limits, documents }),
    signedInFor: (socket) => signedIn.get(socket.request),
    receive: (connection, bytes) => documents.receive(connection, bytes),
    arrived: (connection) => connections.add(connection),
    left: (connection) => {
      connection.ended = true;
      connections.remove(connection);
      for (const opened of connection.documents.values()) documents.leave(opened);
    },
  });
  gate.listen(io);

  return placeEngine({
    ...textWork({ sql, documents, wake: async () => {} }),
    stop: async () => {
      io.emit('ended', { because: 'restarting' });
      await documents.settled();
      await io.close();
    },
  });
}

/**
 * Before a socket exists: exactly our Origin, somebody signed in, and not too many connections of theirs.
 * `cors` would not do: it does not stop a websocket from another site.
 */
function atTheDoor(
  deps: EngineDependencies,
  connections: Connections,
  limits: Limits,
  signedIn: WeakMap<IncomingMessage, SignedIn>,
): ServerOptions['allowRequest'] {
  const refuse = 'Not allowed.';
  return (request, decide) => {
    if (request.headers.origin !== deps.origin) return decide(refuse, false);
    deps.personOf(request.headers).then(
      (who) => {
        if (!who || !who.person.complete || who.expiresAt.getTime() <= Date.now())
          return decide(refuse, false);
        if (connections.countOf(who.person.personId) >= limits.connectionsPerPerson)
          return decide(refuse, false);
        signedIn.set(request, who);
        decide(null, true);
      },
      (error: unknown) => {
        deps.log.error({ error: String(error) }, 'a sign-in could not be read');
        decide(refuse, false);
      },
    );
  };
}
