import { fromBase64, toBase64 } from 'lib0/buffer';
import type { Connection } from '#realtime/client/connection.svelte.ts';
import { LiveText } from '#realtime/client/text.svelte.ts';
import type { EngineAsks, Protocol } from '#realtime/define.ts';
import type { roomNews } from '../events.ts';
import { canSeal } from './handshake.ts';
import { PrivateTalk } from './private-talk.ts';
import { roomsHere } from './rooms-here.ts';
import type { TalkMember, TalkState } from './talk.ts';

export { canSeal };

type Spoken = Protocol & { asks: EngineAsks; news: typeof roomNews };
/** What a room needs of the page's line. */
export type RoomLine = Pick<Connection<Spoken>, 'ask' | 'on' | 'whenLive' | 'whenEnded'>;

export interface SealedRoomAbout {
  caseFileId: string;
  roomId: string;
  /** Whether this person leads the mediation: their browser makes the keys. */
  lead: boolean;
}
/** A private note as its room shows it. `mayShare` is what the mediator may share, exactly as its owner allowed. */
export interface SealedNote {
  id: string;
  by: string;
  mine: boolean;
  words: string;
  mayShare: string | null;
}

/** The rooms of this tab, by id. */
export const sealedRooms = roomsHere as Map<string, SealedRoom>;

/** The room as this tab already has it, on the line that is there now, or a new one. */
export function sealedRoom(line: RoomLine, about: SealedRoomAbout): SealedRoom {
  const known = sealedRooms.get(about.roomId);
  if (!known || known.state === 'ended') return new SealedRoom(line, about);
  known.useLine(line);
  return known;
}

/** A private room whose words are in the browsers of those who are in it, and nowhere else. Its fields are reactive. */
export class SealedRoom {
  state = $state<TalkState | 'cannot'>('connecting');
  members = $state.raw<readonly TalkMember[]>([]);
  notes = $state.raw<readonly SealedNote[]>([]);
  /** The text everybody in the room writes in, for `<textarea {@attach room.pad.bind}>`. */
  readonly pad: LiveText;
  readonly #about: SealedRoomAbout;
  readonly #talk: PrivateTalk;
  #line: RoomLine;
  #stop: (() => void)[] = [];

  constructor(line: RoomLine, about: SealedRoomAbout) {
    this.#line = line;
    this.#about = about;
    const { roomId, lead } = about;
    this.#talk = new PrivateTalk({
      roomId,
      lead,
      changed: () => this.#show(),
      line: {
        enter: () => this.#line.ask('relay.enter', { caseFileId: about.caseFileId, relayId: roomId }),
        send: (to, bytes) => this.#line.ask('relay.send', { relayId: roomId, to, bytes: toBase64(bytes) }),
        leave: () => void this.#line.ask('relay.leave', { relayId: roomId }),
      },
    });
    this.pad = new LiveText('pad', this.#talk.shared);
    sealedRooms.set(roomId, this);
    void canSeal().then((can) => (can ? this.#begin() : this.#cannot()));
  }

  /** The page has another line than before: the room goes on over it, with its words and without asking anybody. */
  useLine(line: RoomLine): void {
    if (line === this.#line) return;
    this.#line = line;
    if (this.#stop.length) this.#listen();
  }

  /** Says something to the room, as a note of this person's own. */
  say(words: string): void {
    const mine = this.members.find(({ mine }) => mine);
    if (!mine || !words.trim()) return;
    const note = { id: crypto.randomUUID(), who: mine.who, by: mine.name, words, mayShare: null, version: 1 };
    this.#talk.keep(note);
  }

  /** "The mediator may share this": exactly these words. Only its owner can. */
  allow(noteId: string): void {
    this.#change(noteId, true);
  }
  takeBack(noteId: string): void {
    this.#change(noteId, false);
  }

  /** Goes out of the room: its words leave this browser's memory. */
  leave(): void {
    this.#talk.leave();
    this.#forget();
  }

  #change(noteId: string, mayShare: boolean): void {
    const note = this.#talk.shared.notes.get(noteId);
    if (note?.who !== this.#talk.who) return;
    this.#talk.keep({ ...note, mayShare: mayShare ? note.words : null, version: note.version + 1 });
  }

  #begin(): void {
    if (!sealedRooms.has(this.#about.roomId)) return;
    this.pad.attach(this.#talk.shared.pad);
    this.#listen();
  }

  #cannot(): void {
    this.state = 'cannot';
    this.#forget();
  }

  #listen(): void {
    for (const stop of this.#stop) stop();
    const { roomId } = this.#about;
    const line = this.#line;
    this.#stop = [
      line.on('relay', ({ relayId, from, bytes }) => {
        if (relayId === roomId) this.#talk.hear(from, fromBase64(bytes));
      }),
      line.on('relay.left', ({ relayId, id }) => void (relayId === roomId && this.#talk.left(id))),
      line.on('relay.ended', ({ relayId }) => void (relayId === roomId && this.#talk.end())),
      line.whenEnded(() => this.#talk.end()),
      line.whenLive(() => void this.#talk.connected()),
    ];
  }

  #show(): void {
    const { state, members, who, shared } = this.#talk;
    this.state = state;
    this.members = members;
    this.notes = [...shared.notes.values()].map(({ who: owner, id, by, words, mayShare }) => ({
      ...{ id, by, words, mayShare },
      mine: owner === who,
    }));
    if (state === 'ended') return this.#forget();
    this.pad.lock(state !== 'open' && !this.pad.words);
  }

  #forget(): void {
    for (const stop of this.#stop.splice(0)) stop();
    this.pad.attach(null);
    this.pad.lock(true);
    if (sealedRooms.get(this.#about.roomId) === this) sealedRooms.delete(this.#about.roomId);
  }
}
