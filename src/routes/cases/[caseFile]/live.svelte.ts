import { invalidate } from '$app/navigation';
import { navigating } from '$app/state';
import { createContext, untrack } from 'svelte';
import { parties } from '#domain/spaces/point.ts';
import { documentKinds, type DocumentKind } from '#domain/spaces/texts.ts';
import type { Protocol } from '#protocol';
import type { Connection } from '#realtime/client/connection.svelte.ts';
import type { LiveDocument } from '#realtime/client/document.svelte.ts';
import type { Presence } from '#realtime/client/presence.svelte.ts';
import type { LiveText } from '#realtime/client/text.svelte.ts';
import type { EngineAsks } from '#realtime/define.ts';
import { version } from '#realtime/version.ts';
import { Refresher } from './refresher.ts';

type Spoken = Protocol & { asks: EngineAsks };
/** Long enough to go from one page of the case to the next without hanging up. */
const HANG_UP_AFTER_MS = 3_000;

/** What a page is about, a space or a mediation, and its documents. A mediation has the shared one alone. */
export interface Joined {
  spaceId: string;
  documents: Partial<Record<DocumentKind, string>>;
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
  #watching = $state(false);
  /** The access ended between the page and the line. */
  #refusedAtTheDoor = $state(false);
  #hangUp: ReturnType<typeof setTimeout> | undefined;
  #opening: Promise<void> | null = null;
  #whenBack: (() => unknown)[] = [];
  readonly #caseFileId: () => string;
  readonly #refresher: Refresher;
  #joined = $state.raw<Joined | null>(null);

  constructor(caseFileId: () => string) {
    this.#caseFileId = caseFileId;
    // With the server gone, asking for the page afresh would end in a reload, and the words on the screen with it.
    this.#refresher = new Refresher(async () => {
      // Asking afresh would drop a link that was just followed: it goes first.
      await navigating.complete;
      if (this.isLive) await invalidate(`case:${caseFileId()}`);
    });
  }

  get status() {
    return this.#refusedAtTheDoor ? 'ended' : (this.connection?.status ?? null);
  }
  get isLive(): boolean {
    return this.status === 'live';
  }
  /** The words are here and the case is watched: from now on what the page says is saved is saved. */
  get isReady(): boolean {
    return this.#watching && this.#kinds.length > 0 && this.#kinds.every((kind) => this.#document(kind)?.loaded);
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
   * Joins a space or a mediation: its people are told who is here, and for a page of `words` these become live. Returns what leaves it
   * again: unless another page of the case joins at once, the line is put down.
   */
  join(joined: Joined, needs: 'words' | 'facts'): () => void {
    // What it looks at must not make the effect that joins run again: that would take every box out of the line.
    untrack(() => {
      clearTimeout(this.#hangUp);
      if (this.#joined?.spaceId !== joined.spaceId) {
        // A line is in one place: from the shared page to a mediation it is put down and taken up again.
        if (this.#joined) this.close();
        this.#joined = joined;
      }
      void this.#connect(needs === 'words');
    });
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
    const document = this.#document(kind);
    return document?.loaded ? document.text(name) : null;
  }

  /** Words of this person's that the server would not take, by document, so that they can copy them out. */
  get refused() {
    const documents = this.#kinds.map((kind) => this.#document(kind)?.refused ?? null);
    return documents.flatMap((refused) => (refused ? [refused] : []));
  }

  /** For a text that is kept as it was while paused: counts it as one change waiting until the returned call. */
  textMoved(): () => void {
    this.#texts += 1;
    return () => void (this.#texts -= 1);
  }

  /** These points are agreed: their words may not be typed into any more, or may again. */
  settle(agreedPointIds: readonly string[]): void {
    for (const kind of parties) this.#document(kind)?.lock(agreedPointIds);
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

  /** Asks for the page afresh, once whatever is under way is done; not while it is paused or the access has ended. */
  refresh(): Promise<void> {
    return this.paused || this.status === 'ended' ? Promise.resolve() : this.#refresher.run();
  }

  /** Runs each time the line is back and the page is current again. Returns what stops it. */
  whenBack(run: () => unknown): () => void {
    this.#whenBack.push(run);
    return () => void (this.#whenBack = this.#whenBack.filter((other) => other !== run));
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

  get #kinds(): DocumentKind[] {
    const documents = this.#joined?.documents ?? {};
    return documentKinds.filter((kind) => documents[kind]);
  }

  #document(kind: DocumentKind): LiveDocument | null {
    const documentId = this.#joined?.documents[kind];
    return documentId && this.connection ? this.connection.openDocument(documentId) : null;
  }

  async #connect(withWords: boolean): Promise<void> {
    const words = withWords ? import('#realtime/client/documents.ts') : null;
    await this.#openLine();
    if (!words) return;
    const { Documents } = await words;
    this.connection?.bring(Documents);
    for (const kind of this.#kinds) this.#document(kind);
  }

  #openLine(): Promise<void> {
    return (this.#opening ??= this.#open().finally(() => (this.#opening = null)));
  }

  async #open(): Promise<void> {
    if (this.connection) return;
    const [{ connectTo }, { Presence }] = await Promise.all([
      import('#realtime/client/connection.svelte.ts'),
      import('#realtime/client/presence.svelte.ts'),
    ]);
    const connection = connectTo<Spoken>({ version });
    const presence = new Presence((at) => void connection.ask('presence.at', at));
    connection.on('changed', ({ sequence }) => this.#hear(sequence));
    connection.on('presence', ({ here }) => void (presence.here = here));
    connection.whenLive(() => void this.#enter(connection, presence));
    connection.whenEnded(() => presence.leave());
    this.connection = connection;
    this.presence = presence;
  }

  /**
   * Each time the connection comes to life: it knows nothing of what the last one had asked for. Whoever may not watch
   * the case any more is told so by the line itself; asking for the page would only show them an error.
   */
  async #enter(connection: Connection<Spoken>, presence: Presence): Promise<void> {
    const caseFileId = this.#caseFileId();
    const watching = await connection.ask('case.watch', { caseFileId });
    const spaceId = this.#joined?.spaceId;
    const entered = spaceId ? await connection.ask('presence.enter', { caseFileId, spaceId }) : null;
    // A mediator has no place on the rest of the case: being let into the mediation is enough, and its news comes there.
    const inside = entered !== null && 'ok' in entered;
    if ('because' in watching && !inside) {
      if (['unknown', 'forbidden', 'signed-out'].includes(watching.because)) this.#refusedAtTheDoor = true;
      return;
    }
    this.#watching = true;
    connection.letIn();
    if (inside) this.#self = entered.ok.id;
    if (entered) presence.again();
    await this.refresh();
    for (const run of this.#whenBack) run();
  }

  #hear(sequence: number): void {
    if (!this.paused) return void this.#refresher.run();
    if (sequence <= this.#newest) return;
    this.#newest = sequence;
    this.#news += 1;
  }
}

const [getLive, setLive] = createContext<Live>();

/** For the layout of a case: one line for all its pages, put down when the case is left. */
export const provideLive = (caseFileId: () => string): Live => setLive(new Live(caseFileId));

/** For pages of a case. */
export const useLive = getLive;
