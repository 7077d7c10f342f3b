import { io, type Socket } from 'socket.io-client';
import { untrack } from 'svelte';
import type { AnswerOf, Answered, Because, InputOf, Protocol } from '../define.ts';
import * as parser from '../parser.ts';
import { again } from './again.ts';
import { deviceId } from './device.ts';
import type { LiveDocument } from './document.svelte.ts';
import type { Documents } from './documents.ts';
import type { Keeper } from './keeper.ts';
import { watchPage } from './page.ts';

export type Status = 'connecting' | 'live' | 'offline' | 'read-only' | 'ended';
/** As the server answers, or that there is no connection to ask over. */
export type Reply<T> = Answered<T> | { because: Because | 'offline' };

const ANSWER_WITHIN_MS = 10_000;
/** When a person's access changed and they cannot be let in again within this, their screen loses the words. */
const DOUBT_MAX_MS = 2_000;
/** The library's own pauses between tries: doubling, give or take half, so that a restart is not met by everyone at once. */
const settings = {
  transports: ['websocket'],
  parser,
  reconnectionDelay: 500,
  reconnectionDelayMax: 5_000,
  randomizationFactor: 0.5,
};

/** One page's line to the server. Its fields are reactive. */
export class Connection<P extends Protocol = Protocol> {
  status = $state<Status>('connecting');
  /** Changes, over all documents, that the server has not yet said are on disk. */
  waiting = $state(0);
  /** False when this device cannot keep unsent words once the tab is closed: the page says so. */
  keepsUnsent = $state(true);

  readonly #socket: Socket;
  /** Null until a page brings them: a page of facts needs the line, and none of what shared words weigh. */
  #documents = $state.raw<Documents | null>(null);
  readonly #whenLive = new Set<() => void>();
  readonly #whenEnded = new Set<() => void>();
  readonly #stopWatching: () => void;
  /** Kept work is about words: a page that has none asks the device for nothing. */
  #keeper: Keeper | null = null;
  #Words: typeof Documents | null = null;
  readonly #comeBack = again(() => this.#socket.connect());
  #inDoubt: ReturnType<typeof setTimeout> | undefined;
  /** Counts connections: what began on an earlier one stops. */
  #turn = 0;

