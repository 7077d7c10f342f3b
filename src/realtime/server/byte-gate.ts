import type { NackCode } from '../define.ts';
import type { Limits } from '../limits.ts';
import { readUpdate, type DeleteRange, type Struct } from './byte-reader.ts';

/** A stretch of one client's characters, and the name of the text they live in. `to` is exclusive. */
export interface Stretch {
  readonly client: number;
  readonly from: number;
  to: number;
  readonly text: string;
}

/** A piece of what a delete range covers. `text` is null for what is no character of a text. */
export interface Piece {
  readonly length: number;
  readonly text: string | null;
  readonly deleted: boolean;
}

/** What the gate may know of the document and of who is writing. Counts what waits to be committed as there. */
export interface Held {
  readonly canWrite: boolean;
  readonly locked: ReadonlySet<string>;
  /** Size of the document so far, in bytes. */
  readonly bytes: number;
  /** Whether the server issued this Yjs client id to this very person. */
  isTheirs(client: number): boolean;
  /** The next clock expected of a client. */
  nextClock(client: number): number;
  /** The text a character lives in; null when the id is no character of a text, undefined when it is not there yet. */
  textOfCharacter(client: number, clock: number): string | null | undefined;
  /** The name of the text that this id started, when the server made it. */
  textStartedBy(client: number, clock: number): string | undefined;
  /** What lies in [from, to) of a client; all of it is there. */
  pieces(client: number, from: number, to: number): Iterable<Piece>;
}

/** Taken: `stretches` is where the new characters live. Nothing new: an honest resend, to be acknowledged and not stored. */
export type Verdict =
  | {
      readonly says: 'take';
      /** Null when it only deletes. */ readonly client: number | null;
      readonly clock: number;
      readonly stretches: Stretch[];
    }
  | { readonly says: 'nothing-new' }
  | { readonly says: 'refuse'; readonly code: NackCode };

const refuse = (code: NackCode): Verdict => ({ says: 'refuse', code });
const nothingNew: Verdict = { says: 'nothing-new' };

/**
 * Judges a browser's raw bytes before anything is built from them. Pure; never throws.
 * Only characters of texts the server made may be added, only under client ids issued to this person, only with
 * contiguous clocks; deletes may touch only such characters, and not many of other people's at once.
 */
export function judge(update: Uint8Array, held: Held, limits: Limits): Verdict {
  if (update.byteLength > limits.updateMaxBytes) return refuse('too-large');
  const read = readUpdate(update, limits.structsPerUpdate);
  if (typeof read === 'string') return refuse(read);

  const fresh = freshStructs(read.structs, held);
  if (typeof fresh === 'string') return refuse(fresh);
  const stretches = placeStructs(fresh, held);
  if (typeof stretches === 'string') return refuse(stretches);
  const removes = judgeDeletes(read.deletes, held, stretches, limits);
  if (typeof removes === 'string') return refuse(removes);

  const first = fresh[0];
  if (!first && !removes) return nothingNew;
  if (!held.canWrite) return refuse('read-only');
  if (held.bytes + update.byteLength > limits.documentMaxBytes) return refuse('quota');
  // A clock is also a size: a struct of deleted characters is short in bytes however long it claims to be.
  if (first && fresh.some((struct) => struct.length > limits.documentMaxBytes)) return refuse('quota');
  return { says: 'take', client: first?.client ?? null, clock: first?.clock ?? 0, stretches };
}

/** Drops what is already there and checks that the rest is theirs, follows on without a gap, and is words. */
function freshStructs(structs: Struct[], held: Held): Struct[] | NackCode {
  const fresh: Struct[] = [];
  let client = -1;
  let expected = 0;
  const next = new Map<number, number>();
  for (const struct of structs) {
    if (struct.client !== client) {
      if (client >= 0) next.set(client, expected);
      client = struct.client;
      expected = next.get(client) ?? held.nextClock(client);
    }
    const end = struct.clock + struct.length;
    if (end <= expected) continue;
    if (!held.isTheirs(client)) return 'foreign-client';
    if (struct.clock > expected) return 'gap';
    if (struct.kind !== 'words') return 'root';
    expected = end;
    fresh.push(struct);
  }
  return fresh;
}

