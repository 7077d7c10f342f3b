import { invalidate } from '$app/navigation';
import { createContext } from 'svelte';
import type { DocumentKind } from '#domain/spaces/store.server.ts';
import type { Protocol } from '#protocol';
import type { Connection } from '#realtime/client/connection.svelte.ts';
import type { Presence } from '#realtime/client/presence.svelte.ts';
import type { LiveText } from '#realtime/client/text.svelte.ts';
import type { EngineAsks } from '#realtime/define.ts';
import { Refresher } from './refresher.ts';

type Spoken = Protocol & { asks: EngineAsks };
/** Long enough to go from one page of the case to the next without hanging up. */
const HANG_UP_AFTER_MS = 3_000;

/** The space a page is about, and its documents. */
export interface Joined {
  spaceId: string;
  documents: Record<DocumentKind, string>;
}

/**
 * A case's line to the server, shared by its pages. Fetched and opened only by a page that joins a space; every page
 * works before it is there and without it. Its fields are reactive.
 */
export class Live {
  connection = $state.raw<Connection<Spoken> | null>(null);
  presence = $state.raw<Presence | null>(null);
  /** The person asked for nothing to move until they say so. */
  paused = $state(false);
  /** News that came while paused, and texts whose words moved on meanwhile. */
  #news = $state(0);
  #texts = $state(0);
  /** The id of this connection's own line among those who are here. */
  #self = $state<string | null>(null);
  #newest = 0;
  #hangUp: ReturnType<typeof setTimeout> | undefined;
  #connecting = false;
  readonly #caseFileId: () => string;
  readonly #refresher: Refresher;
  #joined = $state.raw<Joined | null>(null);

  constructor(caseFileId: () => string) {
    this.#caseFileId = caseFileId;
    this.#refresher = new Refresher(() => invalidate(`case:${caseFileId()}`));
  }

  get status() {
    return this.connection?.status ?? null;
  }
  get isLive(): boolean {
    return this.status === 'live';
  }
  /** Own changes the server has not yet said are on disk. */
  get waiting(): number {
    return this.connection?.waiting ?? 0;
  }
  /** How many changes have come since the page was paused. */
  get changesWaiting(): number {
    return this.#news + this.#texts;
  }

  /**
   * Joins a space: its words become live, its people are told who is here. Returns what leaves it again: unless another
   * page of the case joins at once, the line is put down.
   */
  join(joined: Joined): () => void {
    clearTimeout(this.#hangUp);
    this.#joined = joined;
    void this.#connect();
    return () => {
      this.at(null, false);
      this.#hangUp = setTimeout(() => this.close(), HANG_UP_AFTER_MS);
    };
  }

  /** The line is put down. What is unsaved stays on the device. */
  close(): void {
    clearTimeout(this.#hangUp);
    this.presence?.leave();
    this.connection?.close();
    this.connection = this.presence = null;
  }

  /** One text of the space, once the server has sent it. For effects: it may open the text. */
  text(kind: DocumentKind, name: string): LiveText | null {
    const documentId = this.#joined?.documents[kind];
    if (!documentId || !this.connection) return null;
    const document = this.connection.openDocument(documentId);
    return document.loaded ? document.text(name) : null;
  }

  /** For a text that is kept as it was while paused: counts it as one change waiting until the returned call. */
  textMoved(): () => void {
    this.#texts += 1;
    return () => void (this.#texts -= 1);
  }

  /** These points are agreed: their words may not be typed into any more, or may again. */
  settle(agreedPointIds: readonly string[]): void {
    for (const kind of ['family', 'council'] as const) {
      const documentId = this.#joined?.documents[kind];
      if (documentId) this.connection?.openDocument(documentId).lock(agreedPointIds);
    }
  }

  at(place: string | null, typing: boolean): void {
    this.presence?.at({ place, typing });
  }

  /** "Priya Shah is typing in point 3", or null. `place` is a text's name, `inWords` what people call it. */
  typingIn(place: string, inWords: string): string | null {
    const names = this.others.filter((one) => one.typing && one.place === place).map((one) => one.name);
    if (names.length === 0 || this.paused) return null;
    return `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing in ${inWords}.`;
  }

  /** Everybody who is here now, this person too. */
  get here() {
    return this.presence?.here ?? [];
  }
  get others() {
    return this.here.filter(({ id }) => id !== this.#self);
  }

  /** Asks for the page afresh, once whatever is under way is done. */
  refresh(): Promise<void> {
    return this.paused ? Promise.resolve() : this.#refresher.run();
  }

  pause(): void {
    this.paused = true;
  }

  /** Shows what came meanwhile. */
  resume(): Promise<void> {
    this.paused = false;
    this.#news = 0;
    return this.#refresher.run();
  }

  async #connect(): Promise<void> {
    if (this.connection || this.#connecting) return;
    this.#connecting = true;
    const [{ connectTo }, { Presence }, { protocol }] = await Promise.all([
      import('#realtime/client/connection.svelte.ts'),
      import('#realtime/client/presence.svelte.ts'),
      import('#protocol'),
    ]);
    this.#connecting = false;
    const connection = connectTo<Spoken>(protocol);
    const presence = new Presence((at) => void connection.ask('presence.at', at));
    connection.on('changed', ({ sequence }) => this.#hear(sequence));
    connection.on('presence', ({ here }) => void (presence.here = here));
    connection.whenLive(() => this.#enter(connection, presence));
    connection.whenEnded(() => presence.leave());
    this.connection = connection;
    this.presence = presence;
  }

  /** Each time the connection comes to life: it knows nothing of what the last one had asked for. */
  #enter(connection: Connection<Spoken>, presence: Presence): void {
    const caseFileId = this.#caseFileId();
    void connection.ask('case.watch', { caseFileId });
    if (!this.#joined) return;
    void connection.ask('presence.enter', { caseFileId, spaceId: this.#joined.spaceId }).then((entered) => {
      if ('ok' in entered) this.#self = entered.ok.id;
      presence.again();
    });
  }

  #hear(sequence: number): void {
    if (!this.paused) return void this.#refresher.run();
    if (sequence <= this.#newest) return;
    this.#newest = sequence;
    this.#news += 1;
  }
}

/** One text's words for a component to show; null until the server has sent them. Found in an effect, because opening a text changes it. */
export function wordsOf(live: Live, kind: DocumentKind, name: () => string): { readonly now: string | null } {
  let text = $state.raw<LiveText | null>(null);
  $effect(() => {
    text = live.text(kind, name());
  });
  return {
    get now() {
      return text?.words ?? null;
    },
  };
}

const [getLive, setLive] = createContext<Live>();

/** For the layout of a case: one line for all its pages, put down when the case is left. */
export const provideLive = (caseFileId: () => string): Live => setLive(new Live(caseFileId));

/** For pages of a case. */
export const useLive = getLive;