  constructor(version: number) {
    this.#socket = io({ ...settings, auth: { version } });
    this.#socket.on('hello', (hello: { readOnly: boolean }) => this.#connected(hello.readOnly));
    this.#socket.on('b', (bytes: Uint8Array) => this.#documents?.hear(bytes));
    this.#socket.on('disconnect', (reason) => this.#dropped(reason));
    this.#socket.on('ended', ({ because }: { because: string }) => this.#sentAway(because));
    this.#socket.on('connect_error', () => void this.#refused());
    this.#stopWatching = watchPage({
      hurry: () => this.#hurry(),
      hidden: () => this.#keeper?.hurry(),
      unsaved: () => this.waiting > 0,
    });
  }

  /** Asks the server something. Never throws: "no connection" and "no answer in time" are answers too. */
  ask<N extends keyof P['asks'] & string>(
    name: N,
    input: InputOf<P['asks'][N]>,
  ): Promise<Reply<AnswerOf<P['asks'][N]>>> {
    return this.#ask(name, input) as Promise<Reply<AnswerOf<P['asks'][N]>>>;
  }

  /** Hears one kind of news. Returns what stops it. */
  on<N extends keyof P['news'] & string>(name: N, hear: (data: P['news'][N]['data']) => void): () => void {
    this.#socket.on(name as string, hear);
    return () => void this.#socket.off(name as string, hear);
  }

  /** Runs each time the connection comes to life, and now if it is alive. Returns what stops it. */
  whenLive(run: () => void): () => void {
    this.#whenLive.add(run);
    // An effect that listens here must not run again whenever the status moves.
    untrack(() => this.#isOpen && run());
    return () => void this.#whenLive.delete(run);
  }

  /** Runs when access ended or the person signed out, once every word has left the memory. */
  whenEnded(run: () => void): () => void {
    this.#whenEnded.add(run);
    return () => void this.#whenEnded.delete(run);
  }

  /** Lets this line carry shared words from now on. */
  bring(Words: typeof Documents): void {
    if (this.#documents) return;
    this.#Words = Words;
    this.#documents = new Words({
      ask: (name, input) => this.#ask(name, input),
      send: (frame) => this.#socket.emit('b', frame),
      moved: (document) => this.#moved(document),
      joined: (document) => this.#keeper?.bringBack(document),
      accessEnded: () => this.#end(),
    });
    if (this.#isOpen) void this.#startWords(this.status === 'read-only');
  }

  /** The document of this id, which fills as soon as the server has sent it; null before the words were brought. */
  openDocument(documentId: string): LiveDocument | null {
    return this.#documents?.get(documentId) ?? null;
  }

  /** The page was let in again after its access was in doubt: its words stay on the screen. */
  letIn(): void {
    clearTimeout(this.#inDoubt);
  }

  /** The page is left. What is unsaved stays on the device, sealed. */
  close(): void {
    this.#stopWatching();
    this.#keeper?.hurry();
    this.#keeper?.stop();
    this.#socket.disconnect();
  }

  get #isOpen(): boolean {
    return this.status === 'live' || this.status === 'read-only';
  }

  #connected(readOnly: boolean): void {
    if (this.status === 'ended') return;
    this.#turn += 1;
    this.status = readOnly ? 'read-only' : 'live';
    this.#comeBack.stop();
    void this.#startWords(readOnly);
    for (const run of this.#whenLive) run();
  }

  /** What an earlier tab left on the device comes back before anything new is sent. */
  async #startWords(readOnly: boolean): Promise<void> {
    const turn = this.#turn;
    if (!this.#keeper) await this.#openShelf(readOnly);
    if (turn === this.#turn && this.#isOpen) this.#documents?.connected(readOnly);
  }

  #dropped(reason: string): void {
    if (this.status === 'ended') return;
    this.status = 'offline';
    this.#documents?.dropped();
    // The library leaves it to us to come back after the server itself closed the line.
    if (reason === 'io server disconnect') this.#comeBack.later();
  }

  /** The server says why it closes. Whoever is still signed in goes back to the door, where it is decided afresh. */
  #sentAway(because: string): void {
    if (because === 'signed-out') return this.#end();
    if (because !== 'access-changed') return;
    this.#inDoubt = setTimeout(() => this.#end(), DOUBT_MAX_MS);
  }

  /** A refused handshake does not say why, so the page itself is asked: a redirect or a refusal means that it is over. */
  async #refused(): Promise<void> {
    const page = await fetch(location.href, { method: 'HEAD', redirect: 'manual', cache: 'no-store' }).catch(
      () => null,
    );
    if (page && (page.type === 'opaqueredirect' || [401, 403, 404].includes(page.status))) this.#end();
  }

  /** A dropped line is tried again at once when somebody looks at the page, not when the pause is over. */
  #hurry(): void {
    if (this.status === 'ended' || this.#socket.connected) return;
    this.#socket.disconnect().connect();
  }

  #end(): void {
    if (this.status === 'ended') return;
    this.status = 'ended';
    clearTimeout(this.#inDoubt);
    this.#comeBack.stop();
    this.#keeper?.stop();
    this.#documents?.end();
    this.#stopWatching();
    this.#socket.disconnect();
    for (const run of this.#whenEnded) run();
  }

  #moved(document: LiveDocument): void {
    this.waiting = this.#documents?.waiting ?? 0;
    this.#keeper?.moved(document);
  }

  async #ask(name: string, input: unknown): Promise<Reply<unknown>> {
    if (!this.#socket.connected) return { because: 'offline' };
    try {
      return (await this.#socket.timeout(ANSWER_WITHIN_MS).emitWithAck('ask', name, input)) as Reply<unknown>;
    } catch {
      return { because: 'offline' };
    }
  }

  async #openShelf(readOnly: boolean): Promise<void> {
    if (readOnly || this.#keeper || !this.#Words) return;
    const failed = () => void (this.keepsUnsent = false);
    try {
      const answer = await this.#ask('device.key', { deviceId: deviceId() });
      if ('because' in answer) throw new Error(answer.because);
      const { key } = answer.ok as { key: string };
      const secret = Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
      this.#keeper = await this.#Words.keeper(secret, failed);
    } catch {
      failed();
    }
  }
}

/** Opens the page's connection. `version` is the protocol's: a server that is newer lets an older page only read. */
export const connectTo = <P extends Protocol>(protocol: Pick<P, 'version'>): Connection<P> =>
  new Connection<P>(protocol.version);
