import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';

/** One private note. Only its owner changes it, and what the mediator may share is exactly what its owner allowed. */
export interface Note {
  id: string;
  /** The owner, as the relay names them, and what they are called. */
  who: string;
  by: string;
  words: string;
  mayShare: string | null;
  version: number;
}

const kinds = ['update', 'note', 'want', 'state'] as const;
const NOTES_MAX = 500;
const FROM_OTHERS = Symbol('from others');

/** What a room has in common: a text they write together, and notes. Only in the memory of those who are in it. */
export class SharedWords {
  readonly doc = new Y.Doc();
  readonly pad = this.doc.getText('pad');
  readonly notes = new Map<string, Note>();
  #holds = 0;
  #held: Uint8Array[] = [];

  /** `typed` hears every change made here, for sending it on. */
  constructor(typed: (update: Uint8Array) => void) {
    this.doc.on('update', (update: Uint8Array, origin: unknown) => void (origin !== FROM_OTHERS && typed(update)));
  }

  /** Keeps a note of this person's own, and gives what tells the others. */
  keep(note: Note): Uint8Array {
    this.notes.set(note.id, note);
    return written('note', (encoder) => encoding.writeAny(encoder, { ...note }));
  }

  update(changes: Uint8Array): Uint8Array {
    return written('update', (encoder) => encoding.writeVarUint8Array(encoder, changes));
  }

  /** "Tell me what I lack": sent by whoever comes, or missed something. */
  want(): Uint8Array {
    return written('want', (encoder) => encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc)));
  }

  /**
   * Takes in what somebody said. Gives back what answers them, and null when nothing does. `isHere` tells of a person
   * whether they are in the room: then only they may say what is in their notes.
   */
  take(inner: Uint8Array, who: string, isHere: (who: string) => boolean): Uint8Array | null {
    const decoder = decoding.createDecoder(inner);
    const kind = kinds[decoding.readUint8(decoder)];
    if (kind === 'update') this.#apply(decoding.readVarUint8Array(decoder));
    else if (kind === 'note') this.#takeNote(decoding.readAny(decoder), who, isHere);
    else if (kind === 'want') return this.#state(decoding.readVarUint8Array(decoder), true);
    else if (kind === 'state') {
      const [has, changes] = [decoding.readVarUint8Array(decoder), decoding.readVarUint8Array(decoder)];
      const [notes, answer] = [decoding.readAny(decoder), decoding.readUint8(decoder) === 1];
      this.#apply(changes);
      if (Array.isArray(notes)) for (const note of notes) this.#takeNote(note, who, isHere);
      return answer ? this.#state(has, false) : null;
    }
    return null;
  }

  /** While the text is held (an input method is composing in it), others' changes wait; the person's own go on. */
  hold(): void {
    this.#holds++;
  }
  release(): void {
    this.#holds--;
    if (!this.#holds) for (const changes of this.#held.splice(0)) this.#apply(changes);
  }

  /** The memory is let go. */
  wipe(): void {
    this.notes.clear();
    this.#held = [];
    this.doc.destroy();
  }

  #apply(changes: Uint8Array): void {
    if (this.#holds) this.#held.push(changes);
    else Y.applyUpdate(this.doc, changes, FROM_OTHERS);
  }

  #state(has: Uint8Array, answer: boolean): Uint8Array {
    return written('state', (encoder) => {
      encoding.writeVarUint8Array(encoder, Y.encodeStateVector(this.doc));
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(this.doc, has));
      encoding.writeAny(
        encoder,
        [...this.notes.values()].map((note) => ({ ...note })),
      );
      encoding.writeUint8(encoder, answer ? 1 : 0);
    });
  }

  #takeNote(said: unknown, who: string, isHere: (who: string) => boolean): void {
    const note = noteOf(said);
    if (!note) return;
    const known = this.notes.get(note.id);
    // Others only bring back what its owner is not here to say, and never another wording of what is known.
    if (note.who !== who && (known || isHere(note.who))) return;
    if (known ? known.who !== note.who || known.version >= note.version : this.notes.size >= NOTES_MAX) return;
    this.notes.set(note.id, note);
  }
}

function written(kind: (typeof kinds)[number], rest: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, kinds.indexOf(kind));
  rest(encoder);
  return encoding.toUint8Array(encoder);
}

function noteOf(said: unknown): Note | null {
  const { id, who, by, words, mayShare, version } = (said ?? {}) as Record<string, unknown>;
  const texts = [id, who, by, words].every((text) => typeof text === 'string' && text.length <= 20_000);
  if (!texts || !Number.isSafeInteger(version) || !(mayShare === null || mayShare === words)) return null;
  return { id, who, by, words, mayShare, version } as Note;
}
