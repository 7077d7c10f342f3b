import type { Server, Socket } from 'socket.io';
import * as v from 'valibot';
import { isRefusal } from '#domain/access/decide.ts';
import type { Permission } from '#domain/access/permission.ts';
import { faultFields } from '#server/log.ts';
import type { AnyAsk, Answered, Because } from '../define.ts';
import type { Limits } from '../limits.ts';
import { Connection, type SignedIn } from './connection.ts';
import type { EngineDependencies } from './deps.ts';

/** An ask of the engine's own: it decides for itself, because what it needs depends on what is asked for. */
export interface OwnAsk {
  readonly input: v.GenericSchema;
  run(connection: Connection, input: never): Promise<Answered<unknown>>;
}

export interface GateParts {
  deps: EngineDependencies;
  limits: Limits;
  /** Starts every connection's name, so that two nodes never give the same one. */
  nodeId: string;
  ownAsks: Readonly<Record<string, OwnAsk>>;
  signedInFor(socket: Socket): SignedIn | undefined;
  receive(connection: Connection, bytes: Uint8Array): void;
  arrived(connection: Connection): void;
  left(connection: Connection): void;
}

type Acknowledge = (answer: Answered<unknown>) => void;

/**
 * The only place that listens to a socket. Whatever a browser says is parsed, weighed against its rate, decided on the
 * standing as it is now, run and answered; whatever goes wrong in between stays with that one message.
 */
export class Gate {
  readonly #parts: GateParts;
  #lastId = 0;

  constructor(parts: GateParts) {
    this.#parts = parts;
  }

  listen(io: Server): void {
    io.on('connection', (socket) => {
      try {
        this.#welcome(socket);
      } catch (error) {
        this.#fault(error, 'socket.not-opened');
        socket.disconnect(true);
      }
    });
  }

  #welcome(socket: Socket): void {
    const who = this.#parts.signedInFor(socket);
    if (!who) return void socket.disconnect(true);
    const { nodeId, deps } = this.#parts;
    const { version } = deps.protocol;
    const readOnly = !(Number(socket.handshake.auth['version']) >= version);
    const connection = new Connection(`${nodeId}-${++this.#lastId}`, socket, who, readOnly, this.#parts.limits);
    socket.onAny((event: string, ...said: unknown[]) => this.#hear(connection, event, said));
    socket.on('error', (error) => this.#fault(error, 'socket.failed', connection));
    socket.on('disconnect', () => this.#contained(connection, () => this.#parts.left(connection)));
    this.#parts.arrived(connection);
    socket.emit('hello', { version, readOnly });
  }

  #hear(connection: Connection, event: string, said: unknown[]): void {
    if (connection.ended) return;
    if (event === 'b') return this.#contained(connection, () => this.#parts.receive(connection, said[0] as Uint8Array));
    const last = said.at(-1);
    const acknowledge: Acknowledge | null = typeof last === 'function' ? (last as Acknowledge) : null;
    const answer: Acknowledge =
      acknowledge ??
      ((refusal) =>
        void ('because' in refusal && connection.socket.emit('refused', { event, because: refusal.because })));
    if (!connection.asks.take()) return this.#tooFast(connection, answer);
    connection.refusals = Math.max(0, connection.refusals - 1);
    connection.activeAtMs = Date.now();
    if (event !== 'ask') return answer({ because: 'unknown' });
    const [name, input] = said;
    if (!acknowledge || typeof name !== 'string' || said.length !== 3) return answer({ because: 'malformed' });
    void this.#ask(connection, name, input).then(answer);
  }

  /** Never rejects: a handler that throws, at once or later, costs its own asker one answer. */
  async #ask(connection: Connection, name: string, input: unknown): Promise<Answered<unknown>> {
    try {
      const { ownAsks, deps } = this.#parts;
      if (connection.expiresAtMs <= Date.now()) return { because: 'signed-out' };
      const own = Object.hasOwn(ownAsks, name) ? ownAsks[name] : undefined;
      const known: { input: v.GenericSchema } | undefined =
        own ?? (Object.hasOwn(deps.protocol.asks, name) ? deps.protocol.asks[name] : undefined);
      if (!known) return { because: 'unknown' };
      const parsed = v.safeParse(known.input, input);
      if (!parsed.success) return { because: 'malformed' };
      if (own) return await own.run(connection, parsed.output as never);
      if (connection.readOnly) return { because: 'please-reload' };
      return await this.#runHandler(connection, name, known as AnyAsk, parsed.output);
    } catch (error) {
      if (error instanceof Error && error.name === 'AccessEnded') return { because: 'forbidden' };
      this.#fault(error, 'ask.failed', connection);
      return { because: 'fault' };
    }
  }

  async #runHandler(connection: Connection, name: string, asked: AnyAsk, input: unknown): Promise<Answered<unknown>> {
    const { deps } = this.#parts;
    const caseFileId = (input as { caseFileId?: string } | null)?.caseFileId ?? null;
    const scope = await deps.authorise(connection.person, caseFileId, asked.needs as Permission);
    if (isRefusal(scope)) return { because: reasonFor(scope.because) };
    const handler = deps.handlers[name];
    if (!handler) throw new Error(`Nothing answers the ask ${name}.`);
    return {
      ok: (await handler({ scope, person: connection.person, connectionId: connection.id }, input as never)) ?? null,
    };
  }

  #tooFast(connection: Connection, answer: Acknowledge): void {
    answer({ because: 'too-fast' });
    if (++connection.refusals > this.#parts.limits.refusalsBeforeClose) connection.end('too-fast');
  }

  #contained(connection: Connection, work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fault(error, 'socket.message-failed', connection);
    }
  }

  #fault(error: unknown, event: `${string}.${string}`, connection?: Connection): void {
    this.#parts.deps.log.error(event, {
      ...faultFields(error),
      connectionId: connection?.id,
      personId: connection?.person.personId,
    });
  }
}

/** What a refusal of the gate is called on the wire. */
export const reasonFor = (because: 'unknown' | 'forbidden' | 'sign-in' | 'second-step'): Because =>
  because === 'sign-in' || because === 'second-step' ? 'signed-out' : because;
