import type { IncomingMessage } from 'node:http';
import type { ServerOptions } from 'socket.io';
import { faultFields } from '#server/log.ts';
import type { Limits } from '../limits.ts';
import * as parser from '../parser.ts';
import type { SignedIn } from './connection.ts';
import type { Connections } from './connections.ts';
import type { EngineDependencies } from './deps.ts';

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

const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

type Decide = Parameters<NonNullable<ServerOptions['allowRequest']>>[1];

/**
 * Before a socket exists: exactly our Origin, somebody signed in, and not too many connections of theirs.
 * `cors` would not do: it does not stop a websocket from another site.
 */
export class Door {
  readonly #deps: EngineDependencies;
  readonly #connections: Connections;
  readonly #limits: Limits;
  readonly #cameIn = new WeakMap<IncomingMessage, SignedIn>();

  constructor(deps: EngineDependencies, connections: Connections, limits: Limits) {
    this.#deps = deps;
    this.#connections = connections;
    this.#limits = limits;
  }

  readonly decide = (request: IncomingMessage, decide: Decide): void => {
    const refuse = (): void => {
      // The library would answer a refused websocket with 400, as if the asker had only spelled it wrong.
      if (request.headers.upgrade) request.socket.end(FORBIDDEN);
      decide('Not allowed.', false);
    };
    if (request.headers.origin !== this.#deps.origin) return refuse();
    this.#deps.personOf(request.headers).then(
      (who) => {
        if (!who || !this.#mayComeIn(who)) return refuse();
        this.#cameIn.set(request, who);
        decide(null, true);
      },
      (error: unknown) => {
        this.#deps.log.error('socket.sign-in-unread', faultFields(error));
        refuse();
      },
    );
  };

  /**
   * Refuses to move a connection to another line. The library would do so for whoever names its id, without asking
   * `decide`, and with it neither origin nor cookie; a websocket never needs it.
   */
  readonly refuseMoving = (request: IncomingMessage, _response: unknown, next: (refusal?: Error) => void): void => {
    const { searchParams } = new URL(request.url ?? '/', this.#deps.origin);
    next(searchParams.has('sid') ? new Error('Not allowed.') : undefined);
  };

  /** Who the upgrade request's cookie belonged to. */
  whoCameIn(request: IncomingMessage): SignedIn | undefined {
    return this.#cameIn.get(request);
  }

  #mayComeIn({ person, expiresAt }: SignedIn): boolean {
    const room = this.#connections.countOf(person.personId) < this.#limits.connectionsPerPerson;
    return person.complete && expiresAt.getTime() > Date.now() && room;
  }
}
