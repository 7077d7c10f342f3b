import * as decoding from 'lib0/decoding';
import type { NackCode } from '../define.ts';

/** What one struct of a Yjs update says, reduced to what the gate must judge. */
export interface Struct {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** `words` are characters (or characters already deleted again); `server` is what only the server may make. */
  readonly kind: 'words' | 'server';
  readonly originClient: number;
  readonly originClock: number;
  readonly rightClient: number;
  readonly rightClock: number;
  /** The id of the text it starts, when it has no neighbour. -1 when it has one; a root name makes `kind` "server". */
  readonly parentClient: number;
  readonly parentClock: number;
}
export interface DeleteRange {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}
export interface ReadUpdate {
  readonly structs: Struct[];
  readonly deletes: DeleteRange[];
}

const NONE = -1;
const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_PARENT_KEY = 0x20;
const CONTENT = 0x1f;
const DELETED = 1;
const STRING = 4;
const TYPE = 7;
const SKIP = 10;
/** Y.Array, Y.Map, Y.Text: the types whose reference carries no name behind it. */
const PLAIN_TYPES = 3;

class Refused extends Error {
  readonly code: NackCode;
  constructor(code: NackCode) {
    super(code);
    this.code = code;
  }
}

/**
 * Reads a Yjs version-1 update without building anything from it, so that a hostile one costs no more than its bytes.
 * Only text survives: formats, embeds, sub-documents and the like are refused at first sight.
 * @returns what it says, or the code to refuse it with. Never throws.
 */
export function readUpdate(update: Uint8Array, most: number): ReadUpdate | NackCode {
  try {
    const decoder = decoding.createDecoder(update);
    const clients = decoding.readVarUint(decoder);
    // Seven bytes may claim twenty-eight million structs; nothing is reserved for a claim the bytes cannot keep.
    if (clients > update.byteLength / 4) return 'header';
    const structs: Struct[] = [];
    for (let i = 0; i < clients; i++) readSection(decoder, structs, update.byteLength, most);
    const deletes = readDeletes(decoder, update.byteLength, most);
    // An update of the other encoding begins like an empty one of this: what follows must not be called saved.
    if (decoding.hasContent(decoder)) return 'malformed';
    return { structs, deletes };
  } catch (error) {
    return error instanceof Refused ? error.code : 'malformed';
  }
}

function readSection(decoder: decoding.Decoder, into: Struct[], bytes: number, most: number): void {
  const count = decoding.readVarUint(decoder);
  if (count > bytes) throw new Refused('header');
  if (into.length + count > most) throw new Refused('too-many');
  const client = decoding.readVarUint(decoder);
  let clock = decoding.readVarUint(decoder);
  for (let i = 0; i < count; i++) {
    const struct = readStruct(decoder, client, clock);
    into.push(struct);
    clock += struct.length;
  }
  if (!Number.isSafeInteger(clock)) throw new Refused('malformed');
}

function readStruct(decoder: decoding.Decoder, client: number, clock: number): Struct {
  const info = readByte(decoder);
  if (info === SKIP) throw new Refused('gap');
  const content = info & CONTENT;
  // A bare gap-filler (13 bytes of it once silenced a victim for good) never comes from an honest text.
  if (content === 0)
    return { ...nowhere, client, clock, length: atLeastOne(decoding.readVarUint(decoder)), kind: 'server' };
  let originClient = NONE,
    originClock = NONE,
    rightClient = NONE,
    rightClock = NONE,
    parentClient = NONE,
    parentClock = NONE;
  let kind: Struct['kind'] = 'words';
  if (info & HAS_ORIGIN) [originClient, originClock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
  if (info & HAS_RIGHT_ORIGIN)
    [rightClient, rightClock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
  if (!(info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN))) {
    if (decoding.readVarUint(decoder) === 1) {
      decoding.readVarString(decoder);
      kind = 'server';
    } else [parentClient, parentClock] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)];
    if (info & HAS_PARENT_KEY) {
      decoding.readVarString(decoder);
      kind = 'server';
    }
  }
  if (content === TYPE) kind = 'server';
  const length = readContent(decoder, content);
  return {
    client,
    clock,
    length,
    kind,
    originClient,
    originClock,
    rightClient,
    rightClock,
    parentClient,
    parentClock,
  };
}

const nowhere = {
  originClient: NONE,
  originClock: NONE,
  rightClient: NONE,
  rightClock: NONE,
  parentClient: NONE,
  parentClock: NONE,
};

/** @returns how many clock ticks the content takes: UTF-16 code units for words. */
function readContent(decoder: decoding.Decoder, content: number): number {
  if (content === STRING) return readWords(decoder);
  if (content === DELETED) return atLeastOne(decoding.readVarUint(decoder));
  if (content !== TYPE) throw new Refused('root');
  if (decoding.readVarUint(decoder) >= PLAIN_TYPES) throw new Refused('root');
  return 1;
}

function readWords(decoder: decoding.Decoder): number {
  const at = decoder.pos;
  const first = decoder.arr[at + 1]!;
  // One ASCII character: nearly every keystroke, and no text decoder needed.
  if (decoder.arr[at] === 1 && first < 0x80 && first !== 0) {
    decoder.pos = at + 2;
    return 1;
  }
  const words = decoding.readVarString(decoder);
  // PostgreSQL's text cannot hold a NUL, and a proposal will be a row.
  if (words.includes('\0')) throw new Refused('malformed');
  return atLeastOne(words.length);
}

function readDeletes(decoder: decoding.Decoder, bytes: number, most: number): DeleteRange[] {
  const clients = decoding.readVarUint(decoder);
  if (clients > bytes) throw new Refused('header');
  const deletes: DeleteRange[] = [];
  for (let i = 0; i < clients; i++) {
    const client = decoding.readVarUint(decoder);
    const count = decoding.readVarUint(decoder);
    if (count > bytes) throw new Refused('header');
    if (deletes.length + count > most) throw new Refused('too-many');
    for (let j = 0; j < count; j++)
      deletes.push({
        client,
        clock: decoding.readVarUint(decoder),
        length: atLeastOne(decoding.readVarUint(decoder)),
      });
  }
  return deletes;
}

const atLeastOne = (length: number): number => {
  if (length < 1) throw new Refused('malformed');
  return length;
};

/** The library's own reader returns undefined past the end. */
function readByte(decoder: decoding.Decoder): number {
  if (decoder.pos >= decoder.arr.length) throw new Refused('malformed');
  return decoding.readUint8(decoder);
}
