import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/**
 * The binary frames of both ends: `[varuint number][byte type]…`, the number being what `document.open` answered.
 * Browser → server: UPDATE. Server → browser: UPDATE (others' words), ACK, NACK, STATE.
 */
export const frame = { UPDATE: 1, ACK: 2, NACK: 3, STATE: 4 } as const;

const encoded = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};

const headed = (number: number, type: number, value: number, rest: Uint8Array): Uint8Array =>
  encoded((encoder) => {
    encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, type);
    encoding.writeVarUint(encoder, value);
    encoding.writeUint8Array(encoder, rest);
  });

/** `value` is the sender's own count when a browser sends it, and the log's sequence when the server does. */
export const updateFrame = (number: number, value: number, update: Uint8Array): Uint8Array =>
  headed(number, frame.UPDATE, value, update);

/** Everything up to and including `localSequence` is on disk; the document stands at `sequence`. */
export const ackFrame = (number: number, localSequence: number, sequence: number): Uint8Array =>
  encoded((encoder) => {
    encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, frame.ACK);
    encoding.writeVarUint(encoder, localSequence);
    encoding.writeVarUint(encoder, sequence);
  });

export const nackFrame = (number: number, localSequence: number, code: string): Uint8Array =>
  encoded((encoder) => {
    encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, frame.NACK);
    encoding.writeVarUint(encoder, localSequence);
    encoding.writeVarString(encoder, code);
  });

/** The whole document at `sequence`, as a Yjs update of encoding 1 or 2. */
export const stateFrame = (
  number: number,
  epoch: number,
  sequence: number,
  version: 1 | 2,
  state: Uint8Array,
): Uint8Array =>
  encoded((encoder) => {
    encoding.writeVarUint(encoder, number);
    encoding.writeUint8(encoder, frame.STATE);
    encoding.writeVarUint(encoder, epoch);
    encoding.writeVarUint(encoder, sequence);
    encoding.writeUint8(encoder, version);
    encoding.writeUint8Array(encoder, state);
  });

export type FromServer =
  | { type: 'update'; number: number; sequence: number; update: Uint8Array }
  | { type: 'ack'; number: number; localSequence: number; sequence: number }
  | { type: 'nack'; number: number; localSequence: number; code: string }
  | { type: 'state'; number: number; epoch: number; sequence: number; version: 1 | 2; state: Uint8Array };

/** Reads a frame the server sent. Throws when it is none. */
export function readFromServer(bytes: Uint8Array): FromServer {
  const decoder = decoding.createDecoder(bytes);
  const number = decoding.readVarUint(decoder);
  const type = decoding.readUint8(decoder);
  const first = decoding.readVarUint(decoder);
  if (type === frame.UPDATE)
    return { type: 'update', number, sequence: first, update: decoding.readTailAsUint8Array(decoder) };
  if (type === frame.ACK) return { type: 'ack', number, localSequence: first, sequence: decoding.readVarUint(decoder) };
  if (type === frame.NACK) return { type: 'nack', number, localSequence: first, code: decoding.readVarString(decoder) };
  if (type !== frame.STATE) throw new Error('A frame of an unknown kind.');
  const sequence = decoding.readVarUint(decoder);
  const version = decoding.readUint8(decoder) === 2 ? 2 : 1;
  return {
    type: 'state',
    number,
    epoch: first,
    sequence,
    version,
    state: decoding.readTailAsUint8Array(decoder),
  };
}

export interface FromBrowser {
  number: number;
  localSequence: number;
  update: Uint8Array;
}

/** Reads the one frame a browser may send. Null when it is not one: never throws. */
export function readFromBrowser(bytes: Uint8Array): FromBrowser | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const number = decoding.readVarUint(decoder);
    if (decoding.readUint8(decoder) !== frame.UPDATE) return null;
    const localSequence = decoding.readVarUint(decoder);
    return { number, localSequence, update: bytes.subarray(decoder.pos) };
  } catch {
    return null;
  }
}