/**
 * Finds the text each new struct lands in, following its neighbours through this update and the document.
 * Structs of one client come in order; those of another may lie behind, so clients take turns until nobody moves.
 */
function placeStructs(fresh: Struct[], held: Held): Stretch[] | NackCode {
  const placed: Stretch[] = [];
  if (fresh.length === 1) return place(fresh[0]!, placed, held) ?? placed;
  const queues = queuesByClient(fresh);
  let left = fresh.length;
  while (left > 0) {
    const before = left;
    for (const queue of queues) {
      for (let struct = queue.structs[queue.next]; struct; struct = queue.structs[queue.next]) {
        const refused = place(struct, placed, held);
        if (refused === 'gap') break;
        if (refused) return refused;
        queue.next++;
        left--;
      }
    }
    if (left === before) return 'gap';
  }
  return placed;
}

function queuesByClient(fresh: Struct[]): { structs: Struct[]; next: number }[] {
  const queues = new Map<number, { structs: Struct[]; next: number }>();
  for (const struct of fresh) {
    const queue = queues.get(struct.client);
    if (queue) queue.structs.push(struct);
    else queues.set(struct.client, { structs: [struct], next: 0 });
  }
  return [...queues.values()];
}

/** @returns a code when the struct cannot be placed (`gap`: not yet); otherwise adds its stretch. */
function place(struct: Struct, placed: Stretch[], held: Held): NackCode | null {
  const text = textFor(struct, placed, held);
  if (text === undefined) return 'gap';
  if (text === null) return 'root';
  if (held.locked.has(text)) return 'locked';
  const last = placed[placed.length - 1];
  if (last && last.client === struct.client && last.to === struct.clock && last.text === text) last.to += struct.length;
  else placed.push({ client: struct.client, from: struct.clock, to: struct.clock + struct.length, text });
  return null;
}

function textFor(struct: Struct, placed: Stretch[], held: Held): string | null | undefined {
  const find = (client: number, clock: number): string | null | undefined =>
    placedIn(placed, client, clock) ?? held.textOfCharacter(client, clock);
  if (struct.originClient < 0 && struct.rightClient < 0)
    return held.textStartedBy(struct.parentClient, struct.parentClock) ?? null;
  const left = struct.originClient < 0 ? undefined : find(struct.originClient, struct.originClock);
  if (struct.rightClient < 0) return left;
  const right = find(struct.rightClient, struct.rightClock);
  if (struct.originClient < 0) return right;
  if (left === undefined || right === undefined) return undefined;
  // Neighbours of different texts would tie two lists into one.
  return left === right ? left : null;
}

/** Most neighbours are the last thing placed, so the search runs backwards. */
function placedIn(placed: Stretch[], client: number, clock: number): string | undefined {
  for (let i = placed.length - 1; i >= 0; i--) {
    const stretch = placed[i]!;
    if (stretch.client === client && clock >= stretch.from && clock < stretch.to) return stretch.text;
  }
  return undefined;
}

/** @returns whether anything would disappear, or the code to refuse with. */
function judgeDeletes(deletes: DeleteRange[], held: Held, placed: Stretch[], limits: Limits): boolean | NackCode {
  let removes = false;
  let othersCharacters = 0;
  let seen = 0;
  const ends = placedEnds(placed);
  for (const { client, clock, length } of deletes) {
    const end = clock + length;
    const known = held.nextClock(client);
    // Own characters that arrive and go in one update need no more looking at: they were placed above.
    if (end > (ends.get(client) ?? known)) return 'gap';
    if (end > known) removes = true;
    if (clock >= known) continue;
    const theirs = held.isTheirs(client);
    for (const piece of held.pieces(client, clock, Math.min(end, known))) {
      if (++seen > limits.piecesPerUpdate) return 'too-many';
      if (piece.deleted) continue;
      if (piece.text === null) return 'root';
      if (held.locked.has(piece.text)) return 'locked';
      removes = true;
      if (!theirs && (othersCharacters += piece.length) > limits.deleteOthersMaxCharacters) return 'deletes';
    }
  }
  return removes;
}

function placedEnds(placed: Stretch[]): Map<number, number> {
  const ends = new Map<number, number>();
  for (const { client, to } of placed) ends.set(client, Math.max(to, ends.get(client) ?? 0));
  return ends;
}
