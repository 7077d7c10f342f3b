import { Emitter } from '@socket.io/component-emitter';

/**
 * The Socket.IO `parser` of both ends. A packet whose event is `b` with one Uint8Array is one binary websocket frame
 * (the usual parser makes two, and costs twice as much to send); every other packet is one JSON text frame.
 */
export const protocol = 5;

const CONNECT = 0;
const EVENT = 2;
const CONNECT_ERROR = 4;
/** The usual parser calls an event that carries bytes this. */
const BINARY_EVENT = 5;

/** Names that mean something to the library itself: a peer that says them could close or crash the other end. */
const reserved = new Set([
  'connect',
  'connect_error',
  'connection',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
  'error',
  'b',
]);

interface Packet {
  type: number;
  nsp: string;
  data?: unknown;
  id?: number;
}

export class Encoder {
  encode(packet: Packet): (string | Uint8Array)[] {
    const { type, nsp, data, id } = packet;
    if ((type === EVENT || type === BINARY_EVENT) && id === undefined && isBinary(data)) return [data[1]];
    return [JSON.stringify({ type: type === BINARY_EVENT ? EVENT : type, nsp, data, id })];
  }
}

const isBinary = (data: unknown): data is ['b', Uint8Array] =>
  Array.isArray(data) && data.length === 2 && data[0] === 'b' && data[1] instanceof Uint8Array;

export class Decoder extends Emitter<Record<string, never>, { decoded: (packet: Packet) => void }> {
  /** Throws on what is no packet; Socket.IO then closes that one connection. */
  add(chunk: unknown): void {
    if (typeof chunk === 'string') this.emit('decoded', readPacket(chunk));
    else this.emit('decoded', { type: EVENT, nsp: '/', data: ['b', bytesOf(chunk)] });
  }
  destroy(): void {}
}

const bytesOf = (chunk: unknown): Uint8Array => {
  if (chunk instanceof Uint8Array) return chunk;
  if (chunk instanceof ArrayBuffer) return new Uint8Array(chunk);
  throw new Error('A frame that is neither text nor bytes.');
};

function readPacket(text: string): Packet {
  const packet = JSON.parse(text) as Packet | null;
  if (typeof packet !== 'object' || packet === null) throw new Error('Not a packet.');
  const { type, nsp, data, id } = packet;
  if (!Number.isInteger(type) || type < CONNECT || type > CONNECT_ERROR)
    throw new Error('A packet of an unknown type.');
  if (typeof nsp !== 'string' || nsp[0] !== '/') throw new Error('A packet without a namespace.');
  if (id !== undefined && !Number.isSafeInteger(id)) throw new Error('A packet whose id is no number.');
  if (type === EVENT && !(Array.isArray(data) && typeof data[0] === 'string' && !reserved.has(data[0])))
    throw new Error('An event that may not be said.');
  if (type === EVENT + 1 && !Array.isArray(data)) throw new Error('An answer without values.');
  return { type, nsp, data, id };
}
