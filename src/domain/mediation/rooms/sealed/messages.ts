import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** What goes over the relay. The server sees the kind, the length in steps, and who it is from and for. */
export type Outer =
  /** "I am here." `keys`: the epoch of the room key this member gives out, or '' when it gives none. */
  | { kind: 'hello' | 'here'; keys: string }
  | { kind: 'commit'; commitment: Uint8Array }
  | { kind: 'offer'; publicBytes: Uint8Array }
  | { kind: 'reveal'; publicBytes: Uint8Array; nonce: Uint8Array }
  | { kind: 'key'; sealed: Uint8Array }
  | { kind: 'sealed'; epoch: string; toOne: boolean; sealed: Uint8Array };

const kinds = ['hello', 'here', 'commit', 'offer', 'reveal', 'key', 'sealed'] as const;

export function writeOuter(message: Outer): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8(encoder, kinds.indexOf(message.kind));
  if (message.kind === 'hello' || message.kind === 'here') encoding.writeVarString(encoder, message.keys);
  else if (message.kind === 'commit') encoding.writeVarUint8Array(encoder, message.commitment);
  else if (message.kind === 'key') encoding.writeVarUint8Array(encoder, message.sealed);
  else if (message.kind === 'sealed') {
    encoding.writeVarString(encoder, message.epoch);
    encoding.writeUint8(encoder, message.toOne ? 1 : 0);
    encoding.writeVarUint8Array(encoder, message.sealed);
  } else if (message.kind === 'offer' || message.kind === 'reveal') {
    encoding.writeVarUint8Array(encoder, message.publicBytes);
    if (message.kind === 'reveal') encoding.writeVarUint8Array(encoder, message.nonce);
  }
  return encoding.toUint8Array(encoder);
}

/** Throws on what is no message. */
export function readOuter(bytes: Uint8Array): Outer {
  const decoder = decoding.createDecoder(bytes);
  const kind = kinds[decoding.readUint8(decoder)];
  const rest = () => decoding.readVarUint8Array(decoder);
  if (kind === 'hello' || kind === 'here') return { kind, keys: decoding.readVarString(decoder) };
  if (kind === 'commit') return { kind, commitment: rest() };
  if (kind === 'offer') return { kind, publicBytes: rest() };
  if (kind === 'reveal') return { kind, publicBytes: rest(), nonce: rest() };
  if (kind === 'key') return { kind, sealed: rest() };
  if (kind === 'sealed') {
    const epoch = decoding.readVarString(decoder);
    return { kind, epoch, toOne: decoding.readUint8(decoder) === 1, sealed: rest() };
  }
  throw new Error('A message of an unknown kind.');
}

/** What is inside a sealed message: one piece of something said. Counts run per sender, to all and to one apart. */
export interface Piece {
  count: number;
  nth: number;
  of: number;
  bytes: Uint8Array;
}

export function writePiece({ count, nth, of, bytes }: Piece): Uint8Array {
  const encoder = encoding.createEncoder();
  for (const number of [count, nth, of]) encoding.writeVarUint(encoder, number);
  encoding.writeUint8Array(encoder, bytes);
  return encoding.toUint8Array(encoder);
}

export function readPiece(plain: Uint8Array): Piece {
  const decoder = decoding.createDecoder(plain);
  const [count, nth, of] = [1, 2, 3].map(() => decoding.readVarUint(decoder));
  return { count: count!, nth: nth!, of: of!, bytes: decoding.readTailAsUint8Array(decoder) };
}
